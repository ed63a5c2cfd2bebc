"""Phrases inside one field: looked up in a trigram index, then checked where they belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peewee import SQL, Case, fn

from kobicrm.domain import phones
from kobicrm.domain.query import Compare
from kobicrm.domain.querying.trees import ANYWHERE
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError
from kobicrm.storage.conditions import CUSTOM, Rows, compared, holds, nobody
from kobicrm.storage.models import CompanyLink, Contact, Email, ExternalCode, Note, Phone
from kobicrm.storage.terms import Term

_Organisation: Any = Contact.alias("o")


def _inside(text: Any, phrase: str) -> Any:
    return fn.instr(text, phrase) > 0


def _folded(column: Any) -> Callable[[str], Any]:
    return lambda phrase: _inside(fn.kobicrm_fold(column), phrase)


def _part(model: Any, text: Any) -> Callable[[str], Any]:
    return lambda phrase: Rows(model, _inside(text, phrase)).exists()


def _company(phrase: str) -> Any:
    mine = (CompanyLink.contact_id == Contact.id) & _inside(_Organisation.name_fold, phrase)
    links: Any = CompanyLink.select(SQL("1"))
    linked = links.join(_Organisation, on=(_Organisation.id == CompanyLink.company_id))
    return fn.EXISTS(linked.where(mine))


# As they stand in the search text of a contact: what a check finds the index finds too.
_ADDRESS = Case(None, ((Email.address == "", Email.given),), Email.address)
_CHECKS: dict[str, Callable[[str], Any]] = {
    "name": lambda phrase: _inside(Contact.name_fold, phrase),
    "first_name": _folded(Contact.first_name),
    "last_name": _folded(Contact.last_name),
    "tax_office": _folded(Contact.tax_office),
    "companies": _company,
    "phones": _part(Phone, fn.kobicrm_digits(Phone.e164, Phone.given)),
    "emails": _part(Email, fn.kobicrm_fold(_ADDRESS)),
    "codes": _part(ExternalCode, fn.kobicrm_fold(ExternalCode.code)),
    "notes": _part(Note, Note.search),
}


def phrase_of(tree: Compare) -> str:
    """Return what must occur, folded; the digits of a phone. '' occurs nowhere."""
    text = str(tree.value)
    if tree.field == "phones":
        return phones.query_digits(text) or "".join(filter(str.isdigit, fold(text)))
    return fold(text.replace("|", " "))


def term_of(tree: Compare) -> Term | None:
    """Return what must occur in the search text of a contact; None where another index helps."""
    return None if tree.field in ("notes", "tax_office") else Term((phrase_of(tree),))


def phrase_check(tree: Compare) -> Any:
    """Return the check of one contact after the other. Raises ValidationError."""
    phrase = phrase_of(tree)
    if not phrase:
        return nobody()
    anywhere = holds(Term((phrase,)))
    if tree.field == ANYWHERE:
        return anywhere
    if tree.field.startswith(CUSTOM):
        rows = compared(tree)
        assert rows is not None
        return anywhere & rows.exists()
    if tree.field not in _CHECKS:
        raise ValidationError("filter_field", field=tree.field)
    check = _CHECKS[tree.field](phrase)
    return check if tree.field in ("notes", "tax_office") else anywhere & check


def note_ids(phrase: str, match: str) -> tuple[str, tuple[Any, ...]]:
    """Return the SELECT of the contacts with a note that holds a phrase, found by ``match``."""
    sql = (
        "SELECT contact_id FROM note WHERE id IN"
        " (SELECT rowid FROM note_fts WHERE note_fts MATCH ?) AND instr(search, ?) > 0"
    )
    return sql, (match, phrase)
