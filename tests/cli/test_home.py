"""`kobicrm` alone, and the demo shop."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Shop, terminal


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_without_a_terminal_the_brief_is_printed(shop: Shop, lang: str) -> None:
    shop.run("config", "set", "shop.name", "Yılmaz Gıda").ok()
    for name in ("Ayşe Yılmaz", "Çağrı Öztürk"):
        shop.add(name)
    shop.add("Işık Kırtasiye", "--kind", "company")
    answer = shop.run("--lang", lang).ok()
    assert answer.out.startswith("Yılmaz Gıda: 3 ")
    assert "Çağrı Öztürk" in answer.out
    assert "kobicrm backup create" in answer.out
    shop.run("backup", "create").ok()
    assert "kobicrm backup create" not in shop.run("--lang", lang).ok().out


def test_the_very_first_start_prints_a_brief_too(shop: Shop) -> None:
    del shop.env["KOBICRM_DB"]
    answer = shop.spawn().ok()
    assert answer.out
    assert answer.err == ""
    assert (Path(shop.env["XDG_DATA_HOME"]) / "kobicrm" / "kobicrm.db").exists()


def test_on_a_terminal_the_application_opens_and_q_closes_it(shop: Shop) -> None:
    shop.add("Çağrı Öztürk")
    with terminal(shop, "--lang", "tr") as child:
        child.expect("görev yok")
        child.send("2")
        child.expect("Çağrı Öztürk")
        child.send("q")
        child.read()
        child.wait()
    assert child.exitstatus == 0


def test_the_demo_shop_lies_apart_and_is_the_same_for_the_same_seed(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz")
    report = shop.json("demo", "--seed", "7", "--size", "60")
    place = Path(shop.env["XDG_DATA_HOME"]) / "kobicrm" / "demo.db"
    assert (report["path"], report["contacts"]) == (str(place), 60)
    assert shop.names() == ["Ayşe Yılmaz"]
    first = shop.names("--db", str(place))
    assert len(first) == 60
    again = shop.json("demo", "--seed", "7", "--size", "60")
    assert again["replaced"] is True
    assert shop.names("--db", str(place)) == first


def test_the_demo_is_never_put_over_a_shop(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz")
    answer = shop.run("demo", "--size", "10", "--db", str(shop.db), "--json")
    assert (answer.code, answer.error["code"]) == (1, "demo_not_empty")
    assert shop.names() == ["Ayşe Yılmaz"]
    assert shop.run("demo", "--size", "0").code == 2
