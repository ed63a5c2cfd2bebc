"""All of a database as plain values, so that two of them can be compared to the last byte."""

from __future__ import annotations

import json
from typing import Any

from kobicrm.services.session import Session

# What is compared of each table: numbers of rows give way to the uids of what they name.
_CONTACT = "(SELECT hex(uid) FROM contact WHERE id = x.contact_id) AS contact_id"
_STAFF = "(SELECT hex(uid) FROM staff WHERE id = x.{0}) AS {0}"
_SPECIAL = {
    "contact_id": _CONTACT,
    "company_id": "(SELECT hex(uid) FROM contact WHERE id = x.company_id) AS company_id",
    "field_id": "(SELECT name FROM custom_field WHERE id = x.field_id) AS field_id",
    **{
        key: _STAFF.format(key)
        for key in ("owner_id", "created_by", "updated_by", "staff_id", "assignee_id")
    },
}
_LEFT_OUT = (
    "schema",
    "sqlite_",
    "contact_fts",
    "contact_vocab",
    "note_fts",
    "note_vocab",
    "migratehistory",
)


def snapshot(shop: Session, *, of_acts: bool = True) -> dict[str, list[str]]:
    """Return every row of every table; ids of records and the database's own mark left out.

    Without ``of_acts`` the uids of acts are left out too: an act done twice has two.
    """
    with shop.store.reading() as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [row[0] for row in tables if not row[0].startswith(_LEFT_OUT)]
        return {name: _rows(connection, name, of_acts=of_acts) for name in sorted(names)}


def _rows(connection: Any, table: str, *, of_acts: bool) -> list[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [one for one in columns if one != "id" or table == "changeset"]
    if table == "changeset" and not of_acts:
        kept.remove("uid")
    shown = ", ".join(_SPECIAL.get(one, f"x.{one}") for one in kept)
    order = " ORDER BY x.id" if table in ("change", "changeset", "note") else ""
    rows = connection.execute(f"SELECT {shown} FROM {table} AS x{order}").fetchall()
    made = [json.dumps(_plain(dict(zip(kept, row, strict=True))), sort_keys=True) for row in rows]
    made = [one for one in made if '"database_uid"' not in one]
    return made if order and table != "note" else sorted(made)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    values = {key: one.hex() if isinstance(one, bytes) else one for key, one in row.items()}
    if values.get("op") == "remove":
        # The number a removed contact had is nobody's elsewhere.
        values["fields"] = {k: v for k, v in json.loads(values["fields"]).items() if k != "id"}
    for key in ("fields", "detail"):
        if isinstance(values.get(key), str):
            values[key] = json.loads(values[key])
    return values
