"""The C floor of an import: the sqlite3 shell reads the file and fills our tables by SQL.

It checks nothing, knows no Turkish letters and finds nobody again; it writes as many rows into
the same tables, indexes and full-text index, in one transaction.
"""

from __future__ import annotations

from pathlib import Path

_NOW = "unixepoch() * 1000000"
_FILL = f"""
INSERT INTO changeset (uid, at, door, application, action)
  VALUES (randomblob(16), {_NOW}, 'floor', 'floor', 'import');
INSERT INTO custom_field (uid, name, fold, type, created_at)
  VALUES (randomblob(16), 'Bakiye', 'bakiye', 'money', {_NOW});
CREATE TEMP TABLE firm (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
INSERT INTO firm (name) SELECT DISTINCT "Firma" FROM list WHERE "Firma" <> '';
INSERT INTO contact (id, uid, kind, name, first_name, last_name, title, birthday, tax_office,
  tax_number, iban, language, lifecycle, source, preferred_channel, preferred_time, origin,
  name_fold, name_key, company_key, search, created_at, updated_at)
SELECT id, randomblob(16), 'company', name, '', '', '', '', '', '', '', '', '', '', '', '',
  'list', lower(name), name, lower(name), lower(name) || '||', {_NOW}, {_NOW} FROM firm;
CREATE TEMP TABLE base AS SELECT max(id) AS id FROM firm;
INSERT INTO contact (id, uid, kind, name, first_name, last_name, title, birthday, tax_office,
  tax_number, iban, language, lifecycle, source, preferred_channel, preferred_time, origin,
  name_fold, name_key, company_key, search, created_at, updated_at)
SELECT l.rowid + b.id, randomblob(16), 'person', l."Ad Soyad",
  substr(l."Ad Soyad", 1, instr(l."Ad Soyad", ' ') - 1),
  substr(l."Ad Soyad", instr(l."Ad Soyad", ' ') + 1), '',
  CASE WHEN l."Doğum Tarihi" = '' THEN '' ELSE substr(l."Doğum Tarihi", 7) || '-' ||
    substr(l."Doğum Tarihi", 4, 2) || '-' || substr(l."Doğum Tarihi", 1, 2) END,
  '', '', '', '', '', '', '', '', 'list', lower(l."Ad Soyad"), l."Ad Soyad", '',
  lower(l."Ad Soyad" || '|' || l."Firma" || '|' || l."Cep Telefonu" || '|' || l."Sabit Telefon"
    || '|' || l."E-posta" || '|' || l."İlçe" || '|' || l."İl" || '|' || l."Etiket") || '||',
  {_NOW}, {_NOW}
FROM list AS l, base AS b;
INSERT INTO phone SELECT l.rowid + b.id, 0, l."Cep Telefonu",
  '+90' || substr(replace(replace(replace(l."Cep Telefonu", ' ', ''), '(', ''), ')', ''), -10),
  '', 'mobile', 1 FROM list AS l, base AS b WHERE l."Cep Telefonu" <> '';
INSERT INTO phone SELECT l.rowid + b.id, l."Cep Telefonu" <> '', l."Sabit Telefon",
  '+90' || substr(replace(l."Sabit Telefon", ' ', ''), -10), '', '', 1
  FROM list AS l, base AS b WHERE l."Sabit Telefon" <> '';
INSERT INTO email SELECT l.rowid + b.id, 0, l."E-posta", l."E-posta", l."E-posta", '', 1
  FROM list AS l, base AS b WHERE l."E-posta" <> '';
INSERT INTO address SELECT l.rowid + b.id, 0, '', l."İlçe", l."İl", '', '', '', '', ''
  FROM list AS l, base AS b;
INSERT INTO company_link SELECT l.rowid + b.id, 0, f.id, ''
  FROM list AS l JOIN firm AS f ON f.name = l."Firma", base AS b WHERE l."Firma" <> '';
INSERT INTO contact_tag SELECT l.rowid + b.id, 0,
  substr(l."Etiket", 1, iif(instr(l."Etiket", ','), instr(l."Etiket", ',') - 1, 100)),
  substr(l."Etiket", 1, iif(instr(l."Etiket", ','), instr(l."Etiket", ',') - 1, 100))
  FROM list AS l, base AS b WHERE l."Etiket" <> '';
INSERT INTO contact_tag SELECT l.rowid + b.id, 1, substr(l."Etiket", instr(l."Etiket", ',') + 2),
  substr(l."Etiket", instr(l."Etiket", ',') + 2)
  FROM list AS l, base AS b WHERE instr(l."Etiket", ',');
INSERT INTO note (uid, contact_id, text, at)
  SELECT randomblob(16), l.rowid + b.id, l."Not", {_NOW} FROM list AS l, base AS b
  WHERE l."Not" <> '';
INSERT INTO custom_value SELECT l.rowid + b.id, 1, 'TRY',
  CAST(replace(replace(l."Bakiye", '.', ''), ',', '') AS INTEGER) FROM list AS l, base AS b;
INSERT INTO change (changeset_id, kind, record_uid, op) SELECT 1, 'contact', uid, 'create'
  FROM contact;
"""


def floor_script(file: Path, database: Path, *, late: bool) -> str:
    """Return what the sqlite3 shell is told; with ``late`` it makes the indexes after the load.

    ``database`` is an empty one of ours; its index and trigger definitions are read from it.
    """
    import sqlite3

    connection = sqlite3.connect(database)
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    trigger = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'contact_fts_insert'"
    ).fetchone()[0]
    connection.close()
    before = [f"DROP INDEX {name};" for name, _sql in indexes]
    after = [f"{sql};" for _name, sql in indexes]
    after.append("INSERT INTO contact_fts (contact_fts) VALUES ('rebuild');")
    return "\n".join(
        (
            "PRAGMA synchronous = full;\nPRAGMA foreign_keys = 1;\nPRAGMA secure_delete = 1;",
            'CREATE TEMP TABLE list ("Ad Soyad", "Cep Telefonu", "Sabit Telefon", "E-posta",'
            ' "Firma", "İlçe", "İl", "Doğum Tarihi", "Etiket", "Not", "Bakiye");',
            f'.mode csv\n.separator ;\n.import --skip 1 --schema temp "{file}" list',
            "BEGIN IMMEDIATE;",
            *(("DROP TRIGGER contact_fts_insert;", *before) if late else ()),
            _FILL,
            *((*after, f"{trigger};") if late else ()),
            "COMMIT;",
        )
    )
