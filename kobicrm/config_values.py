"""The sections of the settings file as frozen values, and what a text in them may be."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.errors import ValidationError

DEFAULT_KEEP = "daily=7,weekly=4,monthly=12"
LANGUAGES = ("", "tr", "en")
GLYPHS = ("", "ascii")
SECURITIES = ("starttls", "tls", "none")


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups are kept: one for each of the last days, weeks and months."""

    daily: int = 0
    weekly: int = 0
    monthly: int = 0


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """The ``[backup]`` section. Empty ``dir``: the default folder; empty ``keep``: keep all."""

    dir: str = ""
    keep: str = ""
    compress: bool = False
    recipients: tuple[str, ...] = ()
    identity_file: str = ""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The ``[smtp]`` section: the server that sends e-mail, never the password itself.

    Port 0 is the usual one of ``security``. The password comes from the environment
    (KOBICRM_SMTP_PASSWORD), a file only its owner may read, or the output of a command.
    """

    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password_file: str = ""
    password_command: str = ""
    sender: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The ``[mail]`` section: a folder whose messages become interactions, '' for none."""

    folder: str = ""


def parse_keep(text: str) -> Keep:
    """Return the counts of ``daily=7,weekly=4,monthly=12``; ValidationError when it is not that."""
    counts: dict[str, int] = {}
    for part in text.split(","):
        name, sign, number = (piece.strip() for piece in part.partition("="))
        known = name in ("daily", "weekly", "monthly") and name not in counts
        if not (known and sign and number.isascii() and number.isdigit() and len(number) <= 4):
            raise ValidationError("keep_invalid", text=text)
        counts[name] = int(number)
    if not any(counts.values()):
        raise ValidationError("keep_invalid", text=text)
    return Keep(**counts)


def text_fits(kind: str, value: str) -> bool:
    """Return whether a text is one that a setting of this kind takes."""
    if kind == "language":
        return value in LANGUAGES
    if kind == "glyphs":
        return value in GLYPHS
    if kind == "security":
        return value in SECURITIES
    if kind == "keep" and value:
        try:
            parse_keep(value)
        except ValidationError:
            return False
    return kind in ("text", "keep")
