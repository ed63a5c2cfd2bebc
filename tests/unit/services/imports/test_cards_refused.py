"""Cards that can't be taken are refused one by one, written out, corrected and taken after all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kobicrm.exchange.rejects import CARD_LINE
from kobicrm.services import contacts
from kobicrm.services.imports import ImportOptions, run_import, save_refused
from kobicrm.services.session import Session
from tests.unit.services.imports.card_kit import DATA, card

BAD = (
    card("FN:Ali Kaya", "TEL:0532 111 22 33")
    + card("TEL;CELL:0533 222 33 44", "PHOTO;ENCODING=b:AAAA", version="2.1")
    + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Şule Çağlayan\r\nNOTE:yarım\r\n"
    + card("FN:Aile", "KIND:group", "MEMBER:urn:uuid:1", version="4.0")
    + "kartlar arasında\r\n"
    + card("FN:Veli Can")
)
REASONS = {"row_without_name": 1, "card_not_closed": 1, "card_is_group": 1, "card_outside": 1}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "rehber.vcf"
    path.write_bytes(BAD.encode("cp1254"))
    return path


def names(shop: Session) -> list[str]:
    return [contact.name for contact in contacts.listing(shop)]


def test_a_card_that_can_t_be_taken_costs_no_other(shop: Session, bad: Path) -> None:
    report = run_import(shop, bad, ImportOptions(verbose=True))
    assert (report.rows, report.created, report.refused) == (6, 2, 4)
    assert report.reasons == REASONS
    refused = [entry for entry in report.entries if entry.outcome == "refused"]
    assert [(entry.line, entry.name) for entry in refused] == [
        (6, ""), (11, "Şule Çağlayan"), (15, "Aile"), (21, ""),
    ]  # fmt: skip
    assert "0533 222 33 44" in refused[0].text
    assert names(shop) == ["Ali Kaya", "Veli Can"]
    again = run_import(shop, bad)
    assert (again.unchanged, again.refused, again.changeset) == (2, 4, None)


def test_refused_cards_come_in_once_corrected(shop: Session, bad: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "reddedilen.vcf"
    report = run_import(shop, bad, ImportOptions(rejects=rejects, dry_run=True))
    assert report.rejects == str(rejects)
    text = rejects.read_bytes().decode()
    assert text.count("BEGIN:VCARD\r\n") == text.count("\r\nEND:VCARD\r\n") == 4
    assert text.count("\r\n") == text.count("\n")
    assert "X-KOBICRM-LINE:6\r\nX-KOBICRM-REASON:no name and no company\r\n" in text
    assert "PHOTO" not in text
    corrected = text.replace("VERSION:2.1", "VERSION:2.1\r\nFN:Zeynep Ak")
    rejects.write_text(corrected.replace("KIND:group\r\n", ""), "utf-8", newline="")
    again = run_import(shop, rejects, ImportOptions(rejects=tmp_path / "ikinci.vcf"))
    assert (again.created, again.refused, again.ignored) == (3, 1, ["MEMBER"])
    assert names(shop) == ["Aile", "Şule Çağlayan", "Zeynep Ak"]
    second = (tmp_path / "ikinci.vcf").read_text("utf-8")
    assert second.count(CARD_LINE) == 1


def test_refused_cards_are_written_beside_their_file(shop: Session, bad: Path) -> None:
    options = ImportOptions(samples=1)
    report = run_import(shop, bad, options)
    first, second = (save_refused(bad, options, report) for _time in range(2))
    assert (first.name, second.name) == ("rehber-refused.vcf", "rehber-refused-2.vcf")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().count(b"BEGIN:VCARD") == 4
    assert first.stat().st_mode & 0o777 == 0o600


def test_the_refused_of_a_refused_file_are_the_same(shop: Session, bad: Path) -> None:
    report = run_import(shop, bad, ImportOptions(samples=9))
    once = save_refused(bad, ImportOptions(), report)
    again = run_import(shop, once, ImportOptions(samples=9, dry_run=True))
    # What had no end has one now, and what stood outside has a card: both can be looked at.
    assert again.reasons == {"row_without_name": 2, "card_is_group": 1}


def test_undo_takes_an_address_book_back(shop: Session) -> None:
    from kobicrm.services import undo

    report = run_import(shop, DATA / "rehber-iphone.vcf")
    assert report.changeset is not None
    undo.undo(shop, report.changeset)
    assert contacts.count(shop) == 0
