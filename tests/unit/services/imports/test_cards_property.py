"""Whatever a contact holds comes back from its card, hostile text included."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from kobicrm.domain.codec import EPOCH, difference, to_json
from kobicrm.domain.contacts import Contact, altered
from kobicrm.exchange.source import Cards, open_source
from kobicrm.exchange.vcard_out import write_vcards
from kobicrm.services.imports.cards import CardReader
from kobicrm.services.imports.draft import RowDraft
from tests.unit.domain.table_kit import OWN, contacts, lines

TYPES = {
    own.name: {"type": own.type, "choices": list(own.choices)} if own.choices else own.type
    for own in OWN
}


def named(contact: Contact, name: str) -> Contact:
    """Return the contact as the doors leave it: named, and a company in one piece."""
    contact = altered(contact, name=contact.name or name)
    if contact.kind == "company":
        return altered(contact, first_name="", last_name="")
    return altered(contact, first_name=contact.first_name or contact.name)


people = st.builds(named, contacts(), lines.filter(bool))


def document(contact: Contact) -> dict[str, object]:
    found = to_json(contact, with_ids=False)
    found["custom_types"] = {name: TYPES[name] for name, _value in contact.custom}
    return found


def written(*some: Contact) -> bytes:
    out = io.BytesIO()
    assert write_vcards(out, map(document, some)) == len(some)
    return out.getvalue()


def read(path: Path, data: bytes) -> list[RowDraft]:
    path.write_bytes(data)
    reader = CardReader(at=EPOCH, source="")
    with open_source(path, header_hints=lambda _cells: 0) as source:
        assert isinstance(source, Cards)
        return [reader.read(card) for card in source.rows()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some=st.lists(people, min_size=1, max_size=3))
def test_every_value_comes_back(tmp_path: Path, some: list[Contact]) -> None:
    data = written(*some)
    drafts = read(tmp_path / "rehber.vcf", data)
    assert [draft.problem for draft in drafts] == [""] * len(some)
    for draft, before in zip(drafts, some, strict=True):
        # The journal's form of the difference is short to read.
        assert difference(before, draft.contact) == {}
        assert draft.contact == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(contact=people)
def test_no_line_is_longer_than_a_phone_takes_and_no_letter_is_cut(
    tmp_path: Path, contact: Contact
) -> None:
    data = written(contact)
    assert data.endswith(b"END:VCARD\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert line.decode("utf-8").strip("\r") == line.decode("utf-8")
