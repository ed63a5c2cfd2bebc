"""Settings by command, the shop's own ones too."""

from __future__ import annotations

from pathlib import Path

from .conftest import Shop


def test_what_is_set_is_got_and_shown(shop: Shop) -> None:
    shop.run("config", "set", "staff", "Ayşe").ok()
    shop.run("config", "set", "backup.compress", "evet").ok()
    assert shop.run("config", "get", "staff").ok().out == "Ayşe\n"
    assert shop.run("config", "get", "backup.compress").ok().out == "true\n"
    shown = shop.json("config", "show")
    assert shown["staff"] == "Ayşe"
    assert shown["backup.compress"] is True
    assert shown["wait"] == 60
    assert "staff = Ayşe" in shop.run("config", "show").ok().out


def test_the_shop_s_name_lies_in_its_database(shop: Shop) -> None:
    assert shop.run("config", "get", "shop.name").ok().out == "\n"
    assert not shop.db.exists()
    shop.run("config", "set", "shop.name", "Yılmaz Gıda").ok()
    shop.run("config", "set", "shop.place", "Kadıköy, İstanbul").ok()
    assert shop.json("config", "get", "shop.name") == {"shop.name": "Yılmaz Gıda"}
    assert shop.json("config", "show")["shop.place"] == "Kadıköy, İstanbul"
    assert not Path(shop.json("config", "path")["config"]).exists()


def test_an_unknown_setting_suggests_the_nearest(shop: Shop) -> None:
    for arguments in (["get", "langage"], ["set", "langage", "tr"]):
        answer = shop.run("config", *arguments, "--json")
        assert answer.code == 2
        assert "language" in answer.error["hint"]


def test_the_staff_of_the_settings_signs_the_history(shop: Shop) -> None:
    shop.run("config", "set", "staff", "Ayşe").ok()
    shop.add("Ali Kaya")
    assert shop.json("contact", "show", "1", "--history")[0]["who"] == "Ayşe"


def test_the_settings_file_may_lie_elsewhere(shop: Shop) -> None:
    shop.env["KOBICRM_CONFIG"] = str(shop.folder / "ayarlar.toml")
    shop.spawn("config", "set", "staff", "Işıl").ok()
    assert (shop.folder / "ayarlar.toml").read_text("utf-8") == 'staff = "Işıl"\n'
