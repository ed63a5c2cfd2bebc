"""Spreadsheet programs take some texts of a CSV file for formulas. An apostrophe stops that.

The set of first characters is OWASP's (CSV injection; ASVS 1.2.10) with the full-width forms
and ``%`` and ``|``. Both functions undo each other exactly: a text that already begins with
apostrophes before such a character gets one more, and loses one on the way back.
"""

from __future__ import annotations

import re

_RISKY = "=+\\-@\t\r\n＝＋－＠|%"
_GUARD = re.compile(f"'*[{_RISKY}]")
_UNGUARD = re.compile(f"'+[{_RISKY}]")
FIRST = frozenset("'=+-@\t\r\n＝＋－＠|%")
"""A text that begins with none of these stays as it is."""

# A phone number in international form is no formula and stays readable for scripts.
_PHONE = re.compile(r"\+[0-9][0-9 ()]{5,24}")


def guard(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows it as text; :func:`unguard` brings it back."""
    if _GUARD.match(text) and not _PHONE.fullmatch(text):
        return "'" + text
    return text


def unguard(text: str) -> str:
    """Return the text that :func:`guard` was given; any other text comes back unchanged."""
    return text[1:] if text[:1] == "'" and _UNGUARD.match(text) else text
