"""Reading contacts from JSON documents: ours coming back, and those of other programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kobicrm.domain import dates, drafting, identity, names
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.codec import kind_of, sorted_custom
from kobicrm.domain.contacts import Code, CompanyLink, Contact, Note, Social, Warn, Website, altered
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.uids import is_uid
from kobicrm.domain.values import CUSTOM_TYPES, custom_from_json
from kobicrm.exchange.source import DocRow
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.foreign import ForeignReader
from kobicrm.services.imports.mapping import OWN

_PLAIN = (
    "first_name",
    "last_name",
    "title",
    "tax_office",
    "language",
    "owner",
    "source",
    "preferred_time",
    "origin",
)


# What no other program writes, or means as we do.
_OUR_MARKS = frozenset({"uid", "kind", "custom_types"})
_ADDRESS = ("street", "district", "province", "postcode", "country", "label")


class DocumentReader:
    """Turns JSON documents into drafts."""

    def __init__(self, *, at: datetime, source: str) -> None:
        """Read documents that arrive ``at``; codes without a source belong to ``source``."""
        self._at = at
        self._source = source
        self._foreign = ForeignReader(at=at, source=source)
        self._own: dict[str, str] = {}

    @property
    def profile(self) -> str:
        """Return the program that wrote the documents read so far: '' when it has no name."""
        return OWN if self._own else self._foreign.profile

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the documents read so far and where each went ('' for nowhere)."""
        return tuple({**self._own, **self._foreign.keys}.items())

    def read(self, row: DocRow) -> RowDraft:
        """Return what a document says; one of the wrong form is refused with its line."""
        if row.problem or row.document is None:
            return RowDraft(row.line, Contact(), problem=row.problem or "json_not_an_object")
        try:
            if _is_ours(row.document):
                self._own.update(zip(row.document, row.document, strict=True))
                draft = self._read(row.line, row.document)
            else:
                draft = self._foreign.read(row.line, row.document)
        except (ValueError, TypeError, KeyError, AttributeError):
            # Whatever is not of the published form; the line goes to the rejects whole.
            draft = RowDraft(row.line, Contact(), problem="record_damaged")
        draft.cells, draft.at = (str(row.document),), self._at
        return draft

    def _read(self, line: int, doc: Mapping[str, Any]) -> RowDraft:
        contact = Contact(
            kind=kind_of(doc.get("kind") or "person"),
            uid=_uid(doc.get("uid")),
            created_at=_time(doc.get("created_at")),
            updated_at=_time(doc.get("updated_at")),
        )
        contact = self._with_lists(contact, doc)
        contact = self._with_scalars(contact, doc)
        draft = RowDraft(line, contact)
        self._take_custom(draft, doc)
        if contact.companies and not all(link.uid for link in contact.companies):
            draft.company_name = contact.companies[0].name
            draft.company_role = contact.companies[0].role
            draft.contact = altered(draft.contact, companies=())
        draft.warnings += drafting.warnings(contact)
        return draft

    def _with_scalars(self, contact: Contact, doc: Mapping[str, Any]) -> Contact:
        values: dict[str, Any] = {key: clean_line(_str(doc.get(key))) for key in _PLAIN}
        values["name"] = clean_line(_str(doc.get("name"))) or names.join_person(
            values["first_name"], values["last_name"]
        )
        if contact.kind == "person" and not (values["first_name"] or values["last_name"]):
            values["first_name"], values["last_name"] = names.split_person(values["name"])
        for key in ("lifecycle", "preferred_channel"):
            values[key] = drafting.choice(CONTACT.field(key), _str(doc.get(key))) or ""
        birthday = _str(doc.get("birthday"))
        values["birthday"] = (dates.parse_birthday(birthday) or "") if birthday else ""
        number, iban = _str(doc.get("tax_number")), _str(doc.get("iban"))
        values["tax_number"] = (
            identity.parse_tax_number(number).value or clean_line(number) if number else ""
        )
        values["iban"] = (identity.parse_iban(iban).value or clean_line(iban)) if iban else ""
        return altered(contact, **values)

    def _with_lists(self, contact: Contact, doc: Mapping[str, Any]) -> Contact:
        return altered(
            contact,
            companies=tuple(_links(doc)),
            phones=tuple(
                made
                for item in _items(doc, "phones")
                for made in drafting.make_phones(_str(item.get("raw")), _str(item.get("label")))
            ),
            emails=tuple(
                made
                for item in _items(doc, "emails")
                for made in drafting.make_emails(
                    _str(item.get("raw") or item.get("address")), _str(item.get("label"))
                )
            ),
            socials=tuple(filter(None, map(_social, _items(doc, "socials")))),
            websites=tuple(filter(None, map(_website, _items(doc, "websites")))),
            addresses=tuple(
                drafting.make_address(**{key: _str(item.get(key)) for key in _ADDRESS})
                for item in _items(doc, "addresses")
            ),
            tags=drafting.make_tags(_str(tag) for tag in doc.get("tags") or ()),
            codes=tuple(
                Code(clean_line(_str(item.get("source"))) or self._source, clean_line(code))
                for item in _items(doc, "codes")
                if (code := _str(item.get("code")))
            ),
            notes=tuple(
                Note(text, _time(item.get("at")) or self._at)
                for item in _items(doc, "notes")
                if (text := clean_text(_str(item.get("text"))))
            ),
        )

    @staticmethod
    def _take_custom(draft: RowDraft, doc: Mapping[str, Any]) -> None:
        custom: dict[str, object] = {}
        types = doc.get("custom_types") or {}
        for name, value in (doc.get("custom") or {}).items():
            told = types.get(name) or _guess(value)
            type_ = told if isinstance(told, str) else told["type"]
            choices = () if isinstance(told, str) else tuple(map(str, told.get("choices") or ()))
            if type_ not in CUSTOM_TYPES:
                raise ValueError(type_)
            made = custom_from_json(type_, value)
            label = clean_line(str(name), 100)
            custom[label] = made.isoformat() if type_ == "date" else made  # type: ignore[attr-defined]
            draft.fields.append((label, type_, choices))
        draft.contact = dataclasses.replace(draft.contact, custom=sorted_custom(custom))
        if not draft.contact.name:
            draft.warnings.append(Warn("row_without_name", "name", ""))


def _is_ours(doc: Mapping[str, Any]) -> bool:
    """Return whether a document is of the published form, as far as its keys tell."""
    return not _OUR_MARKS.isdisjoint(doc)


def _str(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(type(value).__name__)


def _social(item: Mapping[str, Any]) -> Social | None:
    return drafting.make_social(
        _str(item.get("raw")), _str(item.get("network")), _str(item.get("label"))
    )


def _website(item: Mapping[str, Any]) -> Website | None:
    return drafting.make_website(_str(item.get("raw")), _str(item.get("label")))


def _uid(value: object) -> str:
    text = _str(value)
    if text and not is_uid(text):
        raise ValueError("uid")
    return text


def _time(value: object) -> datetime | None:
    return dates.parse_iso(_str(value)) if value else None


def _items(doc: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return a list of objects; a bare text in it counts as the value itself."""
    found = doc.get(key) or ()
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise TypeError(key)
    return [item if isinstance(item, Mapping) else {"raw": item, "code": item} for item in found]


def _links(doc: Mapping[str, Any]) -> list[CompanyLink]:
    found = doc.get("companies") or doc.get("company") or ()
    if isinstance(found, str | Mapping):
        found = (found,)
    links: list[CompanyLink] = []
    for item in found:
        link = item if isinstance(item, Mapping) else {"name": item}
        name, role = clean_line(_str(link.get("name"))), clean_line(_str(link.get("role")))
        links.append(CompanyLink(_uid(link.get("uid")), role, name))
    return links


def _guess(value: object) -> str:
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, int | float):
        return "number"
    return "money" if isinstance(value, Mapping) else "text"
