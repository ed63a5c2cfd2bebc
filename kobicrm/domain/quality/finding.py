"""What one finding is: something about a value that a person should look at."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about a value of a contact.

    ``field`` is a key of the contact kind, with the part of a list where there are several
    (``addresses.district``, ``custom.Puan``); ``value`` is what stands there now, '' for
    nothing. ``suggestion`` is what should stand there instead: None when only a person can
    tell, '' when the value should go. ``about`` is another value it was judged by (the province
    of a district). ``place`` counts the values of a list; it is no part of what was found, for
    values move in a list.
    """

    code: str
    field: str
    value: str
    suggestion: str | None = None
    about: str = ""
    place: int = dataclasses.field(default=0, compare=False)

    @property
    def seen(self) -> str:
        """Return what the finding was made of: when any of it changes, it is another finding."""
        return f"{self.value}, {self.about}" if self.about else self.value

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells a finding from the others of its contact."""
        return self.code, self.field, self.seen
