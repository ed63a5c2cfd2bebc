"""Sending e-mail through an SMTP server, knowing of each letter whether it went out.

A failure before the server was given the letter's last line is certain: :class:`NotSent`. One
after that, until the server's answer is read, is :class:`Uncertain`: the letter may be on its
way, and nobody sends it again by himself. Certificates of servers are always verified, and a
password never goes over a line that is not encrypted, but for one that stays in this computer.
"""

from __future__ import annotations

import base64
import email.policy
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from kobicrm.domain.clean import clean_line
from kobicrm.domain.emails import parse_email
from kobicrm.errors import NotSent, Uncertain, ValidationError

PORTS = {"starttls": 587, "tls": 465, "none": 25}
# For each answer of the server; whoever sends holds nothing of the database meanwhile.
TIMEOUT_SECONDS = 30.0
_HERE = ("localhost", "127.0.0.1", "::1")
_WELCOME, _GO_AHEAD, _TAKEN, _PASSED_ON = 235, 354, 250, 251
# RFC 5321, section 4.5.2: a line that begins with a dot gets another one.
_DOT = re.compile(rb"^\.", re.MULTILINE)
_POLICY = email.policy.SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Account:
    """A server to send through, and who one is there; ``security`` starttls, tls or none.

    Port 0 is the usual one; an empty ``user`` sends without a password.
    """

    host: str
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT_SECONDS


def letter(sender: str, recipient: str, subject: str, text: str, at: datetime) -> EmailMessage:
    """Return a letter of plain text; ``at`` is an aware instant.

    Addresses may carry a name (``Yılmaz Gıda <bilgi@ornek.com>``). A line break ends no header:
    subject and names are one line each. ValidationError("mail_address") for what is no address.
    """
    message = EmailMessage(policy=_POLICY)
    own = address_of(sender)
    message["From"], message["To"] = own, address_of(recipient)
    message["Subject"] = clean_line(subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=own.domain)
    # RFC 3834: nobody's holiday answers to a program.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def address_of(text: str) -> Address:
    """Return an address with the name before it; ValidationError("mail_address")."""
    name, _sign, inner = clean_line(text).rpartition("<")
    found = parse_email(inner.removesuffix(">") if name or _sign else text)
    user, _at, domain = found.address.rpartition("@")
    if not user or not found.address.isascii():
        raise ValidationError("mail_address", value=text)
    return Address(name.strip(' "'), user, domain)


@contextmanager
def connected(account: Account) -> Iterator[smtplib.SMTP]:
    """Give a connection on which letters can be sent one after another; NotSent when none is."""
    try:
        server = _opened(account)
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent("mail_login", host=account.host) from error
    except ssl.SSLError as error:
        raise NotSent("mail_certificate", host=account.host) from error
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise NotSent("mail_unreachable", host=account.host, reason=_reason(error)) from error
    try:
        yield server
    finally:
        # What was taken stays taken, however the conversation ends.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _opened(account: Account) -> smtplib.SMTP:
    port = account.port or PORTS[account.security]
    context = ssl.create_default_context()
    if account.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            account.host, port, timeout=account.timeout, context=context
        )
    else:
        server = smtplib.SMTP(account.host, port, timeout=account.timeout)
    try:
        server.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            server.starttls(context=context)
            server.ehlo()
        if account.user:
            if account.security == "none" and account.host not in _HERE:
                raise NotSent("mail_needs_encryption", host=account.host)
            _login(server, account)
    except BaseException:
        server.close()
        raise
    return server


def _login(server: smtplib.SMTP, account: Account) -> None:
    if "PLAIN" not in server.esmtp_features.get("auth", "").split():
        server.login(account.user, account.password)
        return
    # RFC 4616; the library's own way takes ASCII only.
    told = base64.b64encode(f"\0{account.user}\0{account.password}".encode()).decode("ascii")
    code, answer = server.docmd("AUTH", f"PLAIN {told}")
    if code != _WELCOME:
        raise smtplib.SMTPAuthenticationError(code, answer)


def send(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Hand one letter over. Raises NotSent or Uncertain, see above."""
    host = str(getattr(server, "_host", ""))
    sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    data = _DOT.sub(b"..", message.as_bytes())
    try:
        for code, answer in (server.mail(sender), server.rcpt(recipient), server.docmd("DATA")):
            if code not in (_TAKEN, _PASSED_ON, _GO_AHEAD):
                raise NotSent("mail_refused", host=host, reason=_said(code, answer))
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent("mail_unreachable", host=host, reason=_reason(error)) from error
    try:
        server.send(data + (b"" if data.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, answer = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Uncertain("mail_uncertain", host=host) from error
    if code != _TAKEN:
        raise NotSent("mail_refused", host=host, reason=_said(code, answer))


def _said(code: int, answer: bytes) -> str:
    return clean_line(f"{code} {answer.decode('ascii', 'replace')}")[:200]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _said(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return clean_line(getattr(error, "strerror", "") or str(error))[:200]
