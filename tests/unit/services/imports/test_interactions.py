"""Interactions come in from tables, from our own documents and from chats of WhatsApp."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, NotFound, UsageError
from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session
from kobicrm.storage import records

pytestmark = pytest.mark.usefixtures("in_istanbul")

HERE = ImportOptions(kind="interaction", verbose=True)
ANDROID = (
    "2.01.2024 15:40 - Mesajlar ve aramalar uçtan uca şifrelidir.\n"
    "2.01.2024 15:47 - Şule Çağlayan: gelirim ya\n"
    "yarın da olur: 10:30 gibi\n"
    "2.01.2024 15:48 - Ayşe: tamam\n"
    "2.01.2024 15:48 - Ayşe: tamam\n"
    "3.01.2024 09:05 - Şule Çağlayan: <Medya dahil edilmedi>\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a file."""

    def write(text: str, name: str = "görüşmeler.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def stored(shop: Session) -> list[dict[str, object]]:
    """Return all interactions, oldest first."""
    with shop.store.reading():
        return list(records.read("interaction").values())


def test_a_table_of_calls_and_visits(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    table = file(
        "Tarih;Görüşme türü;Yön;Telefon;Ad Soyad;E-posta;Açıklama\n"
        "17.11.2026 14:05;Telefon;Giden;0532 123 45 67;Şule Çağlayan;;Teklifi inceliyor\n"
        "12.11.2026;Mağaza;;;;ibrahim@igdir.com.tr;2 koli numune aldı\n"
        "11.11.2026;Fuar;gelen;;;ibrahim@igdir.com.tr;\n"
    )
    report = run_import(shop, table, HERE)
    assert (report.rows, report.created, report.refused, report.flagged) == (3, 3, 0, 0)
    sule, ibrahim = (one.contact.uid for one in people[:2])
    common = {"author": "", "outcome": "", "minutes": 0, "task": ""}
    assert stored(shop) == [
        {
            "contact": sule,
            "channel": "call",
            "direction": "out",
            "at": "2026-11-17T11:05:00Z",
            "text": "Teklifi inceliyor",
            **common,
        },
        {
            "contact": ibrahim,
            "channel": "visit",
            "direction": "",
            "at": "2026-11-11T21:00:00Z",
            "text": "2 koli numune aldı",
            **common,
        },
        {
            "contact": ibrahim,
            "channel": "fair",
            "direction": "in",
            "at": "2026-11-10T21:00:00Z",
            "text": "",
            **common,
        },
    ]
    again = run_import(shop, table, HERE)
    assert (again.created, again.unchanged, again.changeset) == (0, 3, None)
    assert undo.undo(shop).records == 3
    assert stored(shop) == []


def test_rows_about_nobody_for_sure_are_refused(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    contacts.delete(shop, [people[1].contact.uid])
    table = file(
        "Tarih;Telefon;Ad Soyad;E-posta;Not\n"
        "17.11.2026;;Şule Çağlayan;;bir ad yetmez\n"
        "17.11.2026;0544 111 22 33;Şule Çağlayan;;başka numara\n"
        ";0532 123 45 67;Şule Çağlayan;;tarihsiz\n"
        "31.02.2026;0532 123 45 67;Şule Çağlayan;;olmayan gün\n"
        "17.11.2026;;;ibrahim@igdir.com.tr;çöpte\n"
        "17.11.2026;0555 111 22 33;;;ikisinin numarası\n"
    )
    for name in ("Can Öz", "Su Öz"):
        contacts.add(shop, {"name": name, "phones": "0555 111 22 33"})
    report = run_import(shop, table, HERE)
    assert report.created == 0
    assert [entry.reason for entry in report.entries] == [
        "contact_not_named",
        "contact_unknown",
        "row_without_at",
        "date_unreadable",
        "in_trash",
        "contact_several",
    ]


def test_a_dry_run_tells_the_same_and_writes_nothing(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    table = file("Tarih;Telefon;Not\n17.11.2026;0532 123 45 67;aradı\n;;\nx;0532 123 45 67;y\n")
    trial = run_import(shop, table, ImportOptions(kind="interaction", dry_run=True, verbose=True))
    assert stored(shop) == []
    real = run_import(shop, table, HERE)
    assert (trial.created, trial.refused, trial.reasons) == (1, 1, {"date_unreadable": 1})
    assert (real.created, real.refused, real.reasons) == (1, 1, {"date_unreadable": 1})


def test_equal_rows_stay_as_many_as_they_are(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    row = "17.11.2026 10:00;0532 123 45 67;ulaşılamadı\n"
    twice, thrice = (file("Tarih;Telefon;Not\n" + row * n, f"{n}.csv") for n in (2, 3))
    assert run_import(shop, twice, HERE).created == 2
    report = run_import(shop, thrice, HERE)
    assert (report.unchanged, report.created) == (2, 1)


def test_whose_records_they_are_can_be_told(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    table = file("Tarih;Not\n17.11.2026;aradı\n")
    told = ImportOptions(kind="interaction", contact="sule.caglayan@ornek.com.tr")
    assert run_import(shop, table, told).created == 1
    assert stored(shop)[0]["contact"] == people[0].contact.uid
    with pytest.raises(NotFound):
        run_import(shop, table, ImportOptions(kind="interaction", contact="0544 999 88 77"))
    with pytest.raises(UsageError) as error:
        run_import(shop, file("Ad Soyad\nAli\n"), ImportOptions(contact="1"))
    assert error.value.code == "contact_for_contacts"


def test_a_chat_of_an_android_phone(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    chat = file(ANDROID, "Şule Çağlayan ile WhatsApp Sohbeti.txt")
    report = run_import(shop, chat, ImportOptions(contact="0532 123 45 67"))
    assert (report.source.format, report.created, report.refused) == ("whatsapp", 4, 0)
    found = stored(shop)
    assert [(one["direction"], one["author"]) for one in found] == [
        ("in", "Şule Çağlayan"),
        ("out", "Ayşe"),
        ("out", "Ayşe"),
        ("in", "Şule Çağlayan"),
    ]
    assert found[0]["text"] == "gelirim ya\nyarın da olur: 10:30 gibi"
    assert (found[0]["at"], found[0]["channel"]) == ("2024-01-02T12:47:00Z", "whatsapp")
    later = file(ANDROID + "4.01.2024 10:00 - Şule Çağlayan: geldim\n", "sohbet.txt")
    again = run_import(shop, later, ImportOptions(contact="0532 123 45 67"))
    assert (again.created, again.unchanged) == (1, 4)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[2.01.2024 15:47:00] Şule Çağlayan: merhaba", "2024-01-02T12:47:00Z"),
        ("\u200e[1/2/24, 3:45:12\u202fPM] Şule Çağlayan: merhaba", "2024-01-02T12:45:12Z"),
        ("02/01/2024, 15:47 - Şule Çağlayan: merhaba", "2024-01-02T12:47:00Z"),
        ("1/13/24, 12:05 AM - Şule Çağlayan: merhaba", "2024-01-12T21:05:00Z"),
        ("2024-01-02 15:47 - Şule Çağlayan: merhaba", "2024-01-02T12:47:00Z"),
    ],
)
def test_the_date_of_a_message_is_read_as_its_phone_wrote_it(
    shop: Session, people: list[Saved], file: Callable[..., Path], text: str, at: str
) -> None:
    run_import(shop, file(text + "\n", "chat.txt"), ImportOptions(contact="0532 123 45 67"))
    assert [(one["at"], one["text"]) for one in stored(shop)] == [(at, "merhaba")]


def test_a_writer_without_a_name_tells_whose_chat_it_is(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    chat = "2.01.2024 15:47 - +90 532 123 45 67: fiyat nedir\n2.01.2024 15:50 - Ayşe: 40 TL\n"
    run_import(shop, file(chat, "chat.txt"))
    assert [one["direction"] for one in stored(shop)] == ["in", "out"]
    with pytest.raises(UsageError) as error:
        run_import(shop, file("2.01.2024 15:47 - Can: selam\n", "chat.txt"))
    assert error.value.code == "chat_contact_missing"


def test_a_strict_import_takes_all_rows_or_none(
    shop: Session, people: list[Saved], file: Callable[..., Path], tmp_path: Path
) -> None:
    table = file("Ad Soyad;Telefon\nCan Öz;0544 111 22 33\n;0533\n", "liste.csv")
    rejects = tmp_path / "reddedilen.csv"
    with pytest.raises(BadFile) as error:
        run_import(shop, table, ImportOptions(strict=True, rejects=rejects))
    assert (error.value.code, error.value.values["count"]) == ("rows_refused", 1)
    assert contacts.count(shop) == len(people) + 1
    assert "0533" in rejects.read_text("utf-8-sig")
    assert run_import(shop, table).created == 1
