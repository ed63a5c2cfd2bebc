"""A real SMTP server in this process, that can also be told to fail at any point."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

CERTIFICATE = Path(__file__).parent / "data" / "localhost.pem"
USER, PASSWORD = "dükkân@ornek.com", "gizli şifre 1"


class Mailbox:
    """What arrived, and what goes wrong: ``fails`` names a step (rcpt, data, lost)."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.logins = 0
        self.fails = ""
        self.port = 0

    def login(
        self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        self.logins += right
        return AuthResult(success=right, handled=False)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.fails == "rcpt":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.fails == "data":
            return "552 too much\x1b[31m"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if self.fails == "lost":
            server.transport.abort()
        return "250 taken"


class _Server(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running(security: str = "starttls", *, login: bool = True) -> Iterator[Mailbox]:
    """Run a server on this computer; ``security`` as the settings name it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    mailbox = Mailbox()
    options: dict[str, Any] = {"authenticator": mailbox.login, "auth_required": login}
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    elif security == "tls":
        options |= {"ssl_context": context}
    if security != "starttls":
        options |= {"auth_require_tls": False}
    controller = _Server(mailbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        mailbox.port = controller.port
        yield mailbox
    finally:
        controller.stop()
