"""The few lines that `kobicrm` says without a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kobicrm import i18n
from kobicrm.services import backups, contacts
from kobicrm.services.brief import brief
from kobicrm.services.brief_text import brief_lines
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.services.shop import set_shop


def test_it_counts_the_shop_and_names_who_came_last(shop: Session, people: list[Saved]) -> None:
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    contacts.delete(shop, [people[0].contact.uid])
    found = brief(shop)
    assert (found.contacts, found.people, found.companies) == (5, 3, 2)
    assert [row.name for row in found.newest[:2]] == ["Ali Rıza Kaya", "Ümit Yaşar"]
    assert found.last_backup is None


def test_it_speaks_turkish_and_english(shop: Session, people: list[Saved]) -> None:
    set_shop(shop, name="Yılmaz Gıda")
    found = brief(shop)
    english = brief_lines(found)
    i18n.install("tr")
    turkish = brief_lines(found)
    assert english[0] == "Yılmaz Gıda: 6 contacts (4 people, 2 companies)"
    assert turkish[0] == "Yılmaz Gıda: 6 kayıt (4 kişi, 2 firma)"
    assert turkish[1] == "Son eklenenler:"
    assert "  İbrahim Iğdır · Yıldız İnşaat Ltd. Şti. · 0533 987 65 43" in turkish
    assert len(turkish) == 8
    assert turkish[-1] == "Henüz yedek yok. Almak için: kobicrm backup create"


def test_counts_are_written_as_people_write_them(shop: Session) -> None:
    i18n.install("tr")
    many = brief_lines(replace(brief(shop), contacts=2041, people=1714, companies=327))
    assert many[0] == "KobiCRM: 2.041 kayıt (1.714 kişi, 327 firma)"


def test_it_tells_the_age_of_the_last_backup(
    shop: Session, people: list[Saved], tmp_path: Path
) -> None:
    folder = tmp_path / "yedekler"
    folder.mkdir()
    made = backups.create(shop.path, to=folder, clock=shop.clock)
    found = brief(shop, [folder])
    assert found.last_backup is not None
    assert found.last_backup.path == made.path
    assert brief_lines(found)[-1] == "Last backup: just now"
    late = replace(found, at=found.at + timedelta(days=3))
    assert brief_lines(late)[-1].startswith("Last backup: 3 days ago. Make a new one")


def test_an_empty_shop_has_a_brief_too(shop: Session) -> None:
    assert brief_lines(brief(shop)) == [
        "KobiCRM: 0 contacts (0 people, 0 companies)",
        "There is no backup yet. Make one: kobicrm backup create",
    ]


def test_names_cannot_drive_the_terminal(shop: Session, people: list[Saved]) -> None:
    found = brief(shop)
    hostile = replace(found.newest[0], name="Kötü\x1b[2J\nad")
    assert brief_lines(replace(found, newest=(hostile,)))[2] == "  Kötü[2J ad · +49 30 901820"
