"""Who sends the shop's letters: the account of the settings with its password, and sending one."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kobicrm.config_values import SmtpSettings
from kobicrm.errors import NotSent, ValidationError
from kobicrm.exchange import mail_out
from kobicrm.exchange.mail_out import Account

PASSWORD = "KOBICRM_SMTP_PASSWORD"  # noqa: S105 - the name of the variable
_COMMAND_SECONDS = 30
_LONGEST = 1_000
# Nobody else may read it or write to it.
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Post:
    """The account of the shop, ready to send: everything that can be checked before is."""

    account: Account
    sender: str
    recipient: str

    def send(self, subject: str, text: str, at: datetime) -> None:
        """Send one letter to the recipient of the settings; ``at`` is aware.

        Raises NotSent (it certainly did not go out) or Uncertain (it may have).
        """
        letter = mail_out.letter(self.sender, self.recipient, subject, text, at)
        with mail_out.connected(self.account) as server:
            mail_out.send(server, letter)


def post_of(settings: SmtpSettings) -> Post:
    """Return what the settings tell; without a recipient the sender writes to himself.

    Raises ValidationError("mail_not_set_up") naming what is missing, ValidationError for what is
    no address, and NotSent when the password can't be had.
    """
    for key in ("host", "sender"):
        if not getattr(settings, key):
            raise ValidationError("mail_not_set_up", key=f"smtp.{key}")
    recipient = settings.recipient or settings.sender
    for address in (settings.sender, recipient):
        mail_out.address_of(address)
    password = _password(settings) if settings.user else ""
    account = Account(settings.host, settings.port, settings.security, settings.user, password)
    return Post(account, settings.sender, recipient)


def _password(settings: SmtpSettings) -> str:
    if given := os.environ.get(PASSWORD):
        return given
    if settings.password_file:
        return _of_file(Path(settings.password_file).expanduser())
    if settings.password_command:
        return _of_command(settings.password_command)
    raise ValidationError("mail_not_set_up", key="smtp.password_file")


def _of_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                raise NotSent("mail_password_open", file=path)
            return file.readline(_LONGEST).rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        raise NotSent("mail_password", source=path) from error


def _of_command(command: str) -> str:
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the owner's own settings name it; no shell reads it
            words,
            capture_output=True,
            check=True,
            timeout=_COMMAND_SECONDS,
            stdin=subprocess.DEVNULL,
        )
        [password, *_rest] = done.stdout.decode("utf-8").splitlines()
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise NotSent("mail_password", source="smtp.password_command") from error
    return password
