"""Counting live contacts by value, from indexes alone; what is in the trash is taken off."""

from __future__ import annotations

from kobicrm.domain.turkish import sort_key
from kobicrm.errors import UsageError
from kobicrm.storage.database import Store

# Child tables count by their folded column and show one of its spellings.
_PARTS = {
    "tags": ("contact_tag", "fold", "name"),
    "province": ("address", "province_fold", "province"),
    "district": ("address", "district_fold", "district"),
}
_COLUMNS = {
    "lifecycle": "SELECT lifecycle, count(*) FROM contact INDEXED BY contact_by_lifecycle"
    " WHERE deleted_at IS NULL GROUP BY lifecycle",
    "source": "SELECT source, count(*) FROM contact INDEXED BY contact_by_source"
    " WHERE deleted_at IS NULL GROUP BY source",
    "owner": "SELECT s.name, f.n FROM (SELECT owner_id, count(*) AS n FROM contact"
    " INDEXED BY contact_by_owner WHERE deleted_at IS NULL GROUP BY owner_id) AS f"
    " JOIN staff AS s ON s.id = f.owner_id",
}
FACETS = (*_PARTS, *_COLUMNS)


def facets(store: Store, field: str) -> list[tuple[str, int]]:
    """Return (value, contacts with it), most frequent first, then in Turkish order."""
    if field in _PARTS:
        found = _of_part(store, *_PARTS[field])
    elif field in _COLUMNS:
        found = [(str(row[0]), row[1]) for row in store.connection().execute(_COLUMNS[field])]
    else:
        raise UsageError("field_unknown", field=field, known=", ".join(FACETS))
    wanted = [(value, count) for value, count in found if value and count > 0]
    return sorted(wanted, key=lambda pair: (-pair[1], sort_key(pair[0])))


def _of_part(store: Store, table: str, fold: str, shown: str) -> list[tuple[str, int]]:
    execute = store.connection().execute
    counted = dict(
        execute(
            f"SELECT {fold}, count(DISTINCT contact_id) FROM {table} WHERE {fold} <> ''"
            f" GROUP BY {fold}"
        )
    )
    gone = execute(
        f"SELECT p.{fold}, count(DISTINCT p.contact_id) FROM contact AS c CROSS JOIN {table} AS p"
        f" ON p.contact_id = c.id WHERE c.deleted_at IS NOT NULL GROUP BY p.{fold}"
    )
    for value, count in gone:
        if value in counted:
            counted[value] -= count
    sql = f"SELECT {shown} FROM {table} WHERE {fold} = ? LIMIT 1"
    return [(str(execute(sql, (value,)).fetchone()[0]), n) for value, n in counted.items()]
