"""Whatever was done in whatever order: undo gives back what was there, redo what was undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.query import EVERYTHING, Compare, Not
from kobicrm.errors import KobiError
from kobicrm.services import contacts, fields, undo
from kobicrm.services.contacts import Selection, finding
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import get_shop, set_shop
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts.listing import ids
from kobicrm.storage.kinds.contact import DERIVED, derived
from tests.conftest import Clock

NAMES = ("Şule Çağlayan", "İbrahim Iğdır", "Ali Kaya", "ALİ KAYA", "Öztürk Gıda A.Ş.", "Ümit")
COMPANIES = ("Yıldız Ltd. Şti.", "YILDIZ LTD", "Deniz A.Ş.", "")
PHONES = ("0532 123 45 67", "0212 555 11 22", "444 1 234", "12", "")
TAGS = ("VIP", "vip", "İzmir", "toptan")

texts: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(NAMES),
    "kind": st.sampled_from(["person", "company"]),
    "title": st.sampled_from(["", "Bey", "Hanım"]),
    "company": st.lists(st.sampled_from(COMPANIES), max_size=2),
    "company_role": st.sampled_from(["", "Müdür"]),
    "phones": st.lists(st.sampled_from(PHONES), max_size=2),
    "phones+": st.sampled_from(PHONES),
    "tags+": st.sampled_from(TAGS),
    "tags-": st.sampled_from(TAGS),
    "emails": st.sampled_from(["", "a@b.com.tr", "ALİ@ORNEK.COM; b@c.com"]),
    "province": st.sampled_from(["", "izmir", "Berlin"]),
    "birthday": st.sampled_from(["", "29.02", "1.2.1990"]),
    "note": st.sampled_from(["", "aradı", "iki\nsatır"]),
    "owner": st.sampled_from(["", "Ayşe", "Mehmet"]),
    "custom": st.dictionaries(
        st.sampled_from(["Puan", "Borç"]), st.sampled_from(["", "3", "1.5"]), max_size=2
    ),
}
given_values = st.fixed_dictionaries({}, optional=texts)  # type: ignore[arg-type]
who = st.integers(min_value=0, max_value=7)

Operation = tuple[str, int, dict[str, Any]]
operations = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("add", "add", "edit", "edit", "edit", "note", "tag", "delete", "restore"),
                *("shop", "tag all", "set all", "delete all", "restore all"),
            ]
        ),
        who,
        given_values,
    ),
    min_size=1,
    max_size=8,
)


FOUND = (
    Selection(where=EVERYTHING),
    Selection("ali"),
    Selection("", Compare("province", "=", "IZMIR")),
    Selection("", Compare("phones", "empty")),
    Selection("", Not(Compare("tags", "has", "vip"))),
    Selection(where=EVERYTHING, minus_ids=(1, 3)),
    Selection(ids=(1, 2, 4, 4)),
)


def many(shop: Session, verb: str, number: int, values: dict[str, Any]) -> int | None:
    """Change what a selection names."""
    chosen = FOUND[number % len(FOUND)]
    if verb == "tag all":
        return contacts.bulk_tag(shop, chosen, add=["vip"], remove=["toptan"]).changeset
    if verb == "set all":
        fields = {"company": COMPANIES[number % len(COMPANIES)], "lifecycle": "Müşteri"}
        fields |= {"district": "Bornova", "owner": "Mehmet", "province": "izmir"}
        field = sorted(fields)[len(values) % len(fields)]
        return contacts.bulk_set(shop, chosen, field, fields[field]).changeset
    act = contacts.bulk_delete if verb == "delete all" else contacts.bulk_restore
    return act(shop, chosen).changeset


def run(shop: Session, operation: Operation) -> int | None:
    """Do one thing; return its changeset, None when it was refused or changed nothing."""
    verb, number, values = operation
    everyone = [row[0] for row in shop.store.connection().execute("SELECT id FROM contact")]
    ref = f"id:{everyone[number % len(everyone)]}" if everyone else "id:0"
    try:
        if verb.endswith(" all"):
            return many(shop, verb, number, values)
        if verb == "add":
            return contacts.add(shop, {"name": NAMES[number % len(NAMES)], **values}).changeset
        if verb == "edit":
            return contacts.edit(shop, ref, values).changeset
        if verb == "note":
            return contacts.note(shop, ref, "görüşüldü").changeset
        if verb == "tag":
            return contacts.tag(shop, [ref], add=["kampanya"], remove=["VIP"]).changeset
        if verb == "delete":
            return contacts.delete(shop, [ref]).changeset
        if verb == "restore":
            return contacts.restore(shop, [ref]).changeset
        before = get_shop(shop)
        set_shop(shop, name=NAMES[number % len(NAMES)])
        return None if get_shop(shop) == before else undo.changesets(shop, 1)[0].id
    except KobiError:
        return None


def dump(shop: Session) -> dict[str, object]:
    """Return all records and values; not their numbers, versions and the times of changes."""
    with shop.store.reading() as connection:
        everyone = [row[0] for row in connection.execute("SELECT id FROM contact")]
        found: dict[str, object] = {
            contact.uid: plain(contact) for contact in stored.load(everyone)
        }
        check_derived(shop, everyone)
    return {**found, "shop": get_shop(shop), "fields": fields.list_fields(shop)}


def plain(contact: Contact) -> Contact:
    """Return a contact without what counts or dates its changes."""
    trashed = None if contact.deleted_at is None else contact.created_at
    return altered(contact, id=0, ver=0, updated_at=None, updated_by="", deleted_at=trashed)


def check_derived(shop: Session, everyone: list[int]) -> None:
    """Check that what is stored for searching and sorting is that of the record."""
    columns = ", ".join(DERIVED)
    for contact in stored.load(everyone):
        row = shop.store.connection().execute(
            f"SELECT {columns} FROM contact WHERE id = ?", (contact.id,)
        )
        assert tuple(row.fetchone()) == derived(contact)


def with_shop(template: Path, act: Callable[[Session], None]) -> None:
    """Run ``act`` in a fresh shop with two fields of its own."""
    path = template.with_name("deneme.db")
    for old in template.parent.glob("deneme.db*"):
        old.unlink()
    shutil.copy(template, path)
    with open_session(path, who="Ayşe", door="screen", clock=Clock()) as shop:
        fields.add_field(shop, "Puan", "number")
        fields.add_field(shop, "Borç", "money")
        act(shop)
        connection = shop.store.connection()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        check = "INSERT INTO contact_fts (contact_fts, rank) VALUES ('integrity-check', 1)"
        connection.execute(check)


@settings(max_examples=60)
@given(operations)
def test_undo_in_reverse_restores_every_state(empty_database: Path, steps: list[Operation]) -> None:
    def act(shop: Session) -> None:
        states = [dump(shop)]
        for step in steps:
            if run(shop, step) is not None:
                states.append(dump(shop))
        for before in reversed(states[:-1]):
            undo.undo(shop)
            assert dump(shop) == before
        for after in states[1:]:
            undo.redo(shop)
            assert dump(shop) == after

    with_shop(empty_database, act)


@settings(max_examples=60)
@given(operations, st.lists(who, min_size=1, max_size=4), st.booleans())
def test_undo_in_any_order_is_whole_or_refused(
    empty_database: Path, steps: list[Operation], picks: list[int], partial: bool
) -> None:
    def act(shop: Session) -> None:
        made = [number for number in (run(shop, step) for step in steps) if number]
        for pick in picks:
            if not made:
                return
            before = dump(shop)
            try:
                undo.undo(shop, made[pick % len(made)], partial=partial)
            except KobiError:
                assert dump(shop) == before
                continue
            undone = dump(shop)
            if undone != before:
                undo.redo(shop)
                assert dump(shop) == before
        found = [c.id for c in finding.listing(shop, sort="id")]
        assert found == ids(sort="id")

    with_shop(empty_database, act)
