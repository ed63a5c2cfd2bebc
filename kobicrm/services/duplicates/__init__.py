"""Use cases of duplicates: finding them, looking at two, merging, keeping them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.services.duplicates.auto import AutoMerge, merge_all
    from kobicrm.services.duplicates.finding import (
        LEAST,
        Pair,
        Who,
        count,
        pairs,
        pairs_with_contacts,
    )
    from kobicrm.services.duplicates.merging import Merged, mark_different, merge, preview
    from kobicrm.services.duplicates.reviewing import (
        Looked,
        Review,
        Reviewer,
        review,
        standing,
    )

__all__ = [
    "LEAST",
    "AutoMerge",
    "Looked",
    "Merged",
    "Pair",
    "Review",
    "Reviewer",
    "Who",
    "count",
    "mark_different",
    "merge",
    "merge_all",
    "pairs",
    "pairs_with_contacts",
    "preview",
    "review",
    "standing",
]

_MODULES = {
    "auto": ("AutoMerge", "merge_all"),
    "finding": ("LEAST", "Pair", "Who", "count", "pairs", "pairs_with_contacts"),
    "merging": ("Merged", "mark_different", "merge", "preview"),
    "reviewing": ("Looked", "Review", "Reviewer", "review", "standing"),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
