"""What the list is narrowed to beside the search: tags, places, stages, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.kinds.labels import KIND_LABELS, LIFECYCLE_LABELS
from kobicrm.domain.query import EVERYTHING, All, AnyOf, Compare, Filter
from kobicrm.i18n import N_, _
from kobicrm.services import contacts
from screens.styles.glyphs import current
from screens.text import plain

if TYPE_CHECKING:
    from kobicrm.services.session import Session

FIELDS: dict[str, str] = {
    "tags": N_("Tag"),
    "province": N_("Province"),
    "district": N_("District"),
    "lifecycle": N_("Stage of life"),
    "owner": N_("Responsible person"),
    "kind": N_("Kind"),
    "companies": N_("Company"),
    "missing": N_("Missing"),
}
MISSING: dict[str, str] = {
    "phones": N_("no phone"),
    "emails": N_("no e-mail"),
    "province": N_("no address"),
    "tags": N_("no tag"),
    "companies": N_("no company"),
    "birthday": N_("no birthday"),
    "lifecycle": N_("no stage of life"),
    "owner": N_("nobody responsible"),
}
_NAMED = {"lifecycle": LIFECYCLE_LABELS, "kind": KIND_LABELS, "missing": MISSING}
_COUNTED = ("tags", "province", "district", "lifecycle", "owner")

Tick = tuple[str, str]


def value_name(field: str, value: str) -> str:
    """Return what a value is called, in the language in force; the shop's own words as they are."""
    if field == "companies":
        return value.partition(":")[2]
    names = _NAMED.get(field)
    return _(names.get(value, value)) if names else value


def _condition(field: str, value: str) -> Filter:
    if field == "companies":
        return Compare(field, "has", int(value.partition(":")[0]))
    if field != "missing":
        return Compare(field, "has" if field == "tags" else "=", value)
    empty = Compare(value, "empty")
    # A company has no company of its own to miss, and no birthday.
    persons = value in ("companies", "birthday")
    return All((Compare("kind", "=", "person"), empty)) if persons else empty


@dataclass(frozen=True, slots=True)
class Filters:
    """Ticked values as (field, value): one of those of a field must hold, all that is missing."""

    ticks: tuple[Tick, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.ticks)

    def of(self, field: str) -> list[str]:
        """Return the values ticked of a field."""
        return [value for name, value in self.ticks if name == field]

    @property
    def where(self) -> Filter:
        """Return the filter tree."""
        parts: list[Filter] = []
        for field in FIELDS:
            found = [_condition(field, value) for value in self.of(field)]
            if field == "missing" or len(found) == 1:
                parts += found
            elif found:
                parts.append(AnyOf(tuple(found)))
        return All(tuple(parts)) if parts else EVERYTHING

    def words(self) -> str:
        """Return `Etiket: vip veya toptan · telefonu yok`, in the language in force."""
        parts = []
        either = " " + _("or") + " "
        for field, label in FIELDS.items():
            names = [plain(value_name(field, value)) for value in self.of(field)]
            if field == "missing":
                parts += names
            elif names:
                parts.append(f"{_(label)}: {either.join(names)}")
        return f" {current().joint} ".join(parts)


def employees_of(company: int, name: str) -> Filters:
    """Return the filter of the people of one company, known by its id."""
    return Filters((("companies", f"{company}:{name}"),))


@dataclass(frozen=True, slots=True)
class Offer:
    """A value to filter by, and how many contacts have it (None: not counted yet)."""

    field: str
    value: str
    count: int | None = None

    @property
    def tick(self) -> Tick:
        """Return it as a tick."""
        return self.field, self.value


def known_offers() -> list[Offer]:
    """Return what can be filtered by in every shop."""
    offers = [Offer("lifecycle", key) for key in LIFECYCLE_LABELS]
    offers += [Offer("kind", key) for key in KIND_LABELS]
    return offers + [Offer("missing", key) for key in MISSING]


def read_offers(session: Session) -> list[Offer]:
    """Return all values of the shop with their counts (in a reader)."""
    found: list[Offer] = []
    with session.store.reading():
        for field in _COUNTED:
            found += [Offer(field, value, n) for value, n in contacts.facets(session, field)]
    return found


def count_offers(session: Session, offers: Iterable[Offer]) -> list[Offer]:
    """Return ``offers`` with their counts, one question each (in a reader)."""
    count = partial(contacts.count, session)
    return [Offer(one.field, one.value, count(_condition(*one.tick))) for one in offers]
