"""Saved views: kept, used by lists, exports and bulk changes, taken away and back."""

from __future__ import annotations

from tests.cli.conftest import Shop


def test_a_view_is_used_wherever_a_query_is(shop: Shop) -> None:
    for name, city, tag in (
        ("Şule", "İzmir", "toptan"),
        ("Ömer", "İzmir", "vip"),
        ("Ali", "Van", "toptan"),
    ):
        shop.run("contact", "add", "--name", name, "--province", city, "--tag", tag).ok()
    shop.run("view", "save", "İzmir toptan", "--where", "şehir:izmir etiket:toptan",
             "--columns", "name,tags", "--sort", "created_at").ok()  # fmt: skip
    [found] = shop.json("contact", "list", "--view", "izmir TOPTAN")
    assert found["name"] == "Şule"
    table = shop.run("export", "contacts", "--view", "İzmir toptan", "--format", "csv").ok().out
    assert table.splitlines() == ["name,tags", "Şule,toptan"]
    assert shop.run("view", "show", "İzmir toptan").ok().out == "şehir:izmir etiket:toptan\n"
    told = shop.run("view", "save", "izmir toptan", "--where", "city:izmir").ok()
    assert "izmir toptan" in told.out
    [view] = shop.json("view", "list")
    assert (view["query"], view["columns"], view["sort"]) == ("city:izmir", [], None)
    assert len(shop.json("contact", "list", "--view", "İzmir Toptan", "--where", "etiket:vip")) == 1
    assert shop.run("view", "remove", "izmir toptan").code == 2
    shop.run("view", "remove", "izmir toptan", "--yes").ok()
    assert shop.json("view", "list") == []
    shop.run("undo", "--yes").ok()
    assert len(shop.json("view", "list")) == 1


def test_what_can_not_be_kept_is_said(shop: Shop) -> None:
    answer = shop.run("view", "save", "x", "--where", "şehr:izmir", "--lang", "tr")
    assert answer.code == 2
    assert "şehir" in answer.err
    assert shop.run("view", "save", " ", "--where", "city:izmir").code == 2
    assert shop.run("view", "save", "x", "--where", "city:izmir", "--sort", "boy").code == 2
    assert shop.run("contact", "list", "--view", "yok").code == 4
    assert shop.json("view", "list") == []
