"""What completes the lines of the contact form while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from kobicrm.domain import places
from kobicrm.domain.turkish import fold_length, nfc
from screens.contacts.form_lists import Completers
from screens.contacts.form_values import CUSTOM, OwnField
from screens.widgets.sheet_line import Line


@lru_cache(maxsize=256)
def _folded(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((fold_length(name), name) for name in map(nfc, names))


def completion(text: str, names: Iterable[str]) -> str:
    """Return the first of ``names`` that goes on where ``text`` ends, '' when none does."""
    typed = fold_length(text)
    if not typed.strip():
        return ""
    fits = (name for folded, name in _folded(tuple(names)) if folded.startswith(typed))
    return next((name for name in fits if len(name) > len(text)), "")


def completers(value: Callable[[str], str], own: Mapping[str, OwnField]) -> Completers:
    """Return the completers by list and part, or by key; ``value`` gives the text of a line."""

    def province(text: str, _line: Line) -> str:
        return completion(text, places.provinces())

    def district(text: str, line: Line) -> str:
        home = value(line.key.replace(".district", ".province"))
        return completion(text, places.districts(home) if home.strip() else every_district())

    def choice(text: str, line: Line) -> str:
        return completion(text, own[line.key.removeprefix(CUSTOM)].choices)

    return {"addresses.province": province, "addresses.district": district, CUSTOM: choice}


@lru_cache(maxsize=1)
def every_district() -> tuple[str, ...]:
    """Return the districts of all provinces whose name is given once."""
    found = [name for home in places.provinces() for name in places.districts(home)]
    return tuple(name for name in found if places.province_of_district(name))
