"""What the shop looks like this morning, in a few lines: for ``kobicrm`` without a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kobicrm.domain.clean import clean_line
from kobicrm.domain.dates import ago
from kobicrm.domain.list_row import ListRow
from kobicrm.domain.money import format_count
from kobicrm.domain.phones import display
from kobicrm.domain.query import Compare
from kobicrm.i18n import _, language, ngettext
from kobicrm.services import backups
from kobicrm.services.backups import LastBackup
from kobicrm.services.session import Session
from kobicrm.services.shop import ShopInfo, get_shop
from kobicrm.storage.contacts import listing

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Brief:
    """The shop at the instant ``at``; ``newest`` are the contacts added last, newest first."""

    shop: ShopInfo
    contacts: int
    people: int
    companies: int
    newest: tuple[ListRow, ...]
    last_backup: LastBackup | None
    at: datetime


def brief(session: Session, folders: Iterable[Path] = ()) -> Brief:
    """Return the brief of the open shop; backups are also looked for in ``folders``."""
    with session.store.reading():
        newest = listing.ids(sort="created", descending=True, limit=NEWEST)
        people = listing.count(Compare("kind", "=", "person"))
        companies = listing.count(Compare("kind", "=", "company"))
        return Brief(
            shop=get_shop(session),
            contacts=people + companies,
            people=people,
            companies=companies,
            newest=tuple(listing.list_rows(session.store, newest)),
            last_backup=backups.last_backup(session.path, folders),
            at=session.clock(),
        )


def brief_lines(found: Brief) -> list[str]:
    """Return the brief as lines in the language in force, every one of them harmless."""
    counts = ngettext("{count} contact", "{count} contacts", found.contacts).format(
        count=_count(found.contacts)
    )
    lines = [
        _("{shop}: {counts} ({people} people, {companies} companies)").format(
            shop=clean_line(found.shop.name) or "KobiCRM",
            counts=counts,
            people=_count(found.people),
            companies=_count(found.companies),
        )
    ]
    if found.newest:
        lines.append(_("Newest contacts:"))
        lines += [f"  {_row(row)}" for row in found.newest]
    lines.append(_backup_line(found))
    return lines


def _count(number: int) -> str:
    return format_count(number, language())


def _row(row: ListRow) -> str:
    phone = display(row.phone, lang=language()) if row.phone else row.email
    shown = (row.name, row.company, phone, row.province)
    return " · ".join(clean_line(part) for part in shown if part)


def _backup_line(found: Brief) -> str:
    last = found.last_backup
    if last is None:
        return _("There is no backup yet. Make one: kobicrm backup create")
    when = ago(last.at, found.at, language())
    if last.is_old(found.at):
        return _("Last backup: {when}. Make a new one: kobicrm backup create").format(when=when)
    return _("Last backup: {when}").format(when=when)
