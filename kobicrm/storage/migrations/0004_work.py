"""Interactions that say how they went, tasks, and saved views."""

from __future__ import annotations

from typing import Any

# The caller holds one transaction around all pending migrations.
atomic = False

_CLEAN = "NOT GLOB '*[' || char(1) || '-' || char(8) || char(11) || '-' || char(31) || ']*'"
_DAY = "GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"


def _clean(column: str, limit: int) -> str:
    """Return a CHECK that repeats what the cleaner at the door guarantees."""
    return f"CHECK (length({column}) <= {limit} AND {column} {_CLEAN})"


STATEMENTS = (
    f"""
CREATE TABLE interaction_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  channel TEXT NOT NULL CHECK (channel IN
    ('call', 'message', 'whatsapp', 'email', 'visit', 'site_visit', 'social', 'web',
     'marketplace', 'fair', 'survey', 'post', 'note', 'other')),
  direction TEXT NOT NULL CHECK (direction IN ('', 'in', 'out')),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN
    ('', 'reached', 'no_answer', 'call_back', 'appointment', 'quote', 'complaint')),
  at INTEGER NOT NULL,
  minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 10080),
  author TEXT NOT NULL {_clean("author", 200)},
  text TEXT NOT NULL {_clean("text", 100_000)},
  task BLOB CHECK (task IS NULL OR length(task) = 16)
) STRICT""",
    "INSERT INTO interaction_new (id, uid, contact_id, channel, direction, at, author, text)"
    " SELECT id, uid, contact_id, channel, direction, at, author, text FROM interaction",
    # Numbers are never given twice, also not those of records that are gone.
    "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'interaction')"
    " WHERE name = 'interaction_new'"
    " AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'interaction')",
    "DROP TABLE interaction",
    "ALTER TABLE interaction_new RENAME TO interaction",
    "CREATE INDEX interaction_by_contact ON interaction (contact_id, at, id)",
    "CREATE INDEX interaction_by_task ON interaction (task) WHERE task IS NOT NULL",
    f"""
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  title TEXT NOT NULL CHECK (length(title) > 0) {_clean("title", 500)},
  kind TEXT NOT NULL CHECK (kind IN ('todo', 'call', 'visit', 'message', 'follow_up')),
  due TEXT NOT NULL CHECK (due = '' OR due {_DAY}),
  clock TEXT NOT NULL CHECK (clock = '' OR (due <> '' AND clock GLOB '[0-2][0-9]:[0-5][0-9]')),
  remind INTEGER NOT NULL CHECK (remind BETWEEN -1 AND 525600),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high')),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 10080),
  checklist TEXT NOT NULL CHECK (json_valid(checklist)),
  note TEXT NOT NULL {_clean("note", 100_000)},
  repeat TEXT NOT NULL {_clean("repeat", 500)},
  start TEXT NOT NULL CHECK (start = '' OR start {_DAY}),
  skipped TEXT NOT NULL CHECK (json_valid(skipped)),
  series BLOB CHECK (series IS NULL OR length(series) = 16),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  ended_at INTEGER CHECK ((ended_at IS NULL) = (state = 'open')),
  created_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  reminds TEXT NOT NULL,
  search TEXT NOT NULL,
  assignee_id INTEGER REFERENCES staff (id)
) STRICT""",
    # What the queue of the day weighs lies in the index beside the place.
    "CREATE INDEX task_open ON task (place, id, priority, kind, contact_id, assignee_id)"
    " WHERE state = 'open'",
    "CREATE INDEX task_reminds ON task (reminds, id) WHERE state = 'open' AND reminds <> ''",
    "CREATE INDEX task_ended ON task (ended_at, id) WHERE state <> 'open'",
    "CREATE INDEX task_by_contact ON task (contact_id, state, place, id)",
    "CREATE INDEX task_by_assignee ON task (assignee_id, place, id) WHERE state = 'open'",
    "CREATE INDEX task_by_series ON task (series, id) WHERE series IS NOT NULL",
    # At most one line for a reminder: written before it is handed over, settled after.
    """
CREATE TABLE reminder (
  task BLOB NOT NULL CHECK (length(task) = 16),
  reminds TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('handing', 'given', 'uncertain')),
  at INTEGER NOT NULL,
  PRIMARY KEY (task, reminds)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reminder_in_hand ON reminder (at) WHERE state = 'handing'",
    f"""
CREATE TABLE cadence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  tag TEXT NOT NULL {_clean("tag", 200)},
  view BLOB CHECK (view IS NULL OR length(view) = 16),
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 3650),
  fold TEXT NOT NULL,
  CHECK ((contact_id IS NOT NULL) + (tag <> '') + (view IS NOT NULL) = 1)
) STRICT""",
    "CREATE UNIQUE INDEX cadence_of_contact ON cadence (contact_id) WHERE contact_id IS NOT NULL",
    "CREATE UNIQUE INDEX cadence_of_tag ON cadence (fold) WHERE fold <> ''",
    "CREATE UNIQUE INDEX cadence_of_view ON cadence (view) WHERE view IS NOT NULL",
    f"""
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL CHECK (length(name) > 0) {_clean("name", 100)},
  kind TEXT NOT NULL,
  query TEXT NOT NULL {_clean("query", 10_000)},
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  sort TEXT NOT NULL,
  key TEXT NOT NULL,
  fold TEXT NOT NULL,
  UNIQUE (kind, fold)
) STRICT""",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the signature the runner calls
    """Give interactions their new columns and create the new tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
