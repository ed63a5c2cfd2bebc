"""Duplicates by command: listed with why, merged, kept apart; what is asked and answered."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Shop, terminal


@pytest.fixture
def twice(shop: Shop) -> Shop:
    """Return a shop in which two people are noted twice."""
    for name in ("Ayşe Yılmaz", "AYŞE YILMAZ"):
        shop.add(name, "--phone", "0532 123 45 67", "--district", "Kadıköy")
    for name in ("Şükrü Iğdır", "Sukru Igdir"):
        shop.add(name, "--email", "sukru@ornek.com.tr")
    return shop


def test_pairs_are_listed_in_every_form(twice: Shop) -> None:
    found = twice.json("duplicates", "list")
    assert [(one["first"]["name"], one["second"]["name"]) for one in found] == [
        ("Ayşe Yılmaz", "AYŞE YILMAZ"),
        ("Şükrü Iğdır", "Sukru Igdir"),
    ]
    first = found[0]
    assert first["score"] == 99
    assert first["evidence"] == [
        {"code": "same_mobile", "value": "+905321234567"},
        {"code": "same_district", "value": "Kadıköy"},
        {"code": "same_name", "value": ""},
    ]
    assert first["first"] == twice.json("contact", "show", "1") | {
        "warnings": first["first"]["warnings"]
    }
    lines = twice.run("duplicates", "list", "--jsonl").ok().out.splitlines()
    assert [json.loads(line) for line in lines] == found
    assert twice.run("duplicates", "list", "--ids").ok().out == "1\t2\n3\t4\n"
    table = twice.run("duplicates", "list", "--limit", "1").ok().out
    expected = "99\t1\tAyşe Yılmaz\t2\tAYŞE YILMAZ\tsame mobile · same district · same name\n"
    assert table == expected
    rows = list(csv.DictReader(io.StringIO(twice.run("duplicates", "list", "--csv").ok().out)))
    assert rows[1]["second_name"] == "Sukru Igdir"
    assert rows[1]["evidence"] == "same_email same_name"


def test_nothing_found_is_an_empty_list(shop: Shop) -> None:
    shop.add("Ali Kaya")
    assert shop.json("duplicates", "list") == []
    assert shop.json("duplicates", "list", "--min", "99", "--limit", "0") == []
    assert shop.json("duplicates", "merge", "--auto", "90", "--yes")["merged"] == 0


def test_two_are_merged_and_taken_back(twice: Shop) -> None:
    planned = twice.json("duplicates", "merge", "1", "2", "--dry-run")
    assert (planned["dry_run"], planned["changeset"]) == (True, None)
    assert len(twice.names()) == 4
    done = twice.json("duplicates", "merge", "1", "2", "--yes")
    assert done["gone"]["name"] == "AYŞE YILMAZ"
    assert done["contact"]["codes"] == [{"source": "kobicrm", "code": done["gone"]["uid"]}]
    assert twice.names() == ["Ayşe Yılmaz", "Sukru Igdir", "Şükrü Iğdır"]
    # The uid of the one that went still names the one that stays.
    assert twice.json("contact", "show", done["gone"]["uid"])["name"] == "Ayşe Yılmaz"
    twice.run("undo", "--yes").ok()
    assert len(twice.names()) == 4


def test_the_old_number_of_a_merged_record_is_kept_but_not_shown(twice: Shop) -> None:
    gone = twice.json("contact", "show", "2")["uid"]
    twice.run("duplicates", "merge", "1", "2", "--yes").ok()
    assert gone in {code["code"] for code in twice.json("contact", "show", "1")["codes"]}
    assert gone not in twice.run("contact", "show", "1").ok().out


def test_all_sure_pairs_are_merged(twice: Shop) -> None:
    planned = twice.json("duplicates", "merge", "--auto", "90", "--dry-run")
    assert (planned["merged"], planned["changeset"]) == (2, None)
    assert len(twice.names()) == 4
    answer = twice.run("duplicates", "merge", "--auto", "90", "--yes").ok()
    assert answer.out.splitlines() == [
        "Ayşe Yılmaz (1) ← AYŞE YILMAZ (2)",
        "Şükrü Iğdır (3) ← Sukru Igdir (4)",
    ]
    assert "2 contacts became part of others." in answer.err
    assert len(twice.names()) == 2


def test_different_people_are_remembered(twice: Shop) -> None:
    assert twice.json("duplicates", "different", "1", "2")["changeset"]
    assert twice.json("duplicates", "different", "2", "1") == {"changeset": None}
    assert [pair["first"]["id"] for pair in twice.json("duplicates", "list")] == [3]


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["merge"], 2, "merge_two"),
        (["merge", "1"], 2, "merge_two"),
        (["merge", "1", "2", "--auto", "90"], 2, "exclusive_options"),
        (["merge", "--auto", "20"], 2, "bad_number"),
        (["merge", "1", "2"], 2, "needs_yes"),
        (["merge", "1", "99", "--yes"], 4, "contact_not_found"),
        (["merge", "0532 123 45 67", "3", "--yes"], 4, "contact_ambiguous"),
        (["merge", "1", "1", "--yes"], 1, "merge_same"),
        (["different", "1", "1"], 1, "merge_same"),
        (["list", "--csv", "--ids"], 2, "exclusive_options"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(
    twice: Shop, words: list[str], code: int, error: str
) -> None:
    given = words if words[0] == "list" else [*words, "--json"]
    answer = twice.run("duplicates", *given)
    assert answer.code == code
    if words[0] != "list":
        assert answer.error["code"] == error
    assert len(twice.names()) == 4


def test_on_a_terminal_a_merge_is_asked_for(twice: Shop) -> None:
    with terminal(twice, "duplicates", "merge", "1", "2") as child:
        child.expect("Merge AYŞE YILMAZ")
        child.sendline("n")
        child.wait()
    assert child.exitstatus == 1
    assert len(twice.names()) == 4
    with terminal(twice, "duplicates", "merge", "1", "2") as child:
        child.expect("y/N")
        child.sendline("y")
        child.expect("Merged: Ayşe Yılmaz")
        child.wait()
    assert len(twice.names()) == 3
