"""Several conditions at once: who is in all the indexes that find few, before anybody is opened.

Each condition alone may find tens of thousands; what they have in common is mostly little.
"""

from __future__ import annotations

import json

from kobicrm.domain.query import All, Filter
from kobicrm.storage.database import Store
from kobicrm.storage.drivers import Driver, counted, drivers_of
from kobicrm.storage.masks import Masks

# More ids of one condition than these cost more than looking at contacts: measured.
MOST = 250_000


def candidates(store: Store, where: Filter) -> bytes | None:
    """Return a mask (a byte each id) that holds all who pass; None when no two indexes help.

    Who is in it may still fail conditions, and may be in the trash.
    """
    if not isinstance(where, All):
        return None
    found = [counted(store, driver, MOST + 1) for driver in drivers_of(store, where)]
    few = sorted((one for one in found if one.size <= MOST), key=lambda one: one.size)
    if not few or len(where.parts) < 2:
        return None
    masks = Masks(store)
    common: int | None = None
    for driver in few:
        mask = int.from_bytes(masks.marked_by((driver.sql, driver.values)), "little")
        common = mask if common is None else common & mask
        if not common:
            break
    return masks.bytes_of(common or 0)


def driver_of(mask: bytes) -> Driver:
    """Return the driver of the ids in a mask."""
    ids: list[int] = []
    at = mask.find(1)
    while at >= 0:
        ids.append(at)
        at = mask.find(1, at + 1)
    return Driver("SELECT value FROM json_each(?)", (json.dumps(ids),), len(ids))
