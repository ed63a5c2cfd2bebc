"""Building the demo shop, never on top of anybody's data."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path

from kobicrm.domain.codec import micros
from kobicrm.domain.contacts import CompanyLink, Contact, altered
from kobicrm.errors import Conflict
from kobicrm.i18n import Language, language
from kobicrm.services import contacts
from kobicrm.services.demo import day_texts
from kobicrm.services.demo.day import Day, Record
from kobicrm.services.demo.names import STAFF
from kobicrm.services.demo.people import people
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import DEMO, DEMO_NAMES
from kobicrm.storage import backup, journal, records
from kobicrm.storage.bulk import Layout
from kobicrm.storage.shop import setting
from kobicrm.storage.staging import Staging
from kobicrm.storage.work import Work

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
    interactions: int
    tasks: int
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
    in the three years before the day ``clock`` tells, and the work lies around it.
    Raises StoreError, StoreBusy too.
    """
    shown = lang or language()
    # The day is that of the wall clock, as the tasks of a day are.
    day = datetime.combine(clock().astimezone().date(), time(12), UTC)
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
    counts = {"person": 0, "company": 0, "notes": 0, "interaction": 0, "task": 0}
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
        _work(unit, staging, Day(seed, size, day.date()), counts)
        unit.recorder.detail.update(seed=seed, created=size)
    layout.drop()
    return DemoReport(
        path=str(session.path),
        seed=seed,
        contacts=size,
        people=counts["person"],
        companies=counts["company"],
        notes=counts["notes"],
        interactions=counts["interaction"],
        tasks=counts["task"],
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


def _work(unit: Work, staging: Staging, day: Day, counts: dict[str, int]) -> None:
    for tag, days in day_texts.CADENCES.items():
        records.add(unit, "cadence", {"contact": "", "tag": tag, "view": "", "days": days})
    for piece in staging.all(_PIECE):
        made = [day.of(planned.after) for planned in piece]
        _add(unit, "task", [one for work in made for one in work.tasks], counts)
        _add(unit, "interaction", [one for work in made for one in work.talks], counts)
    _add(unit, "task", day.of_the_shop(), counts)


def _add(unit: Work, kind: str, made: Sequence[Record], counts: dict[str, int]) -> None:
    counts[kind] += len(records.add_many(unit, kind, made))


def _linked(link: CompanyLink, ids: dict[str, int]) -> CompanyLink:
    return replace(link, id=ids[link.uid])
