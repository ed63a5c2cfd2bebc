"""Lists by company and by place, filters by what is there and what is missing."""

from __future__ import annotations

from typing import Any

from kobicrm.domain.order import company_order, place_order
from kobicrm.domain.turkish import fold

# The caller holds one transaction around all pending migrations.
atomic = False

COLUMNS = """
ALTER TABLE contact ADD COLUMN company_order TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN place_order TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE address ADD COLUMN province_fold TEXT NOT NULL DEFAULT '';
ALTER TABLE address ADD COLUMN district_fold TEXT NOT NULL DEFAULT ''
"""
# Rows are taken in the order they lie in; nothing but the new columns is written.
FILL = """
UPDATE address SET province_fold = kobicrm_fold(province), district_fold = kobicrm_fold(district);
UPDATE contact SET
  company_order = kobicrm_company_order(kind, name, coalesce((SELECT o.name
    FROM company_link AS l JOIN contact AS o ON o.id = l.company_id
    WHERE l.contact_id = contact.id AND l.position = 0), '')),
  place_order = coalesce((SELECT kobicrm_place_order(a.province, a.district) FROM address AS a
    WHERE a.contact_id = contact.id AND a.position = 0), kobicrm_place_order('', '')),
  gaps = (NOT EXISTS (SELECT 1 FROM phone WHERE contact_id = contact.id))
    + 2 * (NOT EXISTS (SELECT 1 FROM email WHERE contact_id = contact.id))
    + 4 * (NOT EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id))
    + 8 * (NOT EXISTS (SELECT 1 FROM company_link WHERE contact_id = contact.id))
    + 16 * (NOT EXISTS (SELECT 1 FROM address WHERE contact_id = contact.id AND province <> ''))
    + 32 * (NOT EXISTS (SELECT 1 FROM address WHERE contact_id = contact.id AND district <> ''))
    + 64 * (birthday = '')
"""
INDEXES = """
CREATE INDEX contact_by_company ON contact (company_order, name_key, id, deleted_at)
  WHERE deleted_at IS NULL;
CREATE INDEX contact_by_place ON contact (place_order, name_key, id, deleted_at)
  WHERE deleted_at IS NULL;
CREATE INDEX contact_by_gaps ON contact (gaps, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_kind ON contact (kind, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_lifecycle ON contact (lifecycle, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_owner ON contact (owner_id, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_source ON contact (source, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX address_by_province ON address (province_fold, contact_id);
CREATE INDEX address_by_district ON address (district_fold, contact_id)
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the signature the runner calls
    """Add the columns, fill them, and index them when they are filled."""
    connection = db.connection()
    for function, words in ((fold, 1), (company_order, 3), (place_order, 2)):
        name = f"kobicrm_{function.__name__}"
        connection.create_function(name, words, function, deterministic=True)
    for script in (COLUMNS, FILL, INDEXES):
        for statement in script.split(";"):
            db.execute_sql(statement)
