"""Where KobiCRM keeps its files. Nothing is created or read when this is imported."""

from __future__ import annotations

import os
from pathlib import Path

APP = "kobicrm"
DATABASE_NAME = "kobicrm.db"
DEMO_NAME = "demo.db"
ENV_DATABASE = "KOBICRM_DB"
ENV_CONFIG = "KOBICRM_CONFIG"


def data_dir() -> Path:
    """Return the platform's folder for this user's data."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def state_dir() -> Path:
    """Return the platform's folder for what may be lost without harm (drafts, window state)."""
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)


def log_dir() -> Path:
    """Return the platform's folder for logs."""
    from platformdirs import user_log_path

    return user_log_path(APP, appauthor=False)


def database_file() -> Path:
    """Return the database to open: ``KOBICRM_DB``, else kobicrm.db in the data folder."""
    given = os.environ.get(ENV_DATABASE, "")
    return Path(given).expanduser() if given else data_dir() / DATABASE_NAME


def demo_file() -> Path:
    """Return the place of the demo shop; never the shop's own database."""
    return data_dir() / DEMO_NAME


def backup_dir() -> Path:
    """Return the default folder of backups."""
    return data_dir() / "backups"


def config_file() -> Path:
    """Return the settings file: ``KOBICRM_CONFIG``, else config.toml in the config folder."""
    given = os.environ.get(ENV_CONFIG, "")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def private_dir(path: Path) -> Path:
    """Return ``path`` after making it, with its missing parents, for this user only (0700).

    A folder that is already there keeps its mode: it may be a shared disk. OSError when it
    can't be made.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path
