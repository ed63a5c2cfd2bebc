"""Queries on tasks and interactions: lists, exports, views and explanations."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shop


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """A shop with two contacts, three tasks and two interactions."""
    shop.json("contact", "add", "--name", "Şule Işık", "--tag", "vip", "--province", "İzmir")
    shop.json("contact", "add", "--name", "Ali Iğdır", "--tag", "bayi")
    shop.run("task", "add", "Teklif hazırla", "--contact", "1", "--priority", "high").ok()
    shop.run("task", "add", "Fatura kes", "--due", "2026-11-05", "--minutes", "30").ok()
    shop.run("task", "add", "Ölçü al", "--contact", "2", "--due", "2026-11-03").ok()
    shop.run("task", "done", "3").ok()
    shop.run("log", "social", "1", "fiyat sordu", "--outcome", "quote").ok()
    shop.run("log", "site_visit", "2", "ölçü alındı", "--minutes", "45").ok()
    return shop


def titles(shop: Shop, *words: str) -> list[str]:
    return [one["title"] for one in shop.json("task", "list", *words)]


def talks(shop: Shop, *words: str) -> list[str]:
    return [one["contact"]["name"] for one in shop.json("interaction", "list", *words)]


def test_tasks_are_listed_by_a_query(busy: Shop) -> None:
    assert titles(busy, "--where", "etiket:vip") == ["Teklif hazırla"]
    assert titles(busy, "--where", "priority:high OR minutes>20") == [
        *("Fatura kes", "Teklif hazırla"),
    ]
    assert titles(busy, "--where", "-kişi:*") == ["Fatura kes"]
    assert titles(busy, "--where", "kişi:ali") == []
    assert titles(busy, "--where", "kişi:ali durum:bitti") == ["Ölçü al"]
    assert titles(busy, "--where", "-durum:vazgeçildi") == [
        *("Fatura kes", "Teklif hazırla", "Ölçü al"),
    ]
    assert titles(busy, "--done", "--where", "kişi:ali") == ["Ölçü al"]
    assert titles(busy, "--where", "vade:*", "--where", "süre:30") == ["Fatura kes"]


def test_interactions_are_listed_newest_first_in_every_form(busy: Shop) -> None:
    assert talks(busy) == ["Ali Iğdır", "Şule Işık"]
    assert talks(busy, "--limit", "1") == ["Ali Iğdır"]
    assert talks(busy, "--where", "kanal:instagram sonuç:teklif") == ["Şule Işık"]
    assert talks(busy, "--where", "tag:bayi", "--where", "minutes>=45") == ["Ali Iğdır"]
    [one] = busy.json("interaction", "list", "--where", "kişi:şule")
    assert (one["channel"], one["outcome"], one["text"]) == ("social", "quote", "fiyat sordu")
    table = busy.run("interaction", "list", "--csv").ok().out.splitlines()
    assert table[0] == "uid,at,contact,channel,direction,outcome,minutes,author,text"
    assert len(table) == 3
    assert busy.run("interaction", "list", "--ids").ok().out.splitlines()[1] == one["uid"]
    assert len(busy.run("interaction", "list", "--jsonl").ok().out.splitlines()) == 2
    plain = busy.run("interaction", "list", "--where", "metin:fiyat", "--lang", "tr").ok().out
    assert plain.rstrip("\n").split("\t")[1:] == [
        *("Şule Işık", "Sosyal medya", "", "Teklif istedi", "fiyat sordu"),
    ]
    busy.run("contact", "delete", "1", "--yes").ok()
    assert talks(busy) == ["Ali Iğdır"]


def test_exports_take_queries_of_their_own_kind(busy: Shop) -> None:
    def written(*words: str) -> list[str]:
        return busy.run("export", *words, "--format", "csv").ok().out.splitlines()[1:]

    assert written("tasks", "--where", "durum:bitti", "--columns", "title") == ["Ölçü al"]
    assert written("tasks", "--tag", "vip", "--where", "durum:açık", "--columns", "title") == [
        "Teklif hazırla"
    ]
    assert written("interactions", "--where", "süre>30", "--columns", "text") == ["ölçü alındı"]
    calendar = busy.run("export", "tasks", "--format", "ics", "--where", "süre:30").ok().out
    assert "Fatura kes" in calendar
    calendar = busy.run("export", "tasks", "--format", "ics", "--where", "süre:31").ok().out
    assert "Fatura kes" not in calendar


def test_a_view_belongs_to_its_kind(busy: Shop) -> None:
    for kind, query in (("task", "öncelik:acil"), ("interaction", "sonuç:teklif")):
        busy.run("view", "save", "Acil", "--kind", kind, "--where", query, "--columns",
                 "contact").ok()  # fmt: skip
    assert titles(busy, "--view", "acil") == ["Teklif hazırla"]
    assert talks(busy, "--view", "ACİL") == ["Şule Işık"]
    written = busy.run("export", "tasks", "--view", "acil", "--format", "csv").ok().out
    assert written.splitlines()[1:] == ["Şule Işık"]
    assert busy.run("contact", "list", "--view", "acil").code == 4
    assert [one["kind"] for one in busy.json("view", "list")] == ["interaction", "task"]
    assert [one["query"] for one in busy.json("view", "list", "--kind", "task")] == ["öncelik:acil"]
    assert busy.run("view", "show", "acil", "--kind", "task").ok().out == "öncelik:acil\n"
    busy.run("view", "remove", "acil", "--kind", "task", "--yes").ok()
    assert [one["kind"] for one in busy.json("view", "list")] == ["interaction"]
    saved = busy.run("view", "save", "x", "--kind", "task", "--where", "kanal:fuar")
    assert saved.code == 2
    sorted_ = ("view", "save", "x", "--kind", "task", "--where", "a", "--sort", "name")
    assert busy.run(*sorted_).code == 2


@pytest.mark.parametrize(
    ("words", "position", "near"),
    [
        (("task", "list", "--where", "durm:açık"), 1, "durum"),
        (("interaction", "list", "--where", "kanal:fuarr"), 7, "fuar"),
        (("export", "tasks", "--where", "vade:dünn"), 6, "dün"),
        (("query", "explain", "sonuç:teklf", "--kind", "interaction"), 7, "teklif"),
    ],
)
def test_a_mistake_ends_with_2_and_its_place(
    busy: Shop, words: tuple[str, ...], position: int, near: str
) -> None:
    answer = busy.run(*words, "--json", "--lang", "tr")
    assert answer.code == 2
    assert (answer.error["position"], answer.error["near"]) == (position, near)


def test_a_view_has_a_cadence(busy: Shop) -> None:
    busy.run("view", "save", "Bayiler", "--where", "etiket:bayi").ok()
    busy.run("cadence", "set", "30", "--view", "bayiler").ok()
    [rule] = busy.json("cadence", "list")
    assert (rule["view"], rule["days"]) == ("Bayiler", 30)
    assert busy.run("cadence", "list").ok().out == "\t\t30\tBayiler\n"
    busy.run("view", "remove", "bayiler", "--yes").ok()
    assert busy.json("cadence", "list") == []
    busy.run("undo", "--yes").ok()
    busy.run("cadence", "set", "0", "--view", "bayiler").ok()
    assert busy.json("cadence", "list") == []


def test_a_query_on_tasks_is_explained(busy: Shop) -> None:
    told = busy.json("query", "explain", "vade<bugün sorumlu:ben", "--kind", "task")
    assert [one["field"] for one in told["tree"]["all"]] == ["due", "assignee"]
    keys = [one["field"] for one in busy.json("query", "fields", "--kind", "task")]
    assert keys[:5] == ["title", "contact", "due", "state", "kind"]
