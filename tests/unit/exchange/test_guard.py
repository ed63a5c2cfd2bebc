"""Formulas become text and come back; several values live in one cell and come apart again."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given, settings, strategies as st

from kobicrm.exchange.guard import guard, unguard
from kobicrm.exchange.values import join_values, longest_value, split_foreign, split_values

MANY = settings(max_examples=500, deadline=None)
RISKY = "'=+-@\t\r\n＝＋－＠|% 0123456789()aşİ\0"
AWKWARD = "\\:- aş\n'"
risky = st.text(st.sampled_from(RISKY)) | st.text()
awkward = st.text(st.sampled_from(AWKWARD)) | st.text()


@MANY
@given(risky)
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@MANY
@given(risky)
def test_guarded_text_never_begins_like_a_formula(text: str) -> None:
    safe = guard(text)
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠|%]", safe) or re.fullmatch(
        r"\+[0-9][0-9 ()]{5,24}", safe
    )


def test_twenty_thousand_risky_texts_come_back() -> None:
    dice = random.Random(23)
    texts = ["".join(dice.choices(RISKY, k=dice.randint(0, 9))) for _ in range(20_000)]
    assert [unguard(guard(text)) for text in texts] == texts
    lists = ["".join(dice.choices(AWKWARD, k=dice.randint(0, 30))).split("a") for _ in texts]
    assert [split_values(join_values(values)) for values in lists] == lists


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("'=1+1", "''=1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("|cmd", "'|cmd"),
        ("+90 532 111 22 33", "+90 532 111 22 33"),
        ("+90-532", "'+90-532"),
        ("+905321112233\n", "'+905321112233\n"),
        ("'tırnak", "'tırnak"),
        ("Ali", "Ali"),
        ("", ""),
    ],
)
def test_formulas_and_phones(text: str, safe: str) -> None:
    assert guard(text) == safe


@MANY
@given(st.lists(awkward, max_size=6))
@example([])
@example([""])
@example(["", ""])
@example(["\\-", "-", "\\"])
@example([" ::: ", ":::", "\\:::", "a ::", ":: b"])
def test_values_come_apart_as_they_were_joined(values: list[str]) -> None:
    assert split_values(join_values(values)) == values


@pytest.mark.parametrize("value", ["Ali", "C:\\temp", "a :: b", "saat 10:30", "iki\nsatır", "-"])
def test_a_plain_value_is_its_own_cell(value: str) -> None:
    assert join_values([value]) == value


def test_cells_of_other_programs_are_split_and_trimmed() -> None:
    cell = "* myContacts ::: VIP :::  ::: a\\:b"
    assert split_foreign(cell) == ["* myContacts", "VIP", "a\\:b"]
    assert split_foreign("") == []
    assert longest_value("ab ::: c") == 2
