"""What queries look up: birthdays, postcodes, countries, interactions by time, words of notes."""

from __future__ import annotations

from typing import Any

from kobicrm.domain.turkish import fold

# The caller holds one transaction around all pending migrations.
atomic = False

# Two fillers end every text, as in contact.search: its last two letters begin a trigram too.
FILL = (
    "ALTER TABLE note ADD COLUMN search TEXT NOT NULL DEFAULT ''",
    "UPDATE note SET search = kobicrm_fold(text) || '||'",
)
INDEXES = (
    "CREATE INDEX contact_by_birthday ON contact (birthday, id, deleted_at)"
    " WHERE deleted_at IS NULL AND birthday <> ''",
    "CREATE INDEX contact_by_birth_day ON contact (substr(birthday, -5), id, deleted_at)"
    " WHERE deleted_at IS NULL AND birthday <> ''",
    "CREATE INDEX contact_by_tax_office ON contact (tax_office, id, deleted_at)"
    " WHERE deleted_at IS NULL AND tax_office <> ''",
    "CREATE INDEX address_by_postcode ON address (postcode, contact_id) WHERE postcode <> ''",
    "CREATE INDEX address_by_country ON address (country, contact_id) WHERE country <> ''",
    "CREATE INDEX interaction_by_time ON interaction (at, contact_id)",
    "CREATE INDEX interaction_by_channel ON interaction (channel, contact_id)",
)
SEARCH = (
    """
CREATE VIRTUAL TABLE note_fts USING fts5 (
  search, content='note', content_rowid='id', tokenize='trigram', detail='none', columnsize=0
)""",
    "CREATE VIRTUAL TABLE note_vocab USING fts5vocab ('note_fts', 'row')",
    "INSERT INTO note_fts (note_fts) VALUES ('rebuild')",
    """
CREATE TRIGGER note_fts_insert AFTER INSERT ON note BEGIN
  INSERT INTO note_fts (rowid, search) VALUES (new.id, new.search);
END""",
    """
CREATE TRIGGER note_fts_delete AFTER DELETE ON note BEGIN
  INSERT INTO note_fts (note_fts, rowid, search) VALUES ('delete', old.id, old.search);
END""",
    """
CREATE TRIGGER note_fts_update AFTER UPDATE OF search ON note
WHEN old.search <> new.search BEGIN
  INSERT INTO note_fts (note_fts, rowid, search) VALUES ('delete', old.id, old.search);
  INSERT INTO note_fts (rowid, search) VALUES (new.id, new.search);
END""",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the signature the runner calls
    """Add and fill the search text of notes, then the indexes."""
    db.connection().create_function("kobicrm_fold", 1, fold, deterministic=True)
    for statement in (*FILL, *INDEXES, *SEARCH):
        db.execute_sql(statement)
