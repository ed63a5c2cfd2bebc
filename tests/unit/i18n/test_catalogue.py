"""Every text of the program is in the Turkish catalogue, translated and compiled."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from kobicrm import i18n

ROOT = Path(i18n.__file__).parents[2]
FOLDER = i18n.LOCALE_DIR / "tr" / "LC_MESSAGES"


def catalogue() -> Catalog:
    with (FOLDER / "kobicrm.po").open("rb") as file:
        return read_po(file, locale="tr")


def texts() -> set[str]:
    """Return the singular of every text marked for translation in the sources."""
    found: set[str] = set()
    for package in ("kobicrm", "screens"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / package), method_map=[("**.py", "python")], keywords=DEFAULT_KEYWORDS
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found - {""}


def test_every_text_of_the_sources_is_translated() -> None:
    known = catalogue()
    missing = sorted(
        text
        for text in texts()
        if (entry := known.get(text)) is None
        or not (entry.string if isinstance(entry.string, str) else all(entry.string))
    )
    assert missing == []


def test_no_entry_is_left_without_words() -> None:
    empty = [
        entry.id
        for entry in catalogue()
        if entry.id and not (entry.string if isinstance(entry.string, str) else all(entry.string))
    ]
    assert empty == []


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    different = [
        entry.id
        for entry in catalogue()
        if isinstance(entry.id, str)
        and entry.id
        and i18n.in_language("tr", entry.id) != entry.string
    ]
    assert different == []
