"""Record numbers that are unique everywhere: UUIDv7 (RFC 9562), time-ordered."""

from __future__ import annotations

import os
import time
import uuid

_last = 0


def new_uid() -> str:
    """Return a new UUIDv7 as text; within a process each is greater than the one before."""
    global _last  # noqa: PLW0603 - one counter keeps the order inside a process
    millis = time.time_ns() // 1_000_000
    # 48 bits time, then a 12-bit step so that many records of one millisecond keep their order.
    stamp = max(millis << 12, _last + 1)
    _last = stamp
    high = ((stamp >> 12) << 16) | 0x7000 | (stamp & 0xFFF)
    low = (int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF) | (0b10 << 62)
    text = f"{high:016x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def pack(uid: str) -> bytes:
    """Return the 16 bytes that are stored; ValueError when ``uid`` is none."""
    return bytes.fromhex(uid.replace("-", "")) if len(uid) == 36 else uuid.UUID(uid).bytes


def unpack(data: bytes) -> str:
    """Return the text form of 16 stored bytes."""
    text = data.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_uid(text: str) -> bool:
    """Return whether ``text`` is written as a UUID."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def is_others(uid: str) -> bool:
    """Return whether a record number stands for what another program calls it: version 5."""
    return uid[14:15] == "5"
