"""Nothing is mended unasked; what is mended is one changeset, checked before and undoable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kobicrm.domain.contacts import Contact, Note
from kobicrm.domain.quality import Finding
from kobicrm.errors import Conflict, Interrupted, NotFound, ValidationError
from kobicrm.services import contacts, fields, quality, undo
from kobicrm.services.quality import Mended, Wanted, Wish
from kobicrm.services.session import Session, open_session
from tests.conftest import Clock
from tests.unit.services.quality_kit import ODD, fill, one, open_findings
from tests.unit.services.test_undo_property import dump


def accept(shop: Session, code: str) -> Mended:
    """Accept the suggestion of the only finding with this code."""
    uid, finding = one(shop, code)
    return quality.fix(shop, [Wish(uid, finding, str(finding.suggestion))])


def insert(shop: Session, contact: Contact) -> str:
    """Store a contact as an import would."""
    with shop.write("import") as unit:
        return unit.insert(contact).uid


def test_a_suggestion_accepted_is_one_act_that_undo_takes_back(shop: Session) -> None:
    uids = fill(shop)
    before = dump(shop)
    mended = accept(shop, "email_typo")
    assert mended == Mended(mended.changeset, 1, 1)
    assert contacts.get(shop, uids["İsmail Şıkoğlu"]).emails[0].address == "ismail@gmail.com"
    act = undo.changesets(shop, 1)[0]
    assert (act.action, act.counts, act.detail) == (
        *("quality.fix", {"update": 1}),
        {"name": "İsmail Şıkoğlu"},
    )
    undo.undo(shop)
    assert dump(shop) == before
    undo.redo(shop)
    assert open_findings(shop, "email_typo") == []


def test_another_text_may_be_put_in_the_place(shop: Session) -> None:
    uids = fill(shop)
    uid, finding = one(shop, "phone_short")
    quality.fix(shop, [Wish(uid, finding, "0532 123 45 60")])
    assert contacts.get(shop, uids["Gökçe Çiçek"]).phones[0].e164 == "+905321234560"
    assert open_findings(shop, "phone_short") == []


def test_the_same_text_again_is_no_act(shop: Session) -> None:
    fill(shop)
    uid, finding = one(shop, "phone_short")
    before = undo.changesets(shop, 1)[0].id
    assert quality.fix(shop, [Wish(uid, finding, finding.value)]) == Mended(None, 0, 0)
    assert undo.changesets(shop, 1)[0].id == before


def test_a_value_changed_meanwhile_is_a_conflict_and_nothing_is_written(shop: Session) -> None:
    fill(shop)
    wishes = [Wish(uid, f, str(f.suggestion)) for uid, f in open_findings(shop, "email_typo")]
    uid, capitals = one(shop, "name_capitals")
    contacts.edit(shop, uid, {"name": "Ayşe Demir"})
    before = dump(shop)
    with pytest.raises(Conflict) as error:
        quality.fix(shop, [*wishes, Wish(uid, capitals, "Ayşe Yılmaz Demir")])
    assert (error.value.code, error.value.values) == ("finding_gone", {"name": "Ayşe Demir"})
    assert dump(shop) == before
    with pytest.raises(Conflict):
        quality.ignore(shop, uid, capitals)
    contacts.delete(shop, [wishes[0].uid])
    with pytest.raises(NotFound):
        quality.fix(shop, wishes)


def test_a_change_elsewhere_in_the_contact_is_none(shop: Session) -> None:
    fill(shop)
    uid, finding = one(shop, "email_typo")
    contacts.edit(shop, uid, {"emails": ["yeni@ornek.com.tr", "ismail@gmial.com"], "title": "Bey"})
    quality.fix(shop, [Wish(uid, finding, "ismail@gmail.com")])
    assert [e.address for e in contacts.get(shop, uid).emails] == [
        "yeni@ornek.com.tr",
        "ismail@gmail.com",
    ]


def test_what_can_not_be_stored_is_refused_with_its_reason(shop: Session) -> None:
    fill(shop)
    uid, capitals = one(shop, "name_capitals")
    with pytest.raises(ValidationError) as error:
        quality.fix(shop, [Wish(uid, capitals, " ")])
    assert error.value.code == "name_missing"
    assert one(shop, "name_capitals")[0] == uid


def test_all_suggestions_are_applied_at_once_and_taken_back_at_once(shop: Session) -> None:
    uids = fill(shop)
    before, old = dump(shop), open_findings(shop)
    plan = quality.plan_fixes(shop, Wanted())
    assert dump(shop) == before
    assert (plan.count, len(plan.ids)) == (6, 6)
    assert [change.name for change in plan.sample][:2] == ["İsmail Şıkoğlu", "AYŞE YILMAZ DEMİR"]
    told: list[int] = []
    mended = quality.fix_planned(shop, plan, told.append)
    assert mended == Mended(mended.changeset, 6, 6)
    assert told == [6]
    assert [f.code for _uid, f in open_findings(shop)] == ["phone_short", "tax_number_repeated"]
    assert contacts.get(shop, uids["Nâzım Hâkimoğlu"]).addresses[0].province == "Ankara"
    assert contacts.get(shop, uids["Çağrı Öztürk 0544 210 33 08"]).phones[0].e164 == "+905442103308"
    undo.undo(shop)
    assert dump(shop) == before
    assert open_findings(shop) == old


def test_only_the_kinds_asked_for_are_mended(shop: Session) -> None:
    name = "ÞÜKRÜ ÞAHÝN"
    uid = contacts.add(shop, {"name": name}).contact.uid
    quality.fix_planned(shop, quality.plan_fixes(shop, Wanted(codes=("mojibake",))))
    assert contacts.get(shop, uid).name == "ŞÜKRÜ ŞAHİN"
    undo.undo(shop)
    quality.fix_planned(shop, quality.plan_fixes(shop, Wanted()))
    assert contacts.get(shop, uid).name == "Şükrü Şahin"


def test_ignored_and_changed_ones_are_left_out_of_all(shop: Session) -> None:
    uids = fill(shop)
    plan = quality.plan_fixes(shop, Wanted(codes=("email_typo", "name_capitals")))
    quality.ignore(shop, *one(shop, "email_typo"))
    contacts.edit(shop, uids["AYŞE YILMAZ DEMİR"], {"name": "AYŞE KAYA"})
    assert quality.fix_planned(shop, plan).contacts == 1
    assert contacts.get(shop, uids["AYŞE YILMAZ DEMİR"]).name == "Ayşe Kaya"
    assert contacts.get(shop, uids["İsmail Şıkoğlu"]).emails[0].raw == "ismail@gmial.com"


def test_a_stopped_one_changes_nothing(shop: Session) -> None:
    fill(shop)
    before = dump(shop)

    def stop(_seen: int) -> None:
        raise Interrupted("interrupted")

    with pytest.raises(Interrupted):
        quality.fix_planned(shop, quality.plan_fixes(shop, Wanted()), stop)
    assert dump(shop) == before


def test_a_choice_takes_only_one_of_its_own_and_notes_keep_their_record(shop: Session) -> None:
    fields.add_field(shop, "Sınıf", "choice", ["Ýyi", "Kötü"])
    at = Clock()()
    uid = insert(
        shop,
        Contact(name="Ali Kaya", custom=(("Sınıf", "Ýyi"),), notes=(Note("Teþekkür\netti", at),)),
    )
    note = contacts.get(shop, uid).notes[0].uid
    mended = quality.fix_planned(shop, quality.plan_fixes(shop, Wanted()))
    assert (mended.count, mended.refused) == (1, 1)
    after = contacts.get(shop, uid)
    assert after.custom == (("Sınıf", "Ýyi"),)
    assert [(one.text, one.uid) for one in after.notes] == [("Teşekkür\netti", note)]
    with pytest.raises(ValidationError):
        accept(shop, "mojibake")


values = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            [name for name, _given, _codes in ODD] + ["ÞÜKRÜ ÞAHÝN", "ALI KILIC"]
        )
    },
    optional={
        "emails": st.sampled_from(["a@gmial.com; a@gmail.com", "ümit@gmail.com", "ali at x.com"]),
        "phones": st.sampled_from(["0532 123 45 67 / 5321234567", "12", "0532 I23 45 67"]),
        "street": st.sampled_from(["Moda Cad. 12 Kadıköy/İstanbul", "Çýnar Sok."]),
        "province": st.sampled_from(["İstanbul", "Istanbl", "Ankara"]),
        "district": st.sampled_from(["", "Çankaya", "Kadikoyy"]),
        "tags": st.lists(st.sampled_from(["Ýzmir", "İzmir", "vip"]), max_size=3),
        "iban": st.just("330006100519786457841326"),
        "birthday": st.sampled_from(["2.3.2199", "30.12.1899"]),
        "note": st.just("Teþekkür etti"),
    },
)


@settings(max_examples=60)
@given(st.lists(values, min_size=1, max_size=4), st.data())
def test_mended_one_by_one_or_all_at_once_undo_gives_back_what_was_there(
    empty_database: Path, people: list[dict[str, object]], data: st.DataObject
) -> None:
    path = empty_database.with_name("kalite.db")
    for old in path.parent.glob("kalite.db*"):
        old.unlink()
    shutil.copy(empty_database, path)
    with open_session(path, who="Ayşe", door="screen", clock=Clock()) as shop:
        for given_ in people:
            contacts.add(shop, given_)
        states = [dump(shop)]
        for _step in range(3):
            open_ = [f for f in open_findings(shop) if f[1].suggestion is not None]
            if open_:
                uid, finding = data.draw(st.sampled_from(open_))
                quality.fix(shop, [Wish(uid, finding, str(finding.suggestion))])
                states.append(dump(shop))
        # A province put right may show what its district should be: again, but not for ever.
        for _again in range(3):
            plan = quality.plan_fixes(shop, Wanted())
            if plan.count:
                assert quality.fix_planned(shop, plan).contacts == len(plan.ids)
                states.append(dump(shop))
        assert quality.plan_fixes(shop, Wanted()).count == 0
        for before in reversed(states[:-1]):
            undo.undo(shop)
            assert dump(shop) == before


def test_a_finding_names_no_stored_value_it_did_not_see(shop: Session) -> None:
    """A wish made up by somebody else's screen is refused like one that is out of date."""
    fill(shop)
    uid, finding = one(shop, "email_typo")
    other = Finding(finding.code, finding.field, "baska@gmial.com", "baska@gmail.com")
    with pytest.raises(Conflict):
        quality.fix(shop, [Wish(uid, other, "baska@gmail.com")])
