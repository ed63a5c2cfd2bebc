"""A disk that fails at the k-th operation: once, or from then on."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

# Removing files and reading are left to work: what is tested is that nothing unfinished is
# taken for a result, not that a dead disk can be tidied up.
CALLS = ("fsync", "replace", "rename", "link", "mkdir", "write")


class Failing:
    """Counts operations that change the disk; ``count`` is how many there were."""

    def __init__(self, at: int, *, for_ever: bool, code: int) -> None:
        self.at = at
        self.for_ever = for_ever
        self.code = code
        self.count = 0

    def tick(self) -> None:
        self.count += 1
        if self.count == self.at or (self.for_ever and self.count > self.at):
            raise OSError(self.code, os.strerror(self.code))


class _Writer:
    """A file being written whose writes may fail."""

    def __init__(self, stream: Any, failing: Failing) -> None:
        self._stream = stream
        self._failing = failing

    def write(self, data: Any) -> Any:
        self._failing.tick()
        return self._stream.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stream.close()


@contextmanager
def failing_disk(at: int, *, for_ever: bool, code: int = errno.EIO) -> Iterator[Failing]:
    """Let the k-th operation of Python's own on the disk fail (SQLite's are not reached)."""
    failing = Failing(at, for_ever=for_ever, code=code)
    real_open, real_os_open = io.open, os.open

    def opening(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if not set(mode) & set("wax+"):
            return real_open(file, mode, *rest, **named)
        failing.tick()
        return _Writer(real_open(file, mode, *rest, **named), failing)

    def os_opening(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            failing.tick()
        return real_os_open(path, flags, *rest, **named)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **named: Any) -> Any:
            failing.tick()
            return real(*values, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", opening)
        patch.setattr(os, "open", os_opening)
        for name in CALLS:
            patch.setattr(os, name, counted(getattr(os, name)))
        yield failing
