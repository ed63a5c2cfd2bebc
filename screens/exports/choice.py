"""What an export is asked for: where it goes, in which format, which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kobicrm.domain.turkish import lower_invariant
from kobicrm.errors import BadFile, KobiError
from kobicrm.i18n import N_, _

# What the dialog offers: the name, the format, CSV as Excel in Türkiye reads it, the ending.
FORMATS: tuple[tuple[str, str, bool, str], ...] = (
    ("Excel", "xlsx", False, ".xlsx"),
    ("CSV (Excel)", "csv", True, ".csv"),
    ("CSV", "csv", False, ".csv"),
    ("JSON", "json", False, ".json"),
    ("JSONL", "jsonl", False, ".jsonl"),
    ("vCard", "vcard", False, ".vcf"),
)
NAME = N_("contacts")
# Columns of the list, and the columns of a table that hold the same.
SHOWN_AS = {
    "name": ("name",),
    "phone": ("phones", "phone_labels"),
    "email": ("emails", "email_labels"),
    "company": ("company",),
    "place": ("districts", "provinces"),
    "district": ("districts",),
    "province": ("provinces",),
    "tags": ("tags",),
    "lifecycle": ("lifecycle",),
    "owner": ("owner",),
    "birthday": ("birthday",),
    "created": ("created_at",),
    "changed": ("updated_at",),
}


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """An answer of the dialog. ``force``: the file is there and may be replaced."""

    path: Path
    format: str
    excel_tr: bool = False
    columns: tuple[str, ...] = ()
    force: bool = False


def suggested_name(today: date, ending: str) -> str:
    """Return `kisiler-2026-11-20.xlsx`."""
    return f"{_(NAME)}-{today.isoformat()}{ending}"


def with_ending(name: str, ending: str) -> str:
    """Return a file name with the ending of its format; a known other one is replaced."""
    known = {one for _name, _format, _excel, one in FORMATS}
    stem, dot, last = name.rpartition(".")
    if dot and stem and lower_invariant(f".{last}") in known:
        name = stem
    return name + ending


def table_columns(shown: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a table that hold what the columns of a list show."""
    return tuple(column for key in shown for column in SHOWN_AS.get(key, ()))


def check(path: Path) -> tuple[bool, KobiError | None]:
    """Return whether a file is there, and why nothing could be written there (in a reader)."""
    try:
        if not path.parent.is_dir():
            return False, BadFile("folder_missing", folder=str(path.parent))
        if path.is_dir():
            return False, BadFile("file_is_directory", file=str(path))
        return path.exists(), None
    except (OSError, ValueError):
        return False, BadFile("file_not_writable", file=str(path))
