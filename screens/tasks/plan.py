"""A day laid out by the hour: which tasks stand side by side, and which overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kobicrm.services.tasks import TaskRowInfo

SLOT = 30
SLOTS = 24 * 60 // SLOT


@dataclass(frozen=True, slots=True)
class Block:
    """A task of a time of day in minutes since midnight; ``column`` of ``columns``."""

    row: TaskRowInfo
    start: int
    end: int
    column: int = 0
    columns: int = 1
    clashes: tuple[TaskRowInfo, ...] = ()

    @property
    def first(self) -> int:
        """The slot it begins in."""
        return self.start // SLOT

    @property
    def last(self) -> int:
        """The slot it ends in."""
        return min(max(self.end - 1, self.start) // SLOT, SLOTS - 1)


def blocks_of(rows: Sequence[TaskRowInfo]) -> list[Block]:
    """Return the tasks that have a time of day, those of one slot in columns of their own.

    Two clash when one begins before the other is over; one of no known length takes a moment.
    """
    timed = sorted((_block(row) for row in rows if row.task.clock), key=lambda one: one.start)
    found: list[Block] = []
    cluster: list[Block] = []
    for block in timed:
        if cluster and block.first > max(one.last for one in cluster):
            found += _laid(cluster)
            cluster = []
        cluster.append(block)
    return found + _laid(cluster)


def _block(row: TaskRowInfo) -> Block:
    clock = row.task.clock
    assert clock is not None
    start = clock.hour * 60 + clock.minute
    return Block(row, start, start + row.task.minutes)


def _laid(cluster: Sequence[Block]) -> list[Block]:
    ends: list[int] = []
    places: list[int] = []
    for block in cluster:
        place = next((at for at, end in enumerate(ends) if end < block.first), len(ends))
        ends[place : place + 1] = [block.last]
        places.append(place)
    return [
        Block(one.row, one.start, one.end, place, len(ends), _clashes(one, cluster))
        for one, place in zip(cluster, places, strict=True)
    ]


def _clashes(one: Block, others: Sequence[Block]) -> tuple[TaskRowInfo, ...]:
    end = max(one.end, one.start + 1)
    return tuple(
        other.row
        for other in others
        if other is not one and other.start < end and one.start < max(other.end, other.start + 1)
    )
