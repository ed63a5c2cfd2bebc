"""What the shop looks like this morning, who is to be called and why, and the state of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kobicrm.domain.list_row import ListRow
from kobicrm.domain.query import Compare
from kobicrm.services import backups
from kobicrm.services.backups import LastBackup
from kobicrm.services.session import Session
from kobicrm.services.shop import ShopInfo, get_shop
from kobicrm.services.today import Today, today
from kobicrm.storage.contacts import listing

NEWEST = 5
# How many of the queue are told; the counts tell of all.
CARDS = 20


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
    today: Today


def brief(session: Session, folders: Iterable[Path] = ()) -> Brief:
    """Return the brief of the open shop; backups are also looked for in ``folders``."""
    queue = today(session, limit=CARDS)
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
            today=queue,
        )
