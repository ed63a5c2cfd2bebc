"""Tasks and birthdays as a calendar file that calendar programs subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from kobicrm import __version__
from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.domain.tasks import from_values
from kobicrm.exchange.calendar_out import birthday_event, task_event, write_calendar
from kobicrm.i18n import _
from kobicrm.services.exports.writing import ExportReport, deliver
from kobicrm.services.session import Session
from kobicrm.services.shop import get_shop
from kobicrm.storage.contacts import birthdays
from kobicrm.storage.record_pages import pages

WHAT = ("task", "birthday", "calendar")


def export_calendar(
    session: Session,
    out: Path | BinaryIO,
    *,
    what: str = "calendar",
    where: Filter = EVERYTHING,
    asked: Filter = EVERYTHING,
    force: bool = False,
) -> ExportReport:
    """Write open tasks that have a day, birthdays, or both (``what`` of :data:`WHAT`).

    Of contacts that pass ``where`` and are not in the trash; ``asked`` is a filter in fields of
    tasks. A file that is there is replaced
    only with ``force``, whole or not at all. Raises BadFile.
    """
    stamp, shop = session.clock(), get_shop(session).name or "KobiCRM"

    def events() -> Iterator[bytes]:
        if what != "birthday":
            yield from _tasks(where, asked, stamp)
        if what != "task":
            yield from _birthdays(where, stamp)

    def write(stream: BinaryIO) -> int:
        return write_calendar(stream, events(), name=shop, version=__version__)

    with session.store.reading():
        return deliver(out, write, force=force)


def _tasks(where: Filter, asked: Filter, stamp: datetime) -> Iterator[bytes]:
    for page in pages("task", where, asked=asked):
        for one in page:
            task = from_values(one.uid, one.values)
            if task.is_open and task.due is not None:
                yield task_event(task, one.contact, stamp)


def _birthdays(where: Filter, stamp: datetime) -> Iterator[bytes]:
    for uid, name, birthday in birthdays.all_of(where):
        yield birthday_event(uid, birthday, _("{name}: birthday").format(name=name), stamp)
