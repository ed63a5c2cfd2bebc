"""Everybody's birthday, page by page."""

from __future__ import annotations

from collections.abc import Iterator

from kobicrm.domain.query import Filter
from kobicrm.domain.uids import unpack
from kobicrm.storage.filters import compile_filter, given, live
from kobicrm.storage.models import Contact
from kobicrm.storage.models.base import CHUNK, fetch


def all_of(where: Filter) -> Iterator[tuple[str, str, str]]:
    """Yield (uid, name, birthday) of the contacts that pass, in the order of their numbers."""
    condition = compile_filter(where, walking=True)
    wanted = live() & given(Contact.birthday)
    if condition is not None:
        wanted &= condition
    query = Contact.select(Contact.id, Contact.uid, Contact.name, Contact.birthday)
    query, last = query.where(wanted).order_by(Contact.id).limit(CHUNK), 0
    while rows := fetch(query.where(Contact.id > last)):
        last = rows[-1][0]
        for _one, uid, name, birthday in rows:
            yield unpack(uid), name, birthday
