"""The doctor by command: exit code 6 for errors, never for warnings."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from .conftest import Shop


def levels(document: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {finding["code"]: finding["level"] for finding in document["findings"]}


def test_a_healthy_shop_gets_0_though_warned(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz")
    found = shop.json("doctor")
    assert found["ok"] is True
    assert levels(found)["doctor_backup_none"] == "warning"
    for lang in ("tr", "en"):
        text = shop.run("doctor", "--lang", lang).ok().out
        assert "doctor_" not in text
        assert "{" not in text
    assert shop.run("doctor", "--quiet").ok().out == ""


def test_a_wrong_search_index_is_6_and_can_be_rebuilt(shop: Shop) -> None:
    shop.add("Ayşe Yılmaz")
    with sqlite3.connect(shop.db) as connection:
        connection.execute("INSERT INTO contact_fts (contact_fts) VALUES ('delete-all')")
    connection.close()
    assert shop.run("doctor").code == 6
    shop.run("doctor", "--repair").ok()
    shop.run("doctor").ok()
    assert [c["name"] for c in shop.json("search", "yilmaz")] == ["Ayşe Yılmaz"]


def test_a_database_that_is_none_is_an_error(shop: Shop) -> None:
    assert shop.run("doctor").code in (1, 4)
    shop.db.write_bytes(b"x" * 5000)
    assert shop.run("doctor").code == 6
    assert shop.run("contact", "list").code == 1
    assert shop.db.read_bytes() == b"x" * 5000


def test_another_programs_database_is_refused_untouched(shop: Shop, tmp_path: Path) -> None:
    other = tmp_path / "başka.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE place (id)")
    connection.close()
    other.chmod(0o644)
    assert shop.run("doctor", "--repair", "--db", str(other)).code == 1
    assert other.stat().st_mode & 0o777 == 0o644
