"""Interactions, import profiles, and what was decided of duplicates and of quality."""

from __future__ import annotations

from typing import Any

# The caller holds one transaction around all pending migrations.
atomic = False

_CLEAN = "NOT GLOB '*[' || char(1) || '-' || char(8) || char(11) || '-' || char(31) || ']*'"


def _clean(column: str, limit: int) -> str:
    """Return a CHECK that repeats what the cleaner at the door guarantees."""
    return f"CHECK (length({column}) <= {limit} AND {column} {_CLEAN})"


TABLES = (
    f"""
CREATE TABLE interaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  channel TEXT NOT NULL CHECK (channel IN
    ('call', 'message', 'whatsapp', 'email', 'visit', 'post', 'other')),
  direction TEXT NOT NULL CHECK (direction IN ('', 'in', 'out')),
  at INTEGER NOT NULL,
  author TEXT NOT NULL {_clean("author", 200)},
  text TEXT NOT NULL {_clean("text", 100_000)}
) STRICT""",
    "CREATE INDEX interaction_by_contact ON interaction (contact_id, at, id)",
    f"""
CREATE TABLE import_profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL CHECK (length(name) > 0) {_clean("name", 100)},
  fold TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  header TEXT NOT NULL CHECK (json_valid(header)),
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  options TEXT NOT NULL CHECK (json_valid(options))
) STRICT""",
    """
CREATE TABLE different (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  first BLOB NOT NULL CHECK (length(first) = 16),
  second BLOB NOT NULL CHECK (length(second) = 16),
  UNIQUE (first, second),
  CHECK (first < second)
) STRICT""",
    "CREATE INDEX different_by_second ON different (second)",
    f"""
CREATE TABLE quality_ignored (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  field TEXT NOT NULL {_clean("field", 120)},
  value TEXT NOT NULL {_clean("value", 100_000)},
  UNIQUE (contact_id, code, field, value)
) STRICT""",
    # One line a day, for the trend; it tells of the data and is no data itself.
    """
CREATE TABLE quality_score (
  day TEXT PRIMARY KEY NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  contacts INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  findings INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the signature the runner calls
    """Create the tables."""
    for statement in TABLES:
        db.execute_sql(statement)
