"""Provinces and districts."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.places import (
    complete_district,
    complete_province,
    districts,
    find_district,
    find_province,
    province_of_district,
    provinces,
)


def test_all_of_turkiye_is_there() -> None:
    names = provinces()
    assert len(names) == 81
    assert sum(len(districts(name)) for name in names) == 973
    assert (names[0], names[-1]) == ("Adana", "Zonguldak")
    assert names.index("Iğdır") < names.index("İstanbul")


@pytest.mark.parametrize(
    ("written", "name"),
    [("ISTANBUL", "İstanbul"), ("istanbul", "İstanbul"), ("IĞDIR", "Iğdır"), ("34", "İstanbul"),
     ("06", "Ankara"), ("afyon", "Afyonkarahisar"), ("antep", "Gaziantep"),
     ("K.Maraş", "Kahramanmaraş"), ("maraş", "Kahramanmaraş"), ("urfa", "Şanlıurfa"),
     ("içel", "Mersin"), ("İZMİT", "Kocaeli"), ("Adapazarı", "Sakarya"), ("Antakya", "Hatay"),
     ("İstanbul (Avrupa)", "İstanbul"), ("istanbul anadolu", "İstanbul"), ("Hakkâri", "Hakkari"),
     ("isparta", "Isparta"), ("Konya ili", "Konya"), ("Paris", ""), ("99", ""), ("", "")],
)  # fmt: skip
def test_provinces_as_written(written: str, name: str) -> None:
    assert find_province(written) == name


@pytest.mark.parametrize(
    ("written", "province", "name"),
    [("SISLI", "", "Şişli"), ("şişli", "istanbul", "Şişli"), ("Şişli", "Ankara", ""),
     ("merkez", "", ""), ("merkez", "Iğdır", "Merkez"), ("Gölbaşı", "", ""),
     ("gölbaşı", "ankara", "Gölbaşı"), ("Eyüp", "34", "Eyüpsultan"), ("Şişli", "Narnia", ""),
     ("yok", "", "")],
)  # fmt: skip
def test_districts_as_written(written: str, province: str, name: str) -> None:
    assert find_district(written, province) == name


def test_the_province_of_a_district() -> None:
    assert province_of_district("BODRUM") == "Muğla"
    assert province_of_district("Gölbaşı") == ""
    assert province_of_district("Merkez") == ""


def test_completion() -> None:
    assert complete_province("is") == ["Isparta", "İstanbul"]
    assert complete_province("ış") == ["Isparta", "İstanbul"]
    assert complete_district("şi", "istanbul") == ["Silivri", "Şile", "Şişli"]
    assert complete_district("şi", "Narnia") == []


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    assert find_province(text) in ("", *provinces())
    find_district(text, text)
