"""Whatever two records hold and whatever hangs on them: nothing is lost, all is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from kobicrm.domain.contacts import Contact
from kobicrm.domain.drafting import identity_of
from kobicrm.domain.duplicates.comparing import Choice, lines
from kobicrm.domain.turkish import fold
from kobicrm.errors import KobiError
from kobicrm.services import contacts, duplicates, undo
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored, record_kinds, records
from tests.unit.services.test_undo_property import dump, texts, with_shop

AT = "2026-11-17T11:05:00Z"
NAMES = ("Ayşe Yılmaz Demir", "AYŞE YILMAZ", "Ayse Yilmaz", "Ali Kaya", "Öztürk Gıda A.Ş.")
people = st.lists(
    st.tuples(st.sampled_from(NAMES), st.fixed_dictionaries({}, optional=texts)),  # type: ignore[arg-type]
    min_size=2,
    max_size=5,
)
places = st.integers(min_value=0, max_value=9)
beside = st.lists(st.tuples(st.sampled_from(["call", "finding", "different"]), places, places))
picked: st.SearchStrategy[Choice] = st.sampled_from(["keep", "gone", "both"])


def everything(shop: Session) -> dict[str, object]:
    """Return all contacts with their values, and all records beside them."""
    with shop.store.reading():
        return dump(shop) | {kind: records.read(kind) for kind in record_kinds.KINDS}


def fill(shop: Session, given_people: Any, given_beside: Any) -> list[str]:
    """Store contacts and what hangs on them; return the uids of all contacts."""
    for name, values in given_people:
        contacts.add(shop, {"name": name, **values})
    everyone = [row[0] for row in shop.store.connection().execute("SELECT id FROM contact")]
    uids = [one.uid for one in stored.load(everyone)]
    with shop.write("import") as unit:
        for what, one, other in given_beside:
            a, b = uids[one % len(uids)], uids[other % len(uids)]
            if what == "call":
                call = {"channel": "call", "direction": "", "author": "", "text": str(other)}
                records.add(unit, "interaction", {"contact": a, "at": AT, **call})
            elif what == "finding":
                finding = {"contact": a, "code": "typo", "field": "emails", "value": ""}
                if not records.taken("quality_ignored", finding, everyone[one % len(uids)]):
                    records.add(unit, "quality_ignored", finding)
            elif a != b:
                pair = {"first": min(a, b), "second": max(a, b)}
                if not records.taken("different", pair):
                    records.add(unit, "different", pair)
    return uids


@settings(max_examples=60)
@given(people, beside, places, places, st.lists(picked, min_size=1, max_size=6))
def test_a_merge_is_taken_back_and_put_back_whole(
    empty_database: Path, who: Any, more: Any, one: int, other: int, picks: list[Choice]
) -> None:
    def act(shop: Session) -> None:
        uids = fill(shop, who, more)
        keep, gone = uids[one % len(uids)], uids[other % len(uids)]
        before = everything(shop)
        a, b = (before[uid] for uid in (keep, gone))
        assert isinstance(a, Contact)
        assert isinstance(b, Contact)
        keys = [line.key for line in lines(a, b) if line.choice and line.many]
        choices = {key: picks[i % len(picks)] for i, key in enumerate(keys)}
        try:
            merged = duplicates.merge(shop, f"uid:{keep}", f"uid:{gone}", choices)
        except KobiError:
            assert everything(shop) == before
            return
        assert_nothing_lost(a, b, merged.contact)
        after = everything(shop)
        assert gone not in after
        undo.undo(shop)
        assert everything(shop) == before
        undo.redo(shop)
        assert everything(shop) == after
        undo.undo(shop)
        assert everything(shop) == before

    with_shop(empty_database, act)


def assert_nothing_lost(a: Contact, b: Contact, now: Contact) -> None:
    """Check that every value is there, or named in a note."""
    told = fold("\n".join(note.text for note in now.notes))
    for key in ("phones", "emails", "tags", "codes", "socials", "websites"):
        kept = {identity_of(item) for item in getattr(now, key)}
        for item in (*getattr(a, key), *getattr(b, key)):
            text = getattr(item, "raw", item)
            assert identity_of(item) in kept or fold(str(text))[-4:] in told
    for key in ("birthday", "owner", "title"):
        for value in (getattr(a, key), getattr(b, key)):
            assert not value or value == getattr(now, key) or told
    assert {note.text for note in (*a.notes, *b.notes)} <= {note.text for note in now.notes}
    assert now.created_at == min(filter(None, (a.created_at, b.created_at)))


@settings(max_examples=60)
@given(people, beside)
def test_all_sure_pairs_are_merged_and_taken_back_whole(
    empty_database: Path, who: Any, more: Any
) -> None:
    def act(shop: Session) -> None:
        fill(shop, who, more)
        before = everything(shop)
        planned = duplicates.merge_all(shop, 50, dry_run=True)
        assert everything(shop) == before
        done = duplicates.merge_all(shop, 50)
        assert done.groups == planned.groups
        after = everything(shop)
        if done.changeset is None:
            assert after == before
            return
        for keep, gone in done.groups:
            assert keep.uid in after
            assert not any(one.uid in after for one in gone)
        undo.undo(shop)
        assert everything(shop) == before
        undo.redo(shop)
        assert everything(shop) == after

    with_shop(empty_database, act)
