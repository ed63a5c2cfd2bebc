"""The words of a line that name somebody: a person, and the company behind an @."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kobicrm.domain import names
from kobicrm.domain.capture.tokens import Token
from kobicrm.domain.date_words import WEEKDAY_OF
from kobicrm.domain.step_words import kind_of
from kobicrm.domain.turkish import fold

_NAME = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*|&")
_CASE = re.compile(r"['’][^\W\d_]{1,4}$")
# Small words within a name that is written with capitals.
_WITHIN = ("ve", "and", "de", "van", "von", "der", "bin", "al", "el", "ile", "&")
# What makes a name beside it certain.
_SURE = ("phones", "emails", "company", "label")
_LONGEST_NAME, _MOST_OPTIONS = 4, 6


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to take words: each a range of tokens, (0, 0) for none of them."""

    part: str = ""
    ranges: tuple[tuple[int, int], ...] = ()
    texts: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Return whether there is more than one."""
        return len(self.ranges) > 1


def text_of(tokens: Sequence[Token], place: tuple[int, int]) -> str:
    """Return the words in a range as a name: without @, without the ending behind a mark."""
    words = [one.text for one in tokens[slice(*place)]]
    if words:
        words[-1] = _CASE.sub("", words[-1])
    return " ".join(words).removeprefix("@").strip()


def _ways(part: str, tokens: Sequence[Token], ranges: Sequence[tuple[int, int]]) -> Ways:
    once = tuple(dict.fromkeys(ranges))[:_MOST_OPTIONS]
    return Ways(part, once, tuple(text_of(tokens, place) for place in once))


def weekday_names(tokens: Sequence[Token]) -> Ways:
    """Return the two ways of a line that begins with a weekday that is also a name.

    `Cuma Yılmaz ...` is somebody, or Friday and somebody, or Friday and what is to be done.
    """
    if len(tokens) < 2 or not (tokens[0].is_free and fold(tokens[0].text) in WEEKDAY_OF):
        return Ways()
    end = _run(tokens, 1)
    if not (_capital(tokens[0]) and end > 1 and _capital(tokens[1])) or tokens[0].ends:
        return Ways()
    return _ways("name", tokens, [(0, end), (1, end), (0, 0)])


def company_ways(tokens: Sequence[Token]) -> Ways:
    """Return the ways to end the name of the company behind the first @ that is not taken."""
    start = next((i for i, one in enumerate(tokens) if _begins_company(one)), -1)
    if start < 0:
        return Ways()
    capital = tokens[start].text[1:2].isupper()
    sure = end = start + 1
    while end < len(tokens) and not tokens[end - 1].ends and _goes_on(tokens[end]):
        trade = names.looks_like_company(tokens[end].text)
        if capital and not (_capital(tokens[end]) or trade or _is_within(tokens[end])):
            break
        joins = _is_within(tokens[end]) and _followed(tokens, end)
        end += 2 if joins else 1
        if trade or joins:
            sure = end
    named = any(one.is_free and _capital(one) for one in tokens[:start]) or any(
        one.mark == "name" for one in tokens
    )
    if capital and (named or end - start <= 2 or sure == end):
        return _ways("company", tokens, [(start, end)])
    ranges = [(start, one) for one in range(end, sure - 1, -1)]
    return _ways("company", tokens, ranges)


def _begins_company(token: Token) -> bool:
    return token.is_free and token.text.startswith("@") and len(token.text) > 1


def _goes_on(token: Token) -> bool:
    return bool(token.is_free and _NAME.fullmatch(token.text) and not kind_of(token.text))


def name_ways(tokens: Sequence[Token]) -> Ways:
    """Return the ways to find a person's name in the words that are left."""
    if any(one.mark == "name" for one in tokens):
        return Ways()
    begin = 1 if tokens and tokens[0].is_free and kind_of(tokens[0].text) else 0
    end = _run(tokens, begin)
    if end > begin:
        ranges = _leading(tokens, begin, end)
        return _ways("name", tokens, ranges)
    for start in range(begin, len(tokens)):
        end = _run(tokens, start)
        if end > start and _capital(tokens[start]):
            sure = end - start > 1 or _beside(tokens, start, end)
            return _ways("name", tokens, [(start, end)] if sure else [(start, end), (0, 0)])
        if end > start and _beside(tokens, start, end) and not _task_words(tokens[start:end]):
            return _ways("name", tokens, [(start, end), (0, 0)])
    return Ways()


def _leading(tokens: Sequence[Token], begin: int, end: int) -> list[tuple[int, int]]:
    place, none = (begin, end), (0, 0)
    sure = end - begin <= _LONGEST_NAME and (
        _beside(tokens, begin, end) or (_capital(tokens[begin]) and end - begin > 1)
    )
    if begin and _capital(tokens[0]) and _capital(tokens[begin]):
        # "Ara Güler": somebody, or a call to somebody.
        return [place, (0, end), none]
    return [place] if sure else [place, none]


def _run(tokens: Sequence[Token], start: int) -> int:
    """Return where the words end that may be one name beginning at ``start``."""
    end = start
    while end < len(tokens) and _goes_on(tokens[end]):
        if end > start and tokens[end - 1].ends:
            break
        small = end > start and _capital(tokens[start]) and not _capital(tokens[end])
        if small and not (_is_within(tokens[end]) and _followed(tokens, end)):
            break
        end += 1
    return end


def _followed(tokens: Sequence[Token], place: int) -> bool:
    after = place + 1
    return after < len(tokens) and _goes_on(tokens[after]) and _capital(tokens[after])


def _beside(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether a phone, an e-mail or a company stands directly beside a range."""
    before = start > 0 and tokens[start - 1].mark in _SURE
    return before or (end < len(tokens) and tokens[end].mark in _SURE)


def _task_words(tokens: Sequence[Token]) -> bool:
    return any(kind_of(one.text) for one in tokens)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _is_within(token: Token) -> bool:
    return fold(token.text) in _WITHIN
