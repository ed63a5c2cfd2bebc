"""Names in capitals written the usual way, with the right i.

``ALI KILIC`` typed on a foreign keyboard has no dots: whether an I is i or ı can then only be
known from the names themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kobicrm.domain.quality.names_with_i import NAMES_WITH_I
from kobicrm.domain.turkish import fold, nfc, title, upper

_WORD = re.compile(r"[^\W\d_]+")
# Letters that tell a Turkish keyboard: what was typed on one has the right i.
_TURKISH = frozenset("ÇĞİÖŞÜ")
_JOINING = re.compile(r"(?<=\s)(?:Ve|İle)(?=\s)")
_SMALL = {"Ve": "ve", "İle": "ile"}


def title_case(name: str) -> str | None:
    """Return ``name`` with a capital in front of each word; None when an I may be i or ı."""
    name = nfc(name)
    sure = not _TURKISH.isdisjoint(name)
    dotted = []
    for match in _WORD.finditer(name):
        word = match[0]
        if "I" in word and "İ" not in word:
            known = _as_in_names(word)
            if not known and not sure:
                return None
            word = known or word
        dotted.append(word)
    words = iter(dotted)
    written = title(_WORD.sub(lambda _match: next(words), name))
    return _JOINING.sub(lambda match: _SMALL[match[0]], written)


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {fold(name): upper(name) for name in NAMES_WITH_I}


def _as_in_names(word: str) -> str:
    """Return a word in capitals with its I dotted as in the name it is, '' if it is none.

    Its other letters stay as they were typed.
    """
    known = _known().get(fold(word), "")
    return "".join(
        right if typed == "I" else typed for typed, right in zip(word, known, strict=False)
    )
