"""Thirty control characters behind the program's back: none reaches a real terminal (S2)."""

from __future__ import annotations

import re
import sqlite3

import pexpect
import pytest

from .conftest import Shop, terminal

CODES = (
    *(0x00, 0x01, 0x05, 0x07, 0x08, 0x0B, 0x0C, 0x0E, 0x0F, 0x1B, 0x1C, 0x1F, 0x7F),
    *(0x80, 0x85, 0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F),
    *(0x202A, 0x202E, 0x2028, 0x2029, 0x2066, 0x2069, 0xE0041, 0xE007F),
)


@pytest.fixture
def planted(shop: Shop) -> Shop:
    for number in range(len(CODES)):
        shop.add(f"Ali Kaya {number}")
    connection = sqlite3.connect(shop.db)
    connection.execute("PRAGMA ignore_check_constraints = 1")
    for number, code in enumerate(CODES, 1):
        # The NUL goes last: SQLite's own functions end there.
        name = f"Şule {number}{chr(code)}]52;c;S0JJ{chr(code)}"
        connection.execute("UPDATE contact SET name = ? WHERE id = ?", (name, number))
    connection.commit()
    connection.close()
    return shop


@pytest.mark.parametrize(
    "arguments",
    [["contact", "list"], ["search", "ali kaya"], ["contact", "show", "10"], ["undo", "--list"]],
    ids=["list", "search", "show", "undo"],
)
def test_no_planted_control_character_reaches_the_terminal(
    planted: Shop, arguments: list[str]
) -> None:
    with terminal(planted, "--no-color", *arguments) as child:
        child.expect(pexpect.EOF)
        # The table's own bold headings; the planted ESC begins another sequence and stays.
        shown = re.sub(r"\x1b\[[0-9;]*m", "", child.before)
    assert "Ali" in shown or "Şule" in shown
    assert {chr(code) for code in CODES} & set(shown) == set()
