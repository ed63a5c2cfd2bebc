"""Use cases of the data's quality: looking, mending, leaving as it is, the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.services.quality.following import Touched, newest_changeset, touched
    from kobicrm.services.quality.mending import (
        Change,
        Mended,
        Plan,
        Wish,
        fix,
        fix_planned,
        ignore,
        plan_fixes,
    )
    from kobicrm.services.quality.scanning import PIECE, Found, Piece, Wanted, look, scan, walk
    from kobicrm.services.quality.scoring import Score, Tally, change, keep_score, trend

__all__ = [
    "PIECE",
    "Change",
    "Found",
    "Mended",
    "Piece",
    "Plan",
    "Score",
    "Tally",
    "Touched",
    "Wanted",
    "Wish",
    "change",
    "fix",
    "fix_planned",
    "ignore",
    "keep_score",
    "look",
    "newest_changeset",
    "plan_fixes",
    "scan",
    "touched",
    "trend",
    "walk",
]

_MODULES = {
    "following": ("Touched", "newest_changeset", "touched"),
    "mending": (
        "Change",
        "Mended",
        "Plan",
        "Wish",
        "fix",
        "fix_planned",
        "ignore",
        "plan_fixes",
    ),
    "scanning": ("Found", "PIECE", "Piece", "Wanted", "look", "scan", "walk"),
    "scoring": ("Score", "Tally", "change", "keep_score", "trend"),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
