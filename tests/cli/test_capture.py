"""One line from the command line: made, looked at, asked, many at once."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shop, terminal

LINE = 'Ayşe Yılmaz 0532 123 45 67 firma:"Yılmaz Gıda" yarın 15:00 ara etiket:toptan'


def test_a_line_is_looked_at_and_made(shop: Shop) -> None:
    seen = shop.json("add", LINE, "--dry-run")
    assert [(row["part"], row["will"]) for row in seen["rows"]] == [
        (part, "new") for part in ("contact", "phones", "company", "task", "tags")
    ]
    assert shop.names() == []
    out = shop.run("add", LINE, "--lang", "tr").ok().out
    assert "Ayşe Yılmaz\tyeni" in out
    assert "0532 123 45 67" in out
    made = shop.json("add", "Ayşe 0532 123 45 67 #vip")
    assert made["contact"]["name"] == "Ayşe Yılmaz"
    assert made["rows"][0]["known"] == "Ayşe Yılmaz"
    assert shop.run("add", "Ayşe 0532 123 45 67 #vip").ok().out.strip() == "Nothing to change"
    assert [one["title"] for one in shop.json("task", "list")] == ["Ara"]
    assert shop.run("add", "@Öz #vip", "--quiet").ok().out == ""
    assert "Captured" in shop.run("undo", "--list").ok().out
    shop.run("undo", "--yes").ok()
    assert "Öz" not in shop.names()


def test_a_question_ends_with_the_answers_and_how_to_give_one(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz", "--phone", "0532 123 45 67")
    refused = shop.run("add", "Ayşe Yılmaz saat 3 ara")
    assert refused.code == 4
    assert "1  Ayşe Yılmaz · 0532 123 45 67" in refused.err
    assert "--choose contact=1" in refused.err
    error = shop.run("add", "Ayşe Yılmaz saat 3 ara", "--json", "--choose", "contact=1")
    assert (error.code, error.error["code"]) == (4, "capture_asks")
    looked = shop.json("add", "Ayşe Yılmaz saat 3 ara", "--dry-run", "--choose", "contact=new")
    assert [len(row["candidates"]) for row in looked["rows"]] == [0, 0, 2]
    made = shop.json("add", "Ayşe Yılmaz saat 3 ara", "--choose", "contact=1", "--choose", "due=2")
    assert made["contact"]["id"] == 1
    assert [one["time"] for one in shop.json("task", "list")] == ["03:00"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("",), "capture_empty"),
        (("0539 123 45 67",), "capture_nameless"),
        (("a" * 1_500,), "capture_too_long"),
        (("Ali Kaya", "--choose", "x=1"), "capture_choice"),
        (("Ali Kaya", "--choose", "contact"), "bad_pair"),
        (("-", "--choose", "contact=1"), "add_stdin_alone"),
    ],
)
def test_what_can_not_be_made_is_refused(shop: Shop, arguments: tuple[str, ...], code: str) -> None:
    answer = shop.run("add", *arguments, "--json")
    assert answer.code == 2
    assert answer.error["code"] == code


def test_many_lines_are_made_one_by_one(shop: Shop) -> None:
    shop.add("Ali Kaya")
    lines = "Ayşe Ak 0532 111 22 33 #vip\n\nAli Kaya yarın ara\n#\n@Deniz Un\n"
    seen = shop.run("add", "-", "--dry-run", "--json", stdin=lines).ok().json
    assert len(seen["made"]) == 4
    assert shop.names() == ["Ali Kaya"]
    answer = shop.run("add", "-", stdin=lines)
    assert answer.code == 3
    assert "2 lines taken in." in answer.out
    assert "Line 3" in answer.err
    assert "Line 4" in answer.err
    told = shop.run("add", "-", "--json", stdin="Veli Ak 0532 111 22 44\n#\n")
    assert told.code == 3
    assert [one["code"] for one in told.json["refused"]] == ["capture_empty"]


def test_on_a_terminal_it_asks(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz", "--phone", "0532 123 45 67")
    with terminal(shop, "add", "Ayşe Yılmaz yarın ara") as child:
        child.expect("Who is Ayşe Yılmaz")
        child.expect("a new contact")
        child.sendline("9")
        child.sendline("1")
        child.expect("known: Ayşe Yılmaz")
        child.wait()
    assert len(shop.json("task", "list")) == 1
    with terminal(shop, "add", "Ayşe Yılmaz yarın ara") as child:
        child.expect("a new contact")
        child.sendline("")
        child.wait()
    assert len(shop.json("task", "list")) == 1
