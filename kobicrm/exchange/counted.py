"""A stream that knows what went through it."""

from __future__ import annotations

import hashlib
from typing import BinaryIO


class Counted:
    """Hands everything on, and keeps its size (bytes) and SHA-256."""

    def __init__(self, stream: BinaryIO) -> None:
        """Hand everything on to ``stream``."""
        self._stream, self._hash, self.size = stream, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write all of ``data``."""
        self._hash.update(data)
        self.size += len(data)
        self._stream.write(data)
        return len(data)

    def flush(self) -> None:
        """Flush what it writes into."""
        self._stream.flush()

    @property
    def sha256(self) -> str:
        """Return the SHA-256 (hexadecimal) of what was written so far."""
        return self._hash.hexdigest()
