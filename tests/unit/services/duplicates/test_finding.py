"""Who is found to be one, and who is left apart."""

from __future__ import annotations

from typing import Any

import pytest

from kobicrm.services import contacts, duplicates
from kobicrm.services.session import Session

MOBILE = {"phones": "0532 123 45 67"}
LINE = {"phones": "0216 345 67 89"}
MAIL = {"emails": "ayse@ornek.com.tr"}
PLACE = {"district": "Kadıköy", "province": "İstanbul"}
BORN = {"birthday": "14.03.1988"}
SHOP = {"kind": "company"}
Given = dict[str, object]


def named(name: str, **more: Any) -> Given:
    return {"name": name, **more}


def found(shop: Session, *given: Given) -> list[tuple[str, str, set[str]]]:
    """Return the pairs found among contacts, with the codes of their evidence."""
    for one in given:
        contacts.add(shop, one)
    return [
        (pair.first.name, pair.second.name, {one.code for one in pair.evidence})
        for pair in duplicates.pairs(shop)
    ]


ONE = [
    # (two records of somebody, what speaks for it)
    (named("Ayşe Yılmaz", **MOBILE), named("AYŞE YILMAZ", phones="+90 532 1234567"), "same_mobile"),
    (named("Işıl Ağaoğlu", **MAIL), named("Isil Agaoglu", emails="AYSE@ORNEK.COM.TR"), "same_name"),
    (named("Mehmet Kaya", **MOBILE), named("Memo Kaya", **MOBILE), "short_name"),
    (named("Mustafa Çetin", **MAIL), named("Mıstık Çetin", **MAIL), "short_name"),
    (named("Ahmet Yılmaz", **MOBILE), named("Ahnet Yılmaz", **MOBILE), "name_typo"),
    (named("Süleyman Şimşek", **MAIL), named("Süleymna Şimşke", **MAIL), "name_typo"),
    (named("Ayşe Yılmaz", **MOBILE), named("A. Yılmaz", **MOBILE), "name_initial"),
    (named("Ali Rıza Kaya", **MOBILE), named("Ali Kaya", **MOBILE), "name_part"),
    (named("Ayşe Yılmaz Demir", **MOBILE), named("Ayşe Yılmaz", **MOBILE), "name_part"),
    (named("Yılmaz Ahmet", **MOBILE), named("Ahmet Yılmaz", **MOBILE), "same_name"),
    (named("Mehmet Ali Koç", **MOBILE), named("Mehmetali Koç", **MOBILE), "same_name"),
    (named("Ahmet Yılmaz Bey", **MOBILE), named("Ahmet Yılmaz", **MOBILE), "same_name"),
    (named("Ayşe Yılmaz", **MOBILE, **MAIL), named("Ayşe Demir", **MOBILE, **MAIL), "other_family"),
    # moved away: the place differs, the mailbox stayed
    (
        named("Çağrı Öztürk", **MAIL, **PLACE),
        named("Çağrı Öztürk", **MAIL, district="Bornova", province="İzmir"),
        "same_email",
    ),
    (named("Ökkeş Üğüdücü", **PLACE), named("OKKES UGUDUCU", **PLACE), "same_district"),
    (named("Ökkeş Üğüdücü", **BORN), named("Ökkeş Üğüdücü", **BORN), "same_birthday"),
    (named("İlknur Iğdırlı", company="Deniz A.Ş."),
     named("İlknur Igdirli", company="Deniz A.Ş."), "same_employer"),
    (named("Ökkeş Üğüdücü", **LINE), named("Ökkeş Üğüdücü", **LINE), "same_phone"),
    (named("Öztürk Mobilya San. ve Tic. Ltd. Şti.", **SHOP, **PLACE),
     named("OZTURK MOBILYA AS", **SHOP, **PLACE), "same_name"),
    (named("Öztürk Mobilya Ltd. Şti.", **SHOP, **LINE),
     named("Öztürk Mobilya Dekorasyon İnşaat A.Ş.", **SHOP, **LINE), "name_part"),
    (named("Yıldız Gıda", **SHOP, tax_number="1234567890"),
     named("Yıldız Gıda Kadıköy", **SHOP, tax_number="123 456 7890"), "same_tax"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "code"), ONE)
def test_two_records_of_one_are_found_once(
    shop: Session, one: Given, other: Given, code: str
) -> None:
    pairs = found(shop, one, other)
    people = [pair for pair in pairs if "Deniz A.Ş." not in pair[:2]]
    assert [pair[:2] for pair in people] == [(one["name"], other["name"])]
    assert code in people[0][2]


TWO = [
    # one household, one phone
    (named("Ahmet Yılmaz", **MOBILE), named("Mehmet Yılmaz", **MOBILE)),
    (named("Ayşe Yılmaz", **MOBILE, **MAIL), named("Ayşegül Yılmaz", **MOBILE, **MAIL)),
    (named("Ali Rıza Kaya", **MOBILE), named("Ali Can Kaya", **MOBILE)),
    # twins, one letter apart
    (named("Selin Kaya", **BORN, **MOBILE), named("Selim Kaya", **BORN, **MOBILE)),
    (named("Kerem Ağaoğlu", **BORN, **PLACE), named("Kerim Ağaoğlu", **BORN, **PLACE)),
    # a shop's line, a shop's mailbox
    (named("Ayşe Koç", **LINE), named("Ayşe Kaya", **LINE)),
    (named("Ayşe Koç", emails="info@ornek.com.tr"), named("Ayşe Kaya", emails="info@ornek.com.tr")),
    # a name alone says nothing
    (named("Ökkeş Üğüdücü"), named("Ökkeş Üğüdücü")),
    (named("Öztürk Mobilya", **SHOP, province="Bursa"),
     named("Öztürk Mobilya", **SHOP, province="İzmir")),
    # two tax numbers are two, whatever else they share
    (named("Yıldız Gıda", **SHOP, **LINE, tax_number="1234567890"),
     named("Yıldız Gıda", **SHOP, **LINE, tax_number="4540536920")),
    # one owner, two companies
    (named("Yıldız Gıda Ltd.", **SHOP, **MOBILE), named("Yıldız İnşaat A.Ş.", **SHOP, **MOBILE)),
    (named("1 Nolu Büfe", **SHOP, **LINE), named("2 Nolu Büfe", **SHOP, **LINE)),
    # never a person with a company
    (named("Yıldız Deniz", **SHOP, **MOBILE, **MAIL), named("Yıldız Deniz", **MOBILE, **MAIL)),
    # the year of birth is known of both
    (named("Ökkeş Üğüdücü", **PLACE, **BORN), named("Ökkeş Üğüdücü", **PLACE, birthday="2.5.1951")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_that_only_look_alike_are_left_apart(shop: Session, one: Given, other: Given) -> None:
    assert found(shop, one, other) == []


def test_the_same_tax_number_under_another_name_is_shown_but_never_sure(shop: Session) -> None:
    number = "17291716060"
    found(shop, named("Ali Kaya", tax_number=number), named("Veli Koç", tax_number=number))
    [pair] = duplicates.pairs(shop)
    assert pair.score == 60
    assert [(one.code, one.value) for one in pair.evidence] == [("same_tax", number)]


def test_a_common_name_in_a_big_place_says_less_than_a_rare_one(shop: Session) -> None:
    names = ["Ali", "Veli", "Ayşe", "Fatma", "Hasan", "Can", "Ece", "Nur", "Su", "Oya"]
    for number in range(300):
        contacts.add(shop, named(f"{names[number % 10]} {names[number // 10 % 10]}", **PLACE))
    pairs = found(shop, named("Ökkeş Üğüdücü", **PLACE), named("Ökkeş Ügüdücü", **PLACE))
    assert [pair[0] for pair in pairs] == ["Ökkeş Üğüdücü"]


def test_a_switchboard_is_no_reason_to_compare_everybody(shop: Session) -> None:
    for number in range(25):
        contacts.add(shop, named(f"Ayşe {chr(97 + number)}aşar", **LINE))
    assert found(shop) == []


def test_a_pair_is_told_with_the_values_as_they_are_written(shop: Session) -> None:
    more = {**MOBILE, **MAIL, **PLACE, "street": "Moda Cad. 12/3", "company": "Deniz Gıda A.Ş."}
    found(shop, named("Ayşe Yılmaz", **more), named("Ayşe Yılmaz", **more))
    [pair] = [one for one in duplicates.pairs(shop) if one.first.name == "Ayşe Yılmaz"]
    assert {one.code: one.value for one in pair.evidence} == {
        "same_mobile": "+905321234567",
        "same_email": "ayse@ornek.com.tr",
        "same_employer": "Deniz Gıda A.Ş.",
        "same_address": "Moda Cad. 12/3",
        "same_district": "Kadıköy",
        "same_name": "",
    }


def test_the_least_score_and_the_number_of_pairs_are_kept_to(shop: Session) -> None:
    for phone in ("0532 123 45 67", "0532 123 45 68", "0532 123 45 69"):
        found(shop, named("Ayşe Yılmaz", phones=phone), named("A. Yılmaz", phones=phone))
    assert duplicates.count(shop) == 3
    assert len(list(duplicates.pairs(shop, limit=2))) == 2
    assert duplicates.count(shop, least=99) == 0


def test_what_is_in_the_trash_is_left_out(shop: Session) -> None:
    found(shop, named("Ayşe Yılmaz", **MOBILE), named("Ayşe Yılmaz", **MOBILE))
    contacts.delete(shop, ["2"])
    assert duplicates.count(shop) == 0


def test_different_people_are_remembered_until_that_is_taken_back(shop: Session) -> None:
    from kobicrm.services import undo

    found(shop, named("Ayşe Yılmaz", **MOBILE), named("Ayşe Yılmaz", **MOBILE))
    assert duplicates.mark_different(shop, "2", "1") is not None
    assert duplicates.mark_different(shop, "1", "2") is None
    assert duplicates.count(shop) == 0
    contacts.edit(shop, "1", {"name": "Ayşe YILMAZ", **MAIL})
    assert duplicates.count(shop) == 0
    undo.undo(shop)
    undo.undo(shop)
    assert duplicates.count(shop) == 1
