"""Settings: one frozen value read from a TOML file, and changes that keep its comments.

An unknown key or a bad value is an error naming the file and the key, never ignored: a typing
mistake in the backup section must not be found out on the day the backup is needed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kobicrm.config_values import (
    DEFAULT_KEEP,
    BackupSettings,
    Keep,
    MailSettings,
    SmtpSettings,
    parse_keep,
    text_fits,
)
from kobicrm.errors import BadFile, ValidationError

__all__ = [
    "DEFAULT_KEEP",
    "KEYS",
    "BackupSettings",
    "Keep",
    "MailSettings",
    "Settings",
    "SmtpSettings",
    "changed",
    "get_value",
    "language_wish",
    "load",
    "parse_keep",
    "set_value",
    "write_private",
]

TRUE = ("true", "yes", "on", "1", "evet")
FALSE = ("false", "no", "off", "0", "hayır", "hayir")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of this user. ``wait`` is in seconds; ``keys`` maps binding ids to keys."""

    language: str = ""
    theme: str = ""
    staff: str = ""
    wait: float = 60.0
    glyphs: str = ""
    backup: BackupSettings = field(default_factory=BackupSettings)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    keys: Mapping[str, str] = field(default_factory=dict)


# dotted key -> what it takes; the order is the order `config show` prints
KEYS: dict[str, str] = {
    "language": "language",
    "theme": "text",
    "staff": "text",
    "wait": "seconds",
    "glyphs": "glyphs",
    "backup.dir": "text",
    "backup.keep": "keep",
    "backup.compress": "flag",
    "backup.recipients": "list",
    "backup.identity_file": "text",
    "smtp.host": "text",
    "smtp.port": "port",
    "smtp.security": "security",
    "smtp.user": "text",
    "smtp.password_file": "text",
    "smtp.password_command": "text",
    "smtp.sender": "text",
    "smtp.recipient": "text",
    "mail.folder": "text",
}
_SECTIONS: dict[str, Callable[..., Any]] = {
    "backup": BackupSettings,
    "smtp": SmtpSettings,
    "mail": MailSettings,
}


def load(path: Path) -> Settings:
    """Return the settings in ``path``; the defaults when the file does not exist.

    ValidationError names the file and the key that is wrong, BadFile when it can't be read.
    """
    flat, keys = _flatten(_read(path), path)
    top = {key: _checked(key, value, path) for key, value in flat.items()}
    plain = {key: value for key, value in top.items() if "." not in key}
    sections = {
        name: make(**{k.removeprefix(f"{name}."): v for k, v in top.items() if f"{name}." in k})
        for name, make in _SECTIONS.items()
    }
    return Settings(**plain, **sections, keys=keys)


def language_wish(path: Path) -> str:
    """Return the language the settings ask for, '' when they can't tell; never fails.

    It is looked up before any text is loaded, so a broken file is reported later, in words.
    """
    try:
        wish = _read(path).get("language", "")
    except (BadFile, ValidationError):
        return ""
    return wish if isinstance(wish, str) else ""


def get_value(settings: Settings, key: str) -> object:
    """Return the value of a dotted key; ValidationError when there is no such key."""
    if key.startswith("keys."):
        return settings.keys.get(key.removeprefix("keys."), "")
    _known(key, None)
    section, _, name = key.rpartition(".")
    return getattr(getattr(settings, section) if section else settings, name)


def changed(settings: Settings, key: str, text: str) -> Settings:
    """Return ``settings`` with ``text`` as the value of a dotted key; '' gives its default.

    ValidationError for an unknown key or a bad value.
    """
    if key.startswith("keys.") and key != "keys.":
        name = key.removeprefix("keys.")
        keys = {one: wish for one, wish in settings.keys.items() if one != name}
        return replace(settings, keys=keys | ({name: text.strip()} if text.strip() else {}))
    _known(key, None)
    section, _, name = key.rpartition(".")
    value = {name: _typed(key, text, Path())}
    if section:
        value = {section: replace(getattr(settings, section), **value)}
    return replace(settings, **value)


def set_value(path: Path, key: str, text: str) -> object:
    """Write ``text`` as the value of a dotted key into ``path`` and return the value stored.

    Comments and order of the file are kept, the file is replaced at once and readable by its
    owner only. An empty text takes the key out of the file. ValidationError for an unknown
    key, a bad value, or a file that is already wrong.
    """
    import tomlkit

    load(path)
    if key.startswith("keys.") and key != "keys.":
        section, name, value = "keys", key.removeprefix("keys."), text.strip()
    else:
        _known(key, None)
        section, _, name = key.rpartition(".")
        value = _typed(key, text, path)
    document = tomlkit.parse(path.read_text("utf-8") if path.exists() else "")
    if section and section not in document:
        document[section] = tomlkit.table()
    table: Any = document[section] if section else document
    if text.strip():
        table[name] = list(value) if isinstance(value, tuple) else value
    else:
        table.pop(name, None)
    write_private(path, tomlkit.dumps(document))
    return value


def write_private(path: Path, text: str) -> None:
    """Replace ``path`` by ``text`` in one step, mode 0600; after a failure the old file stands."""
    from kobicrm.paths import private_dir

    private_dir(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        # A settings file that is a link (dotfiles in a repository) keeps being one.
        temporary.replace(path.resolve() if path.is_symlink() else path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BadFile("config_not_writable", file=path, reason=error.strerror or "") from error
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(path: Path) -> dict[str, Any]:
    """Return the parsed file, {} when there is none."""
    try:
        if not path.exists():
            return {}
        if not path.is_file():
            raise BadFile("config_unreadable", file=path)
        data = path.read_bytes()
    except OSError as error:
        raise BadFile("config_unreadable", file=path) from error
    # Only now: most shops have no such file, and every start would pay for the parser.
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValidationError("config_not_toml", file=path, line=_line(str(error))) from error
    except UnicodeDecodeError as error:
        raise ValidationError("config_not_toml", file=path, line="") from error


def _line(message: str) -> str:
    """Return the line number a TOML error names, '' when it names none."""
    _, _, rest = message.partition("line ")
    return rest.partition(",")[0] if rest[:1].isdigit() else ""


def _flatten(raw: dict[str, Any], path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values by dotted key and the key bindings; ValidationError for unknown keys."""
    flat: dict[str, Any] = {}
    for name, value in raw.items():
        if name == "keys" and isinstance(value, dict):
            continue
        if name in _SECTIONS and isinstance(value, dict):
            flat.update({f"{name}.{inner}": v for inner, v in value.items()})
        else:
            flat[name] = value
    for key in flat:
        _known(key, path)
    keys: dict[str, str] = {}
    for name, value in raw.get("keys", {}).items():
        if not isinstance(value, str):
            raise ValidationError("config_bad_value", file=path, key=f"keys.{name}", value=value)
        keys[name] = value
    return flat, keys


def _known(key: str, path: Path | None) -> None:
    if key in KEYS:
        return
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1, cutoff=0.5)
    nearest = near[0] if near else ""
    if path is None:
        raise ValidationError("config_no_such_key", key=key, nearest=nearest)
    raise ValidationError("config_unknown_key", file=path, key=key, nearest=nearest)


def _checked(key: str, value: Any, path: Path) -> Any:
    """Return a value of the file in its final type; ValidationError naming file and key."""
    kind = KEYS[key]
    if kind == "flag" and isinstance(value, bool):
        return value
    if kind == "seconds" and isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value <= 86_400:
            return float(value)
    elif kind == "port":
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 65_535:
            return value
    elif kind == "list" and isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return tuple(value)
    elif isinstance(value, str) and text_fits(kind, value):
        return value
    raise ValidationError("config_bad_value", file=path, key=key, value=value)


def _typed(key: str, text: str, path: Path) -> Any:
    """Return ``text`` from the command line as the type ``key`` takes; '' gives its default."""
    kind, text = KEYS[key], text.strip()
    if not text:
        return get_value(Settings(), key)
    value: Any = text
    if kind == "flag" and text in TRUE + FALSE:
        value = text in TRUE
    elif kind == "list":
        value = [part.strip() for part in text.split(",") if part.strip()]
    elif kind in ("seconds", "port"):
        with suppress(ValueError):
            value = float(text) if kind == "seconds" else int(text)
    return _checked(key, value, path)
