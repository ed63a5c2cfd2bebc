"""The few signs the screens draw, and their ASCII stand-ins.

All of them are in WGL4 or the box drawing block, so every usual terminal font has them
one cell wide. The ASCII set serves consoles without UTF-8 and people who ask for it.
"""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass
from typing import Literal

GlyphMode = Literal["auto", "unicode", "ascii"]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sign for each meaning."""

    bar: str = "▌"
    mark: str = "■"
    task: str = "□"
    yes: str = "●"
    no: str = "○"
    refused: str = "×"
    alert: str = "!"
    up: str = "▲"
    down: str = "▼"
    path: str = "›"
    becomes: str = "→"
    comes: str = "←"
    about: str = "≈"
    joint: str = "·"
    cut: str = "…"
    line: str = "━"
    half_line: str = "╸"
    column: str = "█"
    half_column: str = "▄"
    rule: str = "─"
    pane: str = "│"
    arrows: tuple[str, str, str, str] = ("↑", "↓", "←", "→")
    border: Literal["round", "ascii"] = "round"


UNICODE = Glyphs()
ASCII = Glyphs(
    bar=">",
    mark="*",
    task="[ ]",
    yes="(*)",
    no="( )",
    refused="x",
    up="^",
    down="v",
    path=">",
    becomes="->",
    comes="<-",
    about="~",
    joint="-",
    cut="..",
    line="=",
    half_line="=",
    column="#",
    half_column=".",
    rule="-",
    pane="|",
    arrows=("Up", "Down", "Left", "Right"),
    border="ascii",
)

_current = UNICODE


def glyphs(mode: GlyphMode = "auto") -> Glyphs:
    """Return the signs for ``mode``; ``auto`` looks at the locale's encoding and TERM."""
    if mode == "auto":
        plain = os.environ.get("TERM") == "linux"
        encoding = locale.getpreferredencoding(do_setlocale=False)
        return ASCII if plain or not encoding.startswith(("utf", "UTF")) else UNICODE
    return ASCII if mode == "ascii" else UNICODE


def use(mode: GlyphMode) -> None:
    """Make ``mode`` the signs of this process; widgets take them up when next drawn."""
    global _current  # noqa: PLW0603 - one terminal per process, by design
    _current = glyphs(mode)


def current() -> Glyphs:
    """Return the signs in force."""
    return _current
