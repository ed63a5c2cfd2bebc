"""A damaged, newer or foreign archive is refused with one sentence, and nothing is changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kobicrm.errors import BadFile, Interrupted, UsageError
from kobicrm.i18n import error_text
from kobicrm.services import contacts, exports
from kobicrm.services.imports import ImportOptions, run_archive
from kobicrm.services.session import Session
from kobicrm.storage import records
from tests.unit.services.archive_kit import snapshot


@pytest.fixture
def archive(
    open_shop: Callable[..., Session], tmp_path: Path, people: list[contacts.Saved]
) -> Path:
    """Return the archive of a shop; the database it came from is emptied."""
    shop = open_shop()
    values = {"channel": "call", "direction": "in", "at": "2026-11-17T11:05:00Z"}
    with shop.write("import") as unit:
        whose = {"contact": people[0].contact.uid, "author": "", "text": "Aradı"}
        records.add(unit, "interaction", {**values, **whose})
    contacts.delete(shop, [people[4].contact.uid])
    exports.export_all(shop, tmp_path / "arşiv")
    return tmp_path / "arşiv"


@pytest.fixture
def other(tmp_path: Path, empty_database: Path) -> Any:
    """Return another, empty shop."""
    from kobicrm.services.session import open_session

    shutil.copy(empty_database, tmp_path / "öteki.db")
    with open_session(tmp_path / "öteki.db", who="Veli") as session:
        yield session


def refused(other: Session, path: Path, options: ImportOptions | None = None) -> str:
    """Return the code of the refusal; nothing was changed and one sentence tells of it."""
    before = snapshot(other)
    with pytest.raises((BadFile, UsageError)) as error:
        run_archive(other, path, options)
    assert snapshot(other) == before
    sentence = error_text(error.value)
    assert path.name in sentence
    assert "{" not in sentence
    return error.value.code


def rewrite(archive: Path, part: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the first record of a part; the list of contents fits again."""
    file = archive / f"{part}.jsonl"
    first, *others = file.read_text("utf-8").splitlines()
    record = json.loads(first)
    change(record)
    data = "".join(f"{line}\n" for line in [json.dumps(record), *others]).encode()
    file.write_bytes(data)
    manifest = json.loads((archive / "manifest.json").read_text())
    manifest["parts"][part]["sha256"] = hashlib.sha256(data).hexdigest()
    (archive / "manifest.json").write_text(json.dumps(manifest))


def listed(archive: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the list of contents."""
    manifest = json.loads((archive / "manifest.json").read_text())
    change(manifest)
    (archive / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("part", ["contact", "trash", "interaction", "changeset", "change"])
@pytest.mark.parametrize("damage", ["cut", "changed", "longer", "gone"])
def test_a_part_that_is_not_as_written(
    archive: Path, other: Session, part: str, damage: str
) -> None:
    file = archive / f"{part}.jsonl"
    data = file.read_bytes()
    if damage == "gone":
        file.unlink()
        assert refused(other, archive) == "file_missing"
        return
    made = {
        "cut": data[: len(data) // 2],
        "changed": data.replace(b'"', b"'", 1),
        "longer": data + data.splitlines(keepends=True)[0],
    }
    file.write_bytes(made[damage])
    assert refused(other, archive) == "archive_part_damaged"
    assert refused(other, archive, ImportOptions(dry_run=True)) == "archive_part_damaged"


def test_a_list_that_does_not_fit(archive: Path, other: Session) -> None:
    keep = (archive / "manifest.json").read_bytes()
    for code, change in (
        ("archive_newer", lambda one: one.update(version=2, parts="anders")),
        ("archive_list_damaged", lambda one: one.update(version=0)),
        ("archive_list_damaged", lambda one: one.update(parts=[])),
        ("archive_list_damaged", lambda one: one["parts"]["contact"].update(sha256="x")),
        ("archive_list_damaged", lambda one: one["parts"].update({"../ev": {"rows": 0}})),
        ("archive_part_damaged", lambda one: one["parts"]["contact"].update(rows=1)),
        ("archive_member_unknown", lambda one: one["parts"].pop("change")),
        ("archive_member_unknown", lambda one: one["parts"].update(payment=one["parts"]["shop"])),
    ):
        (archive / "manifest.json").write_bytes(keep)
        listed(archive, change)
        assert refused(other, archive) == code


def test_members_that_do_not_belong_there(archive: Path, other: Session, tmp_path: Path) -> None:
    (archive / "fazla.txt").write_text("?")
    assert refused(other, archive) == "archive_member_unknown"
    (archive / "fazla.txt").unlink()
    elsewhere = tmp_path / "başka.jsonl"
    (archive / "contact.jsonl").rename(elsewhere)
    (archive / "contact.jsonl").symlink_to(elsewhere)
    assert refused(other, archive) == "archive_member_unknown"
    (archive / "contact.jsonl").unlink()
    os.mkfifo(archive / "contact.jsonl")
    assert refused(other, archive) == "archive_member_unknown"


def packed(archive: Path, target: Path, **more: Any) -> zipfile.ZipFile:
    package = zipfile.ZipFile(target, "w", **more)
    for file in sorted(archive.iterdir()):
        package.write(file, file.name)
    return package


def test_a_zip_file_is_told_by_its_content(archive: Path, other: Session, tmp_path: Path) -> None:
    packed(archive, tmp_path / "kişiler.csv").close()
    told = run_archive(other, tmp_path / "kişiler.csv", ImportOptions(dry_run=True))
    assert told is not None
    assert told.rows["interaction"] == 1


@pytest.mark.parametrize("oddity", ["link", "outside", "twice", "folder", "foreign", "cut"])
def test_an_odd_zip_file(archive: Path, other: Session, tmp_path: Path, oddity: str) -> None:
    target = tmp_path / "arşiv.zip"
    with packed(archive, target) as package:
        if oddity == "link":
            info = zipfile.ZipInfo("bağ.jsonl")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            package.writestr(info, "/etc/passwd")
        elif oddity == "outside":
            package.writestr("../ev.jsonl", "{}")
        elif oddity == "folder":
            package.writestr("klasör/", "")
        elif oddity == "foreign":
            package.writestr("xl/workbook.xml", "<x/>")
        elif oddity == "twice":
            with pytest.warns(UserWarning, match="Duplicate"):
                package.writestr("contact.jsonl", "")
    if oddity == "cut":
        # The end is whole, so the file opens; the bytes of a part are not those of its list.
        data = bytearray(target.read_bytes())
        # Behind the member's header (30 bytes and its name): a header's own bytes tell nothing.
        begin = package.getinfo("contact.jsonl").header_offset + 30 + len("contact.jsonl")
        data[begin + 20] ^= 0xFF
        target.write_bytes(data)
        assert refused(other, target) == "archive_part_damaged"
    else:
        assert refused(other, target) == "archive_member_unknown"


def test_a_zip_file_that_unpacks_to_far_more_is_not_opened(
    archive: Path, other: Session, tmp_path: Path
) -> None:
    (archive / "shop.jsonl").write_bytes(b" " * (300 << 20))
    packed(archive, tmp_path / "a.zip", compression=zipfile.ZIP_DEFLATED).close()
    assert refused(other, tmp_path / "a.zip") == "archive_too_large"


CHANGES: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("contact", lambda one: one.update(name="x" * 201)),
    ("contact", lambda one: one.update(name=5)),
    ("contact", lambda one: one.update(kind="kedi")),
    ("contact", lambda one: one.update(uid="kedi")),
    ("contact", lambda one: one.pop("kobicrm")),
    ("contact", lambda one: one.update(created_at="dün")),
    ("contact", lambda one: one.update(phones=[{"raw": "1"}])),
    ("contact", lambda one: one.update(companies=[{"uid": "0" * 32, "name": "", "role": ""}])),
    ("contact", lambda one: one["kobicrm"].update(ver=0)),
    ("interaction", lambda one: one.update(channel="kedi")),
    ("interaction", lambda one: one.update(at="dün")),
    ("interaction", lambda one: one.update(contact={"uid": "0" * 32})),
    ("interaction", lambda one: one.update(text=[])),
    ("staff", lambda one: one.update(name=[])),
    ("staff", lambda one: one.pop("uid")),
    ("changeset", lambda one: one.update(number=-1)),
    ("changeset", lambda one: one.update(detail=[])),
    ("changeset", lambda one: one.update(detail={"names": [{}]})),
    ("changeset", lambda one: one.update(number=2)),
    ("change", lambda one: one.update(op="kedi")),
    ("change", lambda one: one.update(op="update", fields={"name": "x"})),
    ("change", lambda one: one.update(op="remove", fields={"phones": 1})),
    ("change", lambda one: one.update(changeset=99)),
]


@pytest.mark.parametrize(("part", "change"), CHANGES)
def test_a_record_of_the_wrong_form(
    archive: Path, other: Session, part: str, change: Callable[[dict[str, Any]], None]
) -> None:
    rewrite(archive, part, change)
    assert refused(other, archive) in (
        "archive_record_damaged", "archive_part_damaged", "archive_incomplete",
    )  # fmt: skip


def test_texts_are_cleaned_at_the_door(archive: Path, other: Session) -> None:
    rewrite(archive, "contact", lambda one: one.update(title="\x1b[31mkırmızı\u202e"))
    run_archive(other, archive)
    titles = {one.title for one in contacts.listing(other)}
    assert "[31mkırmızı" in titles


def test_options_of_tables_are_refused(archive: Path, other: Session) -> None:
    for options in (
        ImportOptions(kind="interaction"),
        ImportOptions(mapping={"Ad": "name"}),
        ImportOptions(header_row=0),
    ):
        assert refused(other, archive, options) == "archive_option"


def test_a_folder_with_other_things_is_never_replaced(shop: Session, tmp_path: Path) -> None:
    folder = tmp_path / "belgeler"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}")
    for force in (False, True):
        with pytest.raises(BadFile) as error:
            exports.export_all(shop, folder, force=force)
        assert error.value.code == "archive_folder_taken"
    assert [one.name for one in folder.iterdir()] == ["manifest.json"]
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_an_archive_is_replaced_only_when_forced(
    shop: Session, people: list[contacts.Saved], tmp_path: Path
) -> None:
    assert people
    for name in ("arşiv", "arşiv.zip"):
        first = exports.export_all(shop, tmp_path / name)
        with pytest.raises(BadFile) as error:
            exports.export_all(shop, tmp_path / name)
        assert error.value.code == "file_exists"
        contacts.note(shop, people[0].contact.uid, "yeni")
        second = exports.export_all(shop, tmp_path / name, force=True)
        assert second.parts["change"] == first.parts["change"] + 1
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == (0o600 if "." in name else 0o700)
    assert {stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "arşiv").iterdir()} == {0o600}


@pytest.mark.parametrize("name", ["arşiv", "arşiv.zip"])
def test_stopped_halfway_nothing_is_made(
    shop: Session, people: list[contacts.Saved], tmp_path: Path, name: str
) -> None:
    with shop.write("import") as unit:
        whose = {"contact": people[0].contact.uid, "author": "", "text": "Aradı"}
        values = {"channel": "call", "direction": "in", "at": "2026-11-17T11:05:00Z", **whose}
        for _number in range(600):
            records.add(unit, "interaction", values)

    def stop(_count: int) -> None:
        raise Interrupted("interrupted")

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Interrupted):
        exports.export_all(shop, tmp_path / name, progress=stop)
    assert sorted(tmp_path.iterdir()) == before
