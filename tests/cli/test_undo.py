"""Taking back by command: the last change, one by number, what is left of one, and redo."""

from __future__ import annotations

from .conftest import Shop


def test_undo_takes_back_the_last_change_then_the_one_before(shop: Shop) -> None:
    shop.add("Ali Kaya")
    shop.run("contact", "edit", "1", "--title", "Bey").ok()
    report = shop.json("undo", "--yes")
    assert (report["of"], report["records"]) == (2, 1)
    assert shop.json("contact", "show", "1")["title"] is None
    shop.run("undo", "--yes").ok()
    assert shop.names() == []
    assert shop.run("undo", "--yes").code == 4


def test_redo_puts_back_what_undo_took(shop: Shop) -> None:
    shop.add("Ali Kaya")
    shop.run("contact", "delete", "1", "--yes").ok()
    shop.run("undo", "--yes").ok()
    assert shop.names() == ["Ali Kaya"]
    shop.run("redo", "--yes").ok()
    assert shop.names() == []
    assert shop.run("redo", "--yes").code == 4


def test_a_change_overtaken_by_another_is_refused_and_listed(shop: Shop) -> None:
    shop.add("Ali Kaya")
    shop.add("Veli Kaya")
    shop.run("contact", "tag", "1", "2", "--add", "vip").ok()
    shop.run("contact", "tag", "1", "--remove", "vip").ok()
    answer = shop.run("undo", "3", "--yes")
    assert answer.code == 1
    assert "Ali Kaya" in answer.err
    assert "Veli Kaya" not in answer.err
    assert shop.names("--tag", "vip") == ["Veli Kaya"]
    report = shop.json("undo", "3", "--partial", "--yes")
    assert [conflict["name"] for conflict in report["conflicts"]] == ["Ali Kaya"]
    assert shop.names("--tag", "vip") == []


def test_the_list_of_changes(shop: Shop) -> None:
    shop.run("contact", "add", "--name", "Ali Kaya", "--as", "Ayşe").ok()
    shop.run("undo", "--yes", "--as", "Ayşe").ok()
    undo, added = shop.json("undo", "--list")
    assert (added["changeset"], added["who"], added["action"]) == (1, "Ayşe", "contact.add")
    assert added["undone_by"] == undo["changeset"] == 2
    assert undo["undoes"] == 1
    assert shop.json("undo", "--list", "--limit", "1") == [undo]
    assert "taken back" in shop.run("undo", "--list").ok().out


def test_another_person_s_change_is_not_mine_to_take_back_by_default(shop: Shop) -> None:
    shop.run("contact", "add", "--name", "Ali Kaya", "--as", "Ayşe").ok()
    assert shop.run("undo", "--yes", "--as", "Mehmet").code == 4
    shop.run("undo", "1", "--yes", "--as", "Mehmet").ok()
    assert shop.names() == []


def test_a_number_that_is_none_is_wrong_usage(shop: Shop) -> None:
    assert shop.run("undo", "son", "--yes").code == 2
    assert shop.run("undo", "99", "--yes").code == 4
