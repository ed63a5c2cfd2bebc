"""The first schema: shop, staff, contacts and their parts, custom fields, journal, search."""

from __future__ import annotations

import re
from typing import Any

# The caller holds one transaction around all pending migrations.
atomic = False

_CLEAN = "NOT GLOB '*[' || char(1) || '-' || char(8) || char(11) || '-' || char(31) || ']*'"


def _clean(column: str, limit: int) -> str:
    """Return a CHECK that repeats what the cleaner at the door guarantees."""
    return f"CHECK (length({column}) <= {limit} AND {column} {_CLEAN})"


SCHEMA = f"""
CREATE TABLE shop (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL {_clean("value", 200)}
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL {_clean("name", 200)},
  fold TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  ver INTEGER NOT NULL DEFAULT 1 CHECK (ver > 0),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL CHECK (length(name) > 0) {_clean("name", 200)},
  first_name TEXT NOT NULL {_clean("first_name", 200)},
  last_name TEXT NOT NULL {_clean("last_name", 200)},
  title TEXT NOT NULL {_clean("title", 200)},
  birthday TEXT NOT NULL CHECK (birthday = '' OR birthday GLOB '--[01][0-9]-[0-3][0-9]'
    OR birthday GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  tax_office TEXT NOT NULL {_clean("tax_office", 200)},
  tax_number TEXT NOT NULL {_clean("tax_number", 200)},
  iban TEXT NOT NULL {_clean("iban", 200)},
  language TEXT NOT NULL {_clean("language", 200)},
  lifecycle TEXT NOT NULL CHECK (lifecycle IN ('', 'lead', 'customer', 'supplier', 'passive')),
  source TEXT NOT NULL {_clean("source", 200)},
  preferred_channel TEXT NOT NULL {_clean("preferred_channel", 200)},
  preferred_time TEXT NOT NULL {_clean("preferred_time", 200)},
  origin TEXT NOT NULL {_clean("origin", 200)},
  owner_id INTEGER REFERENCES staff (id),
  name_fold TEXT NOT NULL,
  name_key TEXT NOT NULL,
  company_key TEXT NOT NULL,
  search TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_by INTEGER REFERENCES staff (id),
  deleted_at INTEGER
) STRICT;

CREATE TABLE phone (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  given TEXT NOT NULL {_clean("given", 200)},
  e164 TEXT NOT NULL,
  ext TEXT NOT NULL,
  label TEXT NOT NULL {_clean("label", 200)},
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE email (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  given TEXT NOT NULL {_clean("given", 320)},
  address TEXT NOT NULL {_clean("address", 320)},
  key TEXT NOT NULL,
  label TEXT NOT NULL {_clean("label", 200)},
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE social (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  given TEXT NOT NULL {_clean("given", 200)},
  network TEXT NOT NULL {_clean("network", 200)},
  handle TEXT NOT NULL {_clean("handle", 200)},
  label TEXT NOT NULL {_clean("label", 200)},
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE website (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  given TEXT NOT NULL {_clean("given", 2000)},
  url TEXT NOT NULL {_clean("url", 2000)},
  label TEXT NOT NULL {_clean("label", 200)},
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE address (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  street TEXT NOT NULL {_clean("street", 1000)},
  district TEXT NOT NULL {_clean("district", 200)},
  province TEXT NOT NULL {_clean("province", 200)},
  postcode TEXT NOT NULL {_clean("postcode", 200)},
  country TEXT NOT NULL {_clean("country", 200)},
  label TEXT NOT NULL {_clean("label", 200)},
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_link (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  company_id INTEGER NOT NULL REFERENCES contact (id),
  role TEXT NOT NULL {_clean("role", 200)},
  PRIMARY KEY (contact_id, position),
  CHECK (contact_id <> company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_tag (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL {_clean("name", 100)},
  fold TEXT NOT NULL,
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE external_code (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source TEXT NOT NULL {_clean("source", 200)},
  code TEXT NOT NULL {_clean("code", 200)},
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_field (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL {_clean("name", 100)},
  fold TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'date', 'yes_no', 'choice')),
  choices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(choices)),
  created_at INTEGER NOT NULL
) STRICT;

-- text: the exact value; amount: what sorts and compares (minor units of money, thousandths of
-- a number, 0 or 1 of a yes/no).
CREATE TABLE custom_value (
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  field_id INTEGER NOT NULL REFERENCES custom_field (id),
  text TEXT NOT NULL {_clean("text", 100_000)},
  amount INTEGER,
  PRIMARY KEY (contact_id, field_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (length(text) > 0) {_clean("text", 100_000)},
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE changeset (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  door TEXT NOT NULL,
  application TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(detail)),
  undoes INTEGER REFERENCES changeset (id),
  undone_by INTEGER REFERENCES changeset (id)
) STRICT;

-- One row a record and changeset. fields: {{"field": [old, new]}} for changes, the whole old
-- record for removals, nothing for a creation (its values are the record itself).
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  changeset_id INTEGER NOT NULL REFERENCES changeset (id),
  kind TEXT NOT NULL,
  record_uid BLOB NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('create', 'update', 'trash', 'restore', 'remove')),
  fields TEXT
) STRICT;

-- deleted_at is in the lists' indexes too: without it SQLite opens the row to look at it.
CREATE INDEX contact_by_name ON contact (name_key, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_created ON contact (created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_updated ON contact (updated_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_fold ON contact (name_fold);
CREATE INDEX contact_by_company_key ON contact (company_key) WHERE company_key <> '';
CREATE INDEX contact_by_tax_number ON contact (tax_number) WHERE tax_number <> '';
CREATE INDEX contact_by_deleted ON contact (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX phone_by_number ON phone (e164) WHERE e164 <> '';
CREATE INDEX email_by_key ON email (key);
CREATE INDEX company_link_by_company ON company_link (company_id);
CREATE INDEX contact_tag_by_fold ON contact_tag (fold, contact_id);
CREATE UNIQUE INDEX external_code_by_code ON external_code (code, source, contact_id);
CREATE INDEX custom_value_by_amount ON custom_value (field_id, amount);
CREATE INDEX custom_value_by_text ON custom_value (field_id, text);
CREATE INDEX note_by_contact ON note (contact_id, at);
CREATE INDEX change_by_changeset ON change (changeset_id);
CREATE INDEX change_by_record ON change (record_uid);
CREATE INDEX changeset_by_undoes ON changeset (undoes) WHERE undoes IS NOT NULL;

CREATE VIRTUAL TABLE contact_fts USING fts5 (
  search, content='contact', content_rowid='id', tokenize='trigram', detail='none',
  columnsize=0
);
CREATE VIRTUAL TABLE contact_vocab USING fts5vocab ('contact_fts', 'row');

CREATE TRIGGER contact_fts_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_fts (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER contact_fts_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_fts (contact_fts, rowid, search) VALUES ('delete', old.id, old.search);
END;
CREATE TRIGGER contact_fts_update AFTER UPDATE OF search ON contact
WHEN old.search <> new.search BEGIN
  INSERT INTO contact_fts (contact_fts, rowid, search) VALUES ('delete', old.id, old.search);
  INSERT INTO contact_fts (rowid, search) VALUES (new.id, new.search);
END
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the signature the runner calls
    """Create everything; the caller sets user_version and application_id."""
    # A trigger's inner statements are never followed by a blank line or CREATE.
    for statement in re.split(r";\n(?=\n|CREATE)", SCHEMA.strip().rstrip(";")):
        db.execute_sql(statement)
    # Tells this database from every other one, in the sidecars of its backups.
    db.execute_sql("INSERT INTO shop VALUES ('database_uid', lower(hex(randomblob(16))))")
