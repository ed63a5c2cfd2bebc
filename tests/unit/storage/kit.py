"""Parts of tests in a process of their own, and databases of older programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from kobicrm.storage.opening import MIGRATIONS, open_store

ROOT = Path(__file__).parents[3]
# Somebody without rights: "nobody" where tests run as root.
NOBODY = 65534

_FRONT = """
import os, sys
os.umask(int(os.environ.get("TEST_UMASK", "0o022"), 8))
from pathlib import Path
from kobicrm.errors import KobiError
from kobicrm.services import contacts, undo
from kobicrm.services.session import open_session
path = Path(sys.argv[1])
if os.environ.get("TEST_NOBODY") and os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
"""
_BACK = """
except KobiError as error:
    print(error.code, error.exit_code)
    sys.exit(error.exit_code)
"""


def start(
    code: str, *arguments: object, umask: str = "0o022", as_nobody: bool = False
) -> subprocess.Popen[str]:
    """Start ``code`` in a new process; a KobiError prints its code and gives its exit code."""
    body = "".join(f"    {line}\n" for line in code.strip().splitlines())
    environment = {**os.environ, "TEST_UMASK": umask, "TEST_NOBODY": "1" if as_nobody else ""}
    return subprocess.Popen(
        [sys.executable, "-c", _FRONT + body + _BACK, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    """Return what a process printed; no traceback may be among it."""
    out, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors, errors
    return out.strip()


def run(code: str, *arguments: object, umask: str = "0o022", as_nobody: bool = False) -> str:
    """Run ``code`` to its end and return what it printed."""
    return finish(start(code, *arguments, umask=umask, as_nobody=as_nobody))


def as_of_schema(number: int, database: Path, target: Path) -> Path:
    """Make ``target``: what is in ``database``, as the program of an older schema kept it."""
    folder = target.with_name(f"geçiş-{number}")
    folder.mkdir()
    for migration in sorted(MIGRATIONS.glob("[0-9]*.py"))[:number]:
        shutil.copy(migration, folder)
    open_store(target, directory=folder).close()
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS new", (str(database),))
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'"
        ).fetchall()
        connection.execute("BEGIN")
        for (table,) in tables:
            columns = ", ".join(
                row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")
            )
            connection.execute(
                f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}"
            )
        connection.execute("COMMIT")
    return target
