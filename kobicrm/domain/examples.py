"""The row that shows how a blank table is filled in, known again when it comes back."""

from __future__ import annotations

from kobicrm.domain.turkish import fold
from kobicrm.i18n import LANGUAGES, N_, in_language

NAME = N_("Example row, delete it")


def is_example(name: str) -> bool:
    """Return whether a row is that of a blank table and nobody's."""
    return bool(name) and fold(name) in {fold(in_language(lang, NAME)) for lang in LANGUAGES}
