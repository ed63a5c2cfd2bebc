"""One service call on its way through the threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kobicrm.errors import KobiError
from screens.stop import Stop

T = TypeVar("T")
Failed = Callable[[KobiError], None]


@dataclass(eq=False)
class Job(Generic[T]):
    """A service call and who takes its answer; ``dropped`` when nobody wants it any more."""

    call: Callable[[], T]
    done: Callable[[T], None]
    failed: Failed | None
    key: str = ""
    not_before: float = 0.0
    writes: bool = False
    stop: Stop | None = None
    dropped: bool = False
    told: bool = False
    connection: Any = None
    value: Any = None
    error: BaseException | None = None

    def drop(self, interrupt: Callable[[Any], object]) -> None:
        """Have nobody wait for it; what it does now is stopped, in its connection or elsewhere."""
        self.dropped = True
        if self.stop is not None:
            self.stop.ask()
        if self.connection is not None:
            interrupt(self.connection)
