"""Commands about the quality of the data: they show before they change, and change only asked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from .conftest import Shop, terminal

TYPO = ("--name", "İsmail Şıkoğlu", "--email", "ismail@gmial.com")
CAPITALS = ("--name", "AYŞE YILMAZ", "--phone", "0532 123 45 6")
GARBLED = ("--name", "Þükrü Þahin", "--province", "İstanbul")


@pytest.fixture
def odd(shop: Shop) -> Shop:
    """A shop with three people, five findings, three suggestions."""
    for given in (TYPO, CAPITALS, GARBLED):
        shop.json("contact", "add", *given)
    return shop


def emails(shop: Shop) -> list[str]:
    return [mail["raw"] for one in shop.json("contact", "list") for mail in one["emails"]]


def test_findings_are_listed_in_every_form(odd: Shop) -> None:
    found = odd.json("quality", "list")
    assert [one["code"] for one in found] == [
        *("email_typo", "phone_short", "name_capitals", "mojibake", "district_missing"),
    ]
    assert found[0] == {
        "contact": {"id": 1, "uid": found[0]["contact"]["uid"], "name": "İsmail Şıkoğlu"},
        "code": "email_typo",
        "field": "emails",
        "value": "ismail@gmial.com",
        "suggestion": "ismail@gmail.com",
        "about": None,
    }
    assert (found[4]["value"], found[4]["suggestion"], found[4]["about"]) == ("", None, "İstanbul")
    lines = odd.run("quality", "list", "--jsonl").ok().out.splitlines()
    assert [json.loads(line) for line in lines] == found
    rows = list(csv.DictReader(io.StringIO(odd.run("quality", "list", "--csv").ok().out)))
    assert [(row["code"], row["name"]) for row in rows][:2] == [
        ("email_typo", "İsmail Şıkoğlu"),
        ("phone_short", "AYŞE YILMAZ"),
    ]
    table = odd.run("quality", "list", "--lang", "tr").ok().out.splitlines()
    assert table[0].split("\t") == [
        *("1", "İsmail Şıkoğlu", "E-posta yazımı", "E-posta"),
        *("ismail@gmial.com", "ismail@gmail.com"),
    ]


def test_a_list_is_narrowed_by_kind_field_contact_and_length(odd: Shop) -> None:
    def codes(*more: str) -> list[str]:
        return [one["code"] for one in odd.json("quality", "list", *more)]

    assert codes("--code", "mojibake,name_capitals") == ["name_capitals", "mojibake"]
    assert codes("--field", "addresses") == ["district_missing"]
    assert codes("ismail@gmial.com") == ["email_typo"]
    assert codes("1", "3", "--code", "mojibake") == ["mojibake"]
    assert codes("--limit", "2") == ["email_typo", "phone_short"]
    assert codes("--limit", "0") == []
    assert odd.run("quality", "list", "yok").code == 4
    answer = odd.run("quality", "list", "--code", "typo", "--json")
    assert (answer.code, answer.error["code"]) == (2, "bad_choice")
    assert "email_typo" in answer.error["hint"]


def test_no_finding_is_an_empty_list(shop: Shop) -> None:
    assert shop.json("quality", "list") == []
    assert shop.json("quality", "fix", "--fix", "apply", "--yes")["changeset"] is None
    assert shop.json("quality", "score")["score"] is None
    assert "no contacts yet" in shop.run("quality", "score").ok().out


@pytest.mark.parametrize("more", [[], ["--fix", "ask", "--yes"], ["--fix", "apply", "--dry-run"]])
def test_nothing_is_mended_unless_that_is_asked_for(odd: Shop, more: list[str]) -> None:
    report = odd.json("quality", "fix", *more)
    assert (report["changeset"], report["dry_run"]) == (None, True)
    assert (report["findings"], report["contacts"], report["fixed"]) == (3, 3, 0)
    assert [one["suggestion"] for one in report["changes"]] == [
        *("ismail@gmail.com", "Ayşe Yılmaz", "Şükrü Şahin"),
    ]
    answer = odd.run("quality", "fix", *more).ok()
    assert "ismail@gmail.com" in answer.out
    assert "--fix apply" in answer.err
    assert emails(odd) == ["ismail@gmial.com"]


def test_apply_needs_a_yes_and_is_taken_back_by_undo(odd: Shop) -> None:
    refused = odd.run("quality", "fix", "--fix", "apply")
    assert refused.code == 2
    assert emails(odd) == ["ismail@gmial.com"]
    report = odd.json("quality", "fix", "--fix", "apply", "--yes")
    assert (report["fixed"], report["contacts"], report["dry_run"]) == (3, 3, False)
    assert odd.names() == ["Ayşe Yılmaz", "İsmail Şıkoğlu", "Şükrü Şahin"]
    assert emails(odd) == ["ismail@gmail.com"]
    odd.run("undo", str(report["changeset"]), "--yes").ok()
    assert emails(odd) == ["ismail@gmial.com"]


def test_only_what_was_named_is_mended(odd: Shop) -> None:
    done = odd.run("quality", "fix", "2", "--code", "name_capitals", "--fix", "apply", "--yes")
    assert done.ok().out == "Mended: 1 finding in 1 contact.\n"
    assert "Ayşe Yılmaz" in odd.names()
    assert emails(odd) == ["ismail@gmial.com"]
    done = odd.run("quality", "fix", "2", "--code", "name_capitals", "--fix", "apply", "--yes")
    assert "There was nothing to change." in done.ok().err


def test_on_a_terminal_it_asks_with_the_number_and_names(odd: Shop) -> None:
    with terminal(odd, "quality", "fix", "--fix", "apply") as child:
        child.expect("Apply 3 suggestions to 3 contacts")
        child.expect("İsmail Şıkoğlu, AYŞE YILMAZ")
        child.sendline("n")
        child.wait()
    assert child.exitstatus == 1
    assert emails(odd) == ["ismail@gmial.com"]
    with terminal(odd, "quality", "fix", "--fix", "apply") as child:
        child.expect("Apply 3")
        child.sendline("y")
        child.expect("Mended: 3 findings in 3 contacts")
    assert emails(odd) == ["ismail@gmail.com"]


def test_a_suggestion_that_fits_no_choice_is_told_of(shop: Shop) -> None:
    shop.run("field", "add", "Sınıf", "--type", "choice", "--choice", "Ýyi").ok()
    shop.run("contact", "add", "--name", "Ali Kaya", "--custom", "Sınıf=Ýyi").ok()
    answer = shop.run("quality", "fix", "--fix", "apply", "--yes")
    assert answer.code == 3
    assert "1" in answer.err


def test_the_score_is_kept_for_its_day(odd: Shop) -> None:
    odd.add("Işıl Ağaoğlu", "--phone", "0532 123 45 67")
    score = odd.json("quality", "score")
    assert (score["score"], score["contacts"], score["flagged"]) == (25, 4, 3)
    assert (score["findings"], score["codes"]["email_typo"]) == (5, 1)
    odd.run("quality", "fix", "--fix", "apply", "--yes").ok()
    again = odd.json("quality", "score")
    assert (again["score"], len(again["days"])) == (50, 1)
    assert again["days"][0]["flagged"] == 2
    text = odd.run("quality", "score", "--lang", "tr").ok().out
    assert "Veri kalitesi" in text
    assert "Eksik telefon" in text


def test_help_is_in_both_languages(shop: Shop) -> None:
    for lang, word in (("tr", "Veride"), ("en", "looks wrong")):
        assert word in shop.spawn("--lang", lang, "quality", "--help").ok().out


def test_hostile_values_do_not_reach_the_terminal(shop: Shop, sample: Callable[[str], str]) -> None:
    import sqlite3

    shop.add("Ali Kaya", "--email", "ali@gmial.com")
    with sqlite3.connect(shop.db) as store:
        store.execute("PRAGMA ignore_check_constraints = 1")
        store.execute("UPDATE contact SET name = ?", ("ALİ\x1b]52;c;S0JJ\x07 [/foo]",))
        store.execute("UPDATE email SET given = ?", ("ali\x1b[2J@gmial.com",))
    store.close()
    for form in ((), ("--json",), ("--csv",)):
        for words in (("quality", "list"), ("quality", "fix")):
            if "--csv" in form and "fix" in words:
                continue
            answer = shop.run(*words, *form).ok()
            assert "\x1b" not in answer.out + answer.err
