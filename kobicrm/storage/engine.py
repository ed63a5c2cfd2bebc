"""The one SQLite library of this process: the one Peewee chose, never a second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    from peewee import sqlite3

__all__ = ["sqlite3"]
