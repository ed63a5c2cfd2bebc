"""Handing an address to another program: the telephone, the mail program, the browser.

The one door out. Nothing of the data is ever opened by itself: a person has seen the whole
address and pressed Enter on it. Only four schemes pass, whatever the data says.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from kobicrm.domain.turkish import lower_invariant
from kobicrm.i18n import _
from screens.text import plain

if TYPE_CHECKING:
    from screens.app import KobiApp

SCHEMES = ("tel", "mailto", "https", "http")
LONGEST = 2000
# How long a program may take to refuse; what runs longer has opened.
WAIT_SECONDS = 3.0

# RFC 3966 with what we write of it: digits, and an extension.
_TEL = re.compile(r"\+?[0-9]{3,15}(;ext=[0-9]{1,9})?")
# One mailbox: nothing that could begin a subject, a copy or a second address.
_MAILBOX = re.compile(r"[^\s?&#,;:/<>]+@[^\s?&#,;:/<>@]+")
# What no address needs as it is, and a shell or another program might take for more.
_UNSAFE = re.compile(r"[\s\"'<>\\^`{|}]")
# In a child of its own: whatever the other program prints never reaches our screen, and no
# module of the folder we were started in is taken for the library's.
_CHILD = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class Way:
    """Something Enter can do: ``label`` is a message id, ``address`` is '' for copying."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """A value that can be opened elsewhere: what it is, its text, and the ways (not empty)."""

    title: str
    text: str
    ways: tuple[Way, ...]


def checked(address: str) -> str:
    """Return ``address`` as it may be handed on, '' when it may not.

    Control signs are gone, what a program might misread is percent-encoded.
    """
    clean = _UNSAFE.sub(lambda found: quote(found[0], safe=""), plain(address).strip())
    head, colon, rest = clean.partition(":")
    scheme = lower_invariant(head)
    if not (colon and rest) or scheme not in SCHEMES or len(clean) > LONGEST:
        return ""
    if scheme == "tel":
        fits = _TEL.fullmatch(rest) is not None
    elif scheme == "mailto":
        fits = _MAILBOX.fullmatch(rest) is not None
    else:
        fits = rest.startswith("//") and _has_host(clean)
    return f"{scheme}:{rest}" if fits else ""


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def hand_over(address: str) -> bool:
    """Have the system open a checked address; False when nothing takes it. Runs in a thread."""
    # Without TERM no text browser is tried: it would have no screen to draw on.
    surroundings = {name: value for name, value in os.environ.items() if name != "TERM"}
    command = [sys.executable, "-I", "-c", _CHILD, address]
    nothing = subprocess.DEVNULL
    try:
        child = subprocess.Popen(  # noqa: S603 - one argument, never a shell
            command,
            env=surroundings,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
        return child.wait(timeout=WAIT_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def open_outside(app: KobiApp, address: str, text: str) -> None:
    """Open ``address`` in another program; ``text`` is copied when nothing takes it."""
    target = checked(address)

    async def run() -> None:
        opened = False
        if target:
            opened = await asyncio.to_thread(hand_over, target)
        if opened:
            return
        app.copy_to_clipboard(plain(text))
        told = _("{address} could not be opened; copied instead.")
        app.tell(told.format(address=target or plain(address)), "error")

    app.tell(_("Opening: {address}").format(address=target or plain(address)))
    app.run_worker(run(), group="opening", exit_on_error=False)


def copy(app: KobiApp, text: str) -> None:
    """Put ``text`` into the clipboard of the terminal, and say so."""
    text = plain(text)
    app.copy_to_clipboard(text)
    app.tell(_("Copied: {text}").format(text=text))


def ask_and_open(app: KobiApp, outside: Outside) -> None:
    """Show everything that can be done with a value; do what is chosen."""
    from screens.dialogs.link import LinkDialog

    def answered(way: Way | None) -> None:
        if way is None:
            return
        if way.address:
            open_outside(app, way.address, outside.text)
        else:
            copy(app, outside.text)

    app.push_screen(LinkDialog(outside), answered)
