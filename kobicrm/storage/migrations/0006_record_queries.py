"""What queries on interactions look up: those of a channel or an outcome, by time."""

from __future__ import annotations

from typing import Any

# The caller holds one transaction around all pending migrations.
atomic = False

STATEMENTS = (
    "DROP INDEX interaction_by_channel",
    "CREATE INDEX interaction_by_channel ON interaction (channel, at, contact_id)",
    "CREATE INDEX interaction_by_outcome ON interaction (outcome, at, contact_id)"
    " WHERE outcome <> ''",
)


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the signature the runner calls
    """Let the indexes follow the order of the list."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
