"""Word that the data was changed, as every open view gets it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataChange:
    """Something was written: by this application (``own``) or by another program.

    ``show`` is the id of the contact to put the bar on.
    """

    own: bool
    show: int | None = None
