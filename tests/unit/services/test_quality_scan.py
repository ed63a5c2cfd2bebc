"""Looking the contacts through: everything is found, in pieces, and what is ignored is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kobicrm.errors import Interrupted
from kobicrm.services import contacts, quality, undo
from kobicrm.services.quality import Tally, Wanted
from kobicrm.services.session import Session
from tests.unit.services.quality_kit import ODD, fill, one, open_findings


def test_every_odd_value_is_found_with_its_contact(shop: Session) -> None:
    fill(shop)
    found = {f.contact.name: [one.code for one in f.findings] for f in quality.walk(shop)}
    assert found == {name: codes for name, _given, codes in ODD if codes}


def test_pieces_make_the_whole_and_the_trash_is_left_out(shop: Session) -> None:
    uids = fill(shop)
    contacts.delete(shop, [uids["İsmail Şıkoğlu"]])
    after: int | None = 0
    looked, names = 0, []
    while after is not None:
        piece = quality.scan(shop, after, 3)
        looked += piece.looked
        names += [found.contact.name for found in piece.found]
        after = piece.last
    assert looked == len(ODD) - 1
    assert names == [found.contact.name for found in quality.walk(shop)]
    assert "İsmail Şıkoğlu" not in names


def test_only_what_is_wanted_is_listed(shop: Session) -> None:
    uids = fill(shop)

    def names(**wanted: tuple[object, ...]) -> list[str]:
        found = quality.walk(shop, Wanted(**wanted))  # type: ignore[arg-type]
        return [f.contact.name for f in found]

    assert names(codes=("email_typo", "phone_short")) == ["İsmail Şıkoğlu", "Gökçe Çiçek"]
    assert names(fields=("emails",)) == ["İsmail Şıkoğlu", "Ümit Gürsel"]
    assert names(fields=("addresses",)) == names(fields=("addresses.province",))
    ids = (contacts.get(shop, uids["Þükrü Þahin"]).id, contacts.get(shop, "isil@agaoglu.com.tr").id)
    assert names(ids=ids) == ["Þükrü Þahin"]
    assert names(ids=()) == []


def test_a_scan_tells_how_far_it_is_and_can_be_stopped(shop: Session) -> None:
    fill(shop)
    told: list[int] = []
    assert len(list(quality.walk(shop, progress=told.append))) == 7
    assert told == [len(ODD)]

    def stop(_looked: int) -> None:
        raise Interrupted("interrupted")

    with pytest.raises(Interrupted):
        list(quality.walk(shop, progress=stop))
    assert len(list(quality.walk(shop))) == 7


def test_what_is_ignored_stays_away_until_its_value_changes(shop: Session) -> None:
    fill(shop)
    uid, finding = one(shop, "phone_short")
    number = quality.ignore(shop, uid, finding)
    assert number == undo.changesets(shop, 1)[0].id
    assert open_findings(shop, "phone_short") == []
    assert quality.ignore(shop, uid, finding) is None
    contacts.edit(shop, uid, {"phones": ["0532 123 45 67", "0532 123 45 6"]})
    assert open_findings(shop, "phone_short") == []
    contacts.edit(shop, uid, {"phones": "0532 123 45"})
    [(_uid, again)] = open_findings(shop, "phone_short")
    assert again.value == "0532 123 45"


def test_a_district_ignored_in_one_province_is_found_in_another(shop: Session) -> None:
    uid = contacts.add(shop, {"name": "Ali Kaya", "province": "İstanbul", "district": "Moda"})
    uid = uid.contact.uid
    quality.ignore(shop, *one(shop, "district_unknown"))
    contacts.edit(shop, uid, {"province": "İzmir"})
    assert one(shop, "district_unknown")[1].about == "İzmir"


def test_ignoring_is_taken_back_and_put_back(shop: Session) -> None:
    fill(shop)
    before = open_findings(shop)
    quality.ignore(shop, *one(shop, "name_capitals"))
    left = open_findings(shop)
    assert len(left) == len(before) - 1
    undo.undo(shop)
    assert open_findings(shop) == before
    undo.redo(shop)
    assert open_findings(shop) == left


def test_what_was_written_since_is_named(shop: Session) -> None:
    uids = fill(shop)
    ids = {name: contacts.get(shop, uid).id for name, uid in uids.items()}
    before = quality.newest_changeset(shop)
    assert quality.touched(shop, before) == quality.Touched(before)
    contacts.edit(shop, uids["Işıl Ağaoğlu"], {"title": "Hanım"})
    quality.ignore(shop, *one(shop, "email_typo"))
    after = quality.touched(shop, before)
    assert set(after.ids) == {ids["Işıl Ağaoğlu"], ids["İsmail Şıkoğlu"]}
    undo.undo(shop)
    assert quality.touched(shop, after.newest).ids == (ids["İsmail Şıkoğlu"],)
    made = contacts.add(shop, {"name": "Yeni Kişi"}).contact.id
    undo.undo(shop)
    assert made in quality.touched(shop, before).ids
    assert quality.touched(shop, 10_000).everything


def test_the_score_is_the_share_of_contacts_without_a_finding(shop: Session) -> None:
    fill(shop)
    looked = quality.scan(shop)
    findings = sum(len(found.findings) for found in looked.found)
    tally = Tally(looked.looked, len(looked.found), findings)
    assert tally == Tally(8, 7, 8)
    [score] = quality.keep_score(shop, tally)
    assert (score.value, score.tally) == (12, tally)
    assert quality.change([score]) is None
    assert undo.changesets(shop, 1)[0].action == "contact.add"


def test_a_day_keeps_its_last_score_and_the_trend_its_days(shop: Session) -> None:
    clock = shop.clock
    quality.keep_score(shop, Tally(200, 50, 60))
    quality.keep_score(shop, Tally(200, 40, 45))
    clock.now += timedelta(days=3)  # type: ignore[attr-defined]
    scores = quality.keep_score(shop, Tally(200, 17, 17))
    assert [one.value for one in scores] == [80, 91]
    assert (scores[1].day - scores[0].day).days == 3
    assert quality.change(scores) == 11
    assert quality.trend(shop) == scores
    assert quality.trend(shop, 1) == scores[1:]


def test_only_a_clean_shop_has_a_hundred_and_an_empty_one_no_score(shop: Session) -> None:
    [score] = quality.keep_score(shop, Tally(1_000_000, 1, 1))
    assert score.value == 99
    [score] = quality.keep_score(shop, Tally(1_000_000, 0, 0))
    assert score.value == 100
    [score] = quality.keep_score(shop, Tally())
    assert score.value is None
