"""Building the demo shop, never on top of anybody's data."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from kobicrm.domain.codec import micros
from kobicrm.domain.contacts import CompanyLink, Contact, altered
from kobicrm.errors import Conflict
from kobicrm.i18n import Language, language
from kobicrm.services import contacts
from kobicrm.services.demo.names import STAFF
from kobicrm.services.demo.people import people
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import DEMO, DEMO_NAMES
from kobicrm.storage import backup, journal
from kobicrm.storage.bulk import Layout
from kobicrm.storage.shop import setting
from kobicrm.storage.staging import Staging

_PIECE = 500
_WORDS: dict[Language, dict[str, str]] = {
    "tr": {"name": DEMO_NAMES["tr"], "place": "Kadıköy, İstanbul", "balance": "Bakiye"},
    "en": {"name": DEMO_NAMES["en"], "place": "Kadıköy, İstanbul", "balance": "Balance"},
}


@dataclass(frozen=True, slots=True)
class DemoReport:
    """A finished demo shop; ``replaced`` tells that an earlier demo made room for it."""

    path: str
    seed: int
    contacts: int
    people: int
    companies: int
    notes: int
    replaced: bool


def _utc_now() -> datetime:
    return datetime.now(UTC)


def build(
    path: Path,
    *,
    seed: int = 1,
    size: int = 2000,
    lang: Language | None = None,
    wait: float = 60.0,
    clock: Callable[[], datetime] = _utc_now,
) -> DemoReport:
    """Fill the database at ``path`` with ``size`` invented contacts, the same for the same seed.

    An earlier demo shop there is replaced, also while it is open elsewhere; a database that
    holds anything else is left alone: Conflict("demo_not_empty"). The contacts were added
    in the three years before the day ``clock`` tells. Raises StoreError, StoreBusy too.
    """
    shown = lang or language()
    day = clock().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    with _open(path, wait, clock) as session:
        earlier = _earlier(session)
        if not earlier:
            return _fill(session, seed, size, day, shown)
    temp = path.with_name(f".kobicrm-demo-{secrets.token_hex(6)}.db")
    try:
        with _open(temp, wait, clock) as session:
            report = _fill(session, seed, size, day, shown)
        backup.write_into_live(temp, path, wait=wait)
    finally:
        for end in ("", *backup.SIDE_FILES):
            with suppress(OSError):
                temp.with_name(temp.name + end).unlink()
    return replace(report, path=str(path), replaced=True)


def ready(
    path: Path,
    *,
    lang: Language | None = None,
    wait: float = 60.0,
    clock: Callable[[], datetime] = _utc_now,
) -> bool:
    """Build the demo shop at ``path`` if there is none yet; return whether it was built.

    One that is there stays as it was left. Errors as :func:`build`.
    """
    with _open(path, wait, clock) as session:
        if _earlier(session):
            return False
    build(path, lang=lang, wait=wait, clock=clock)
    return True


def _open(path: Path, wait: float, clock: Callable[[], datetime]) -> Session:
    # A door of its own: nobody's "take back my last change" takes the demo shop away.
    return open_session(path, who=STAFF[0], door="demo", wait=wait, clock=clock)


def _earlier(session: Session) -> bool:
    """Return whether a demo shop is there; Conflict when there is something else."""
    with session.store.reading():
        if setting(DEMO):
            return True
        if contacts.count(session) or journal.changesets(1):
            raise Conflict("demo_not_empty", file=str(session.path))
    return False


def _fill(session: Session, seed: int, size: int, day: datetime, lang: Language) -> DemoReport:
    words = _WORDS[lang]
    counts = {"person": 0, "company": 0, "notes": 0}
    with session.write("demo") as unit:
        unit.add_field(words["balance"], "money")
        unit.set_shop("shop.name", words["name"])
        unit.set_shop("shop.place", words["place"])
        unit.set_shop(DEMO, str(seed))
        staging = Staging(session.store)
        _plan(staging, people(seed, size, day, balance=words["balance"]), counts)
        layout = Layout(session.store, micros(unit.at))
        layout.fill(staging)
        layout.apply(unit)
        unit.recorder.detail.update(seed=seed, created=size)
    layout.drop()
    return DemoReport(
        path=str(session.path),
        seed=seed,
        contacts=size,
        people=counts["person"],
        companies=counts["company"],
        notes=counts["notes"],
        replaced=False,
    )


def _plan(staging: Staging, made: Iterable[Contact], counts: dict[str, int]) -> None:
    ids: dict[str, int] = {}
    stream = iter(made)
    while piece := list(islice(stream, _PIECE)):
        for contact in piece:
            links = tuple(_linked(link, ids) for link in contact.companies)
            planned = staging.add(altered(contact, companies=links))
            if contact.kind == "company":
                ids[contact.uid] = planned.id
            counts[contact.kind] += 1
            counts["notes"] += len(contact.notes)
        staging.flush()


def _linked(link: CompanyLink, ids: dict[str, int]) -> CompanyLink:
    return replace(link, id=ids[link.uid])
