"""What the tests of address books share."""

from __future__ import annotations

from pathlib import Path

from kobicrm.domain.contacts import Contact
from kobicrm.services import contacts
from kobicrm.services.imports import ImportOptions, ImportReport, run_import
from kobicrm.services.session import Session

DATA = Path(__file__).parents[3] / "data"


def card(*lines: str, version: str = "3.0") -> str:
    """Return one card, a text a line."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def taken(shop: Session, path: Path) -> tuple[Contact, ImportReport]:
    """Import a file of one card and return its contact."""
    report = run_import(shop, path, ImportOptions(verbose=True))
    assert (report.rows, report.created) == (1, 1), report.reasons
    return contacts.get(shop, report.entries[0].uid), report


def flags(report: ImportReport) -> list[str]:
    """Return what rows were flagged for."""
    return sorted(report.warnings)
