"""Every kind of record a file can hold, by its key."""

from __future__ import annotations

from kobicrm.domain.kinds.base import Kind
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.interaction import INTERACTION
from kobicrm.domain.kinds.task import TASK

KINDS: dict[str, Kind] = {kind.key: kind for kind in (CONTACT, INTERACTION, TASK)}
