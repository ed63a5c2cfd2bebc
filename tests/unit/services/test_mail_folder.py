"""A folder of messages is read as often as one likes; nothing comes twice, nothing is touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import BadFile
from kobicrm.services import backups, contacts, interactions, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.mail_folder import FolderReport, has_new, read_folder
from kobicrm.services.session import Session, open_session
from tests.unit.services.imports.test_mail import ANSWER, LETTER, STRANGER, box

Put = Callable[..., Path]
# Long ago: nobody is writing it any more.
RESTED = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "posta"
    path.mkdir()
    return path


@pytest.fixture
def put(folder: Path) -> Put:
    def write(name: str, text: str | bytes, at: float = RESTED) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        os.utime(path, (at, at))
        return path

    return write


def left(report: FolderReport) -> dict[str, str]:
    return {one.file: one.reason for one in report.left}


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def test_everything_that_holds_messages_is_one_change(
    shop: Session, people: list[Saved], folder: Path, put: Put
) -> None:
    put("mektup.EML", LETTER)
    put("eski/kutu.mbox", box(ANSWER, STRANGER))
    put("Maildir/new/1700.M1.host", LETTER.replace("<1@", "<7@").replace("14:05", "15:05"))
    put("Maildir/cur/1701.M2.host:2,S", STRANGER)
    put("Maildir/tmp/1702.M3.host", LETTER.replace("<1@", "<8@"))
    put("not.txt", LETTER.replace("<1@", "<9@"))
    before = listing(folder)
    report = read_folder(shop, folder)
    assert (report.files, report.messages, report.created) == (4, 5, 4)
    assert report.unknown == (("kim@bilinmez.example", 2),)
    assert report.left == ()
    sule = contacts.get(shop, people[0].contact.uid).id
    assert interactions.count(shop, sule) == 3
    assert listing(folder) == before
    undo.undo(shop)
    assert interactions.count(shop, sule) == 0
    assert read_folder(shop, folder, again=True).created == 4


@pytest.mark.usefixtures("people")
def test_the_second_time_nothing_is_read(shop: Session, folder: Path, put: Put) -> None:
    put("1.eml", LETTER)
    assert has_new(shop, folder)
    assert read_folder(shop, folder).files == 1
    assert not has_new(shop, folder)
    again = read_folder(shop, folder)
    assert (again.files, again.messages, again.changeset) == (0, 0, None)
    # A box that grew is read again, and only what came is new.
    put("kutu.mbox", box(LETTER))
    assert read_folder(shop, folder).created == 0
    put("kutu.mbox", box(LETTER, ANSWER), RESTED + 1)
    report = read_folder(shop, folder)
    assert (report.files, report.created, report.unchanged) == (1, 2, 1)


@pytest.mark.usefixtures("people")
def test_many_are_read_in_steps(shop: Session, folder: Path, put: Put) -> None:
    for number in range(5):
        put(f"{number}.eml", LETTER.replace("<1@", f"<{number}@").replace("14:05", f"1{number}:05"))
    reports = [read_folder(shop, folder, most=2) for _ in range(3)]
    assert [(one.files, one.created, one.more) for one in reports] == [
        (2, 2, True), (2, 2, True), (1, 1, False),
    ]  # fmt: skip


@pytest.mark.usefixtures("people")
def test_the_same_message_under_another_name_is_not_new(
    shop: Session, folder: Path, put: Put
) -> None:
    put("1.eml", LETTER)
    read_folder(shop, folder)
    [first] = interactions.newest(shop, contacts.get(shop, "sule.caglayan@ornek.com.tr").id)
    interactions.edit(shop, first.uid, {"text": "Özet: teklif istedi"})
    put("kopya.eml", LETTER)
    report = read_folder(shop, folder)
    assert (report.created, report.unchanged) == (0, 1)
    # What was deleted here does not come back either.
    interactions.remove(shop, first.uid)
    put("kopya 2.eml", LETTER)
    assert read_folder(shop, folder).created == 0


def test_who_is_known_later_is_found_by_looking_again(
    shop: Session, people: list[Saved], folder: Path, put: Put
) -> None:
    put("1.eml", STRANGER)
    assert read_folder(shop, folder).unknown == (("kim@bilinmez.example", 1),)
    contacts.add(shop, {"name": "Kim", "emails": "kim@bilinmez.example"})
    assert read_folder(shop, folder).created == 0
    assert read_folder(shop, folder, again=True).created == 1


@pytest.mark.usefixtures("people")
def test_a_restored_database_is_not_taken_for_one_that_has_read_it(
    shop: Session, folder: Path, put: Put, tmp_path: Path
) -> None:
    kept = tmp_path / "yedek"
    kept.mkdir()
    taken = backups.create(shop.path, to=kept, clock=shop.clock)
    put("1.eml", LETTER)
    assert read_folder(shop, folder).created == 1
    shop.close()
    backups.restore(shop.path, Path(taken.path), backup_dir=kept, clock=shop.clock)
    with open_session(shop.path, create=False) as session:
        assert has_new(session, folder)
        assert read_folder(session, folder).created == 1


@pytest.mark.usefixtures("people")
def test_what_can_not_be_read_costs_nothing_else(
    shop: Session, folder: Path, put: Put, tmp_path: Path
) -> None:
    put("1.eml", LETTER)
    put("boş.eml", b"")
    put("resim.eml", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    elsewhere = tmp_path / "gizli.eml"
    elsewhere.write_text(LETTER.replace("<1@", "<5@"))
    (folder / "bağ.eml").symlink_to(elsewhere)
    (folder / "kopuk.eml").symlink_to(tmp_path / "yok")
    (folder / "döngü").symlink_to(folder)
    os.mkfifo(folder / "boru.eml")
    report = read_folder(shop, folder)
    assert (report.files, report.created) == (1, 1)
    assert left(report) == {
        "boş.eml": "mail_none",
        "resim.eml": "mail_none",
        "bağ.eml": "mail_link",
        "kopuk.eml": "mail_link",
    }
    # What is no message is told once.
    assert set(left(read_folder(shop, folder)).values()) == {"mail_link"}


@pytest.mark.usefixtures("people")
def test_what_is_still_being_written_waits(shop: Session, folder: Path, put: Put) -> None:
    path = put("1.eml", LETTER, at=4_000_000_000)
    report = read_folder(shop, folder)
    assert (report.files, left(report)) == (0, {"1.eml": "mail_being_written"})
    os.utime(path, (RESTED, RESTED))
    assert read_folder(shop, folder).created == 1


@pytest.mark.usefixtures("people")
def test_hostile_names_are_only_names(shop: Session, folder: Path, put: Put) -> None:
    for number, name in enumerate(("\x1b[31m.eml", "[red]x[/].eml", "..eml", "a\nb.eml")):
        put(name, LETTER.replace("<1@", f"<{number}@").replace("14:05", f"14:1{number}"))
    put(os.fsdecode(b"\xff\xfe.eml"), LETTER.replace("<1@", "<77@").replace("14:05", "18:05"))
    assert read_folder(shop, folder).created == 5
    assert not has_new(shop, folder)


def test_a_folder_that_is_none_is_told(shop: Session, tmp_path: Path) -> None:
    (tmp_path / "dosya").write_text("x")
    for path in (tmp_path / "yok", tmp_path / "dosya"):
        with pytest.raises(BadFile, match="mail_folder_unreadable"):
            read_folder(shop, path)
