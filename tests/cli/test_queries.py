"""Queries on the command line: --where everywhere, what they mean, and where a mistake is."""

from __future__ import annotations

import pytest

from .conftest import Shop


@pytest.fixture
def three(shop: Shop) -> Shop:
    """A shop with three contacts and a field of its own."""
    shop.run("field", "add", "Puan", "--type", "number").ok()
    shop.json("contact", "add", "--name", "Şule Işık", "--tag", "vip", "--province", "İzmir")
    shop.json("contact", "add", "--name", "Ali Iğdır", "--tag", "vip", "--tag", "bayi")
    shop.json("contact", "add", "--kind", "company", "--name", "Öztürk Gıda A.Ş.")
    return shop


def names(shop: Shop, *words: str) -> list[str]:
    return [one["name"] for one in shop.json("contact", "list", *words)]


def test_where_narrows_lists_and_joins_the_other_options(three: Shop) -> None:
    assert names(three, "--where", "etiket:vip") == ["Ali Iğdır", "Şule Işık"]
    assert names(three, "--where", "tag:vip -city:izmir") == ["Ali Iğdır"]
    assert names(three, "--where", "tag:vip", "--tag", "bayi") == ["Ali Iğdır"]
    assert names(three, "--where", "tag:vip", "--where", "şehir:*") == ["Şule Işık"]
    assert names(three, "--where", "kind:company OR city:izmir", "--sort", "id") == [
        *("Şule Işık", "Öztürk Gıda A.Ş."),
    ]
    assert names(three, "--where", "puan>3") == []


def test_where_narrows_exports_and_bulk_changes(three: Shop) -> None:
    out = three.run("export", "contacts", "--where", "tag:vip", "--columns", "name").ok().out
    assert set(out.splitlines()[1:]) == {"Ali Iğdır", "Şule Işık"}
    three.run("contact", "tag", "--where", "şehir:izmir", "--add", "ege", "--yes").ok()
    assert names(three, "--where", "etiket:EGE") == ["Şule Işık"]
    three.run("contact", "delete", "--where", "-etiket:*", "--yes").ok()
    assert len(names(three)) == 2
    assert three.json("contact", "list", "--trash", "--where", "tür:firma")[0]["kind"] == "company"


@pytest.mark.parametrize(
    ("query", "position", "near"),
    [("tag:vip ctiy:x", 9, "city"), ("lifecycle:custmer", 11, "customer"), ("", 1, None)],
)
def test_a_mistake_ends_with_2_its_place_and_a_suggestion(
    three: Shop, query: str, position: int, near: str | None
) -> None:
    for words in (
        ("contact", "list", "--where", query, "--json"),
        ("contact", "delete", "--where", query, "--yes", "--json"),
        ("query", "explain", query, "--json"),
    ):
        answer = three.run(*words)
        assert answer.code == 2
        assert (answer.error["position"], answer.error["near"]) == (position, near)
    assert len(names(three)) == 3


def test_a_query_is_explained_in_words_and_as_a_tree(three: Shop) -> None:
    text = three.run("query", "explain", "tag:vip -created<2026-01-01", "--lang", "en").ok().out
    assert text.splitlines() == [
        "- Tag is vip",
        "- not: Created is before 2026-01-01",
        "Written out: tag:vip -created<2026-01-01",
    ]
    text = three.run("query", "explain", "tag:vip şehir:*", "--lang", "tr").ok().out
    assert text.splitlines() == [
        "- Etiket: vip",
        "- İl: değeri var",
        "Açık yazılışı: etiket:vip şehir:*",
    ]
    told = three.json("query", "explain", "puan:1..2")
    assert told["tree"] == {"field": "custom:Puan", "operator": "range", "value": ["1", "2"]}
    wrong = three.run("query", "explain", "şehr:izmir", "--lang", "tr")
    assert wrong.code == 2
    assert wrong.err.startswith("1. harf: “şehr” alanı yok, “şehir” mi?")


def test_what_can_be_asked_for_is_listed_in_both_languages(three: Shop) -> None:
    fields = {one["field"]: one for one in three.json("query", "fields")}
    assert "şehir" in fields["province"]["tr"]
    assert "city" in fields["province"]["en"]
    assert fields["custom:Puan"]["type"] == "number"
    assert "channel" in {
        one["field"] for one in three.json("query", "fields", "--kind", "interaction")
    }
    assert three.run("query", "fields", "--lang", "tr").ok().out.startswith("ad\t")


def test_a_search_takes_queries_and_never_fails(three: Shop) -> None:
    assert [one["name"] for one in three.json("search", "etiket:bayi")] == ["Ali Iğdır"]
    assert [one["name"] for one in three.json("search", "ışık")] == ["Şule Işık"]
    for text in ("şehr:izmir", "etiket:", "(", '"', "a VEYA", "xyz:1"):
        assert three.json("search", text) == []
