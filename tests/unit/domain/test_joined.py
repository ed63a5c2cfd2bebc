"""Several values in one cell, and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from kobicrm.domain.joined import join_values, split_values

VALUES = st.text(alphabet="ağİ:\\- \n😀", max_size=8).map(str.strip)


@given(values=st.lists(VALUES | st.text().map(str.strip), min_size=1, max_size=5))
@example(values=["a ::: b", "::::", "\\-", "\\:", "", "x\\"])
def test_values_come_back_from_one_cell_exactly(values: list[str]) -> None:
    if values != [""]:
        assert split_values(join_values(values)) == values


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        (["0532 111 22 33", "0216 444 55 66"], "0532 111 22 33 ::: 0216 444 55 66"),
        (["Kadıköy", "", "Şişli"], "Kadıköy ::: \\- ::: Şişli"),
        (["a:::b"], "a\\:\\:\\:b"),
        (["C:\\dosya"], "C:\\dosya"),
    ],
)
def test_ordinary_values_look_as_they_are(values: list[str], cell: str) -> None:
    assert join_values(values) == cell


def test_an_empty_cell_has_no_values() -> None:
    assert split_values("") == []
