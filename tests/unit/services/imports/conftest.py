"""Tables and address books to import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kobicrm import i18n
from tests.unit.services.imports.card_kit import card


@pytest.fixture
def turkish() -> Iterator[None]:
    """Speak Turkish: some notes begin with a word of the program."""
    i18n.install("tr")
    yield
    i18n.install("en")


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes an address book of one card, a text a line."""

    def write(*lines: str, version: str = "3.0") -> Path:
        path = tmp_path / "rehber.vcf"
        path.write_bytes(card(*lines, version=version).encode())
        return path

    return write


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a table, one text a line."""

    def write(*lines: str, name: str = "liste.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write
