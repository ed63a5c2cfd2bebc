"""A few words on a ground of their own: what is marked, what is filtered."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content

from screens.styles import glyphs
from screens.text import content, plain


def chip(app: App[Any], text: str) -> Content:
    """Return ``text`` as a chip; in 16 colours, where there is no ground, between signs."""
    if app.native_ansi_color:
        left, right = "[]" if glyphs.current() is glyphs.ASCII else "‹›"
        return content(f"{left}{plain(text)}{right}", "bold $primary")
    return content(f" {plain(text)} ", "bold $primary on $panel")
