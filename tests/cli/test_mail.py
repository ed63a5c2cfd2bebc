"""`kobicrm mail`: a folder of messages, read as often as cron likes."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.conftest import Shop
from tests.unit.services.imports.test_mail import LETTER, STRANGER


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode())
    os.utime(folder / name, (1_700_000_000, 1_700_000_000))


def test_a_folder_is_read_and_strangers_are_listed(shop: Shop) -> None:
    shop.run(
        "contact", "add", "--name", "Şule Çağlayan", "--email", "sule.caglayan@ornek.com.tr"
    ).ok()
    folder = shop.folder / "posta"
    put(folder, "1.eml", LETTER)
    put(folder, "2.eml", STRANGER)
    put(folder, "4.eml", STRANGER.replace("kim@", "\x1b[31mkim@"))
    assert shop.run("mail").code == 2
    answer = shop.run("mail", str(folder)).ok()
    assert "New interactions  1" in answer.out
    assert "kim@bilinmez.example (1)" in answer.err
    assert "\x1b" not in answer.out + answer.err
    shop.run("config", "set", "mail.folder", str(folder)).ok()
    told = shop.json("mail")
    assert (told["files"], told["created"], told["unknown"]) == (0, 0, [])
    assert shop.json("mail", "--again")["unchanged"] == 1
    put(folder, "3.eml", "hiç")
    answer = shop.run("mail", "--json")
    assert (answer.code, answer.json["left"]) == (3, [{"file": "3.eml", "reason": "mail_none"}])
    assert shop.run("mail").code == 0


def test_a_folder_that_is_not_there_is_an_error(shop: Shop) -> None:
    answer = shop.run("mail", str(shop.folder / "yok"), "--json")
    assert (answer.code, answer.error["code"]) == (1, "mail_folder_unreadable")
