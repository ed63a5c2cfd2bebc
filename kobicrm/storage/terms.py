"""What a search text looks for: folded words, and digits where it reads like a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kobicrm.domain import phones
from kobicrm.domain.clean import clean_text
from kobicrm.domain.turkish import fold

_NUMBER = re.compile(r"[+(]?\d[\d\s()./+-]*")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur: any of its ``forms`` as a substring of the folded text."""

    forms: tuple[str, ...]

    @property
    def shortest(self) -> int:
        """Return the length of its shortest form: what the index can make of it."""
        return min(len(form) for form in self.forms)


def terms(text: str) -> tuple[Term, ...]:
    """Return the terms of a search text; all of them must hold. Never fails."""
    found: list[Term] = []
    text = clean_text(text)
    rest, done = "", 0
    for match in _NUMBER.finditer(text):
        piece = match[0].strip()
        digits = phones.query_digits(piece)
        # A run of digits inside a word (`A101`) is part of that word.
        before = text[match.start() - 1 : match.start()].strip()
        after = text[match.end() : match.end() + 1].strip()
        if not digits or before or (after and not match[0][-1].isspace()):
            continue
        rest, done = f"{rest}{text[done : match.start()]} ", match.end()
        found.append(Term(tuple(dict.fromkeys((digits, fold(piece))))))
    found[:0] = [Term((word,)) for word in fold(rest + text[done:]).replace("|", " ").split()]
    return tuple(dict.fromkeys(found))


def match_expression(wanted: tuple[Term, ...]) -> str:
    """Return the FTS5 query whose hits include every record that holds all terms.

    Terms are quoted trigrams joined by AND (phrases fail with detail=none); a term with a
    form shorter than three characters can't be looked up and is left to the check. '' when
    no term can.
    """
    parts: list[str] = []
    for term in wanted:
        if term.shortest < 3:
            continue
        forms = []
        for form in term.forms:
            grams = dict.fromkeys(form[i : i + 3] for i in range(len(form) - 2))
            forms.append("(" + " AND ".join(quote(gram) for gram in grams) + ")")
        parts.append(forms[0] if len(forms) == 1 else "(" + " OR ".join(forms) + ")")
    return " AND ".join(parts)


def quote(text: str) -> str:
    """Return ``text`` as an FTS5 string."""
    return '"' + text.replace('"', '""') + '"'
