"""Colours of the application: dark, light and 16-colour themes from one table of roles.

Every role of text keeps a contrast of at least 4.5:1 on the grounds it is used on
(WCAG 2.1, success criterion 1.4.3); the test beside it measures each pair.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme

DARK, LIGHT, ANSI = "kobi-dark", "kobi-light", "kobi-ansi"


class Tokens(NamedTuple):
    """The colours of one look, by role."""

    background: str
    surface: str
    panel: str
    field: str
    foreground: str
    muted: str
    faint: str
    rule: str
    primary: str
    success: str
    warning: str
    error: str
    cursor: str
    cursor_idle: str


TOKENS: dict[str, Tokens] = {
    DARK: Tokens(
        background="#15181B",
        surface="#1D2125",
        panel="#262B30",
        field="#23282D",
        foreground="#DEDCD5",
        muted="#9BA1A5",
        faint="#5A6166",
        rule="#343A40",
        primary="#56BDB2",
        success="#93C47D",
        warning="#E0B25C",
        error="#EC8074",
        cursor="#20383A",
        cursor_idle="#22272B",
    ),
    LIGHT: Tokens(
        background="#FBFAF7",
        surface="#F0EEE9",
        panel="#E6E3DC",
        field="#FFFFFF",
        foreground="#22272B",
        muted="#5F6468",
        faint="#A4A6A3",
        rule="#D3D0C9",
        primary="#0B726C",
        success="#376B1E",
        warning="#855200",
        error="#AD271D",
        cursor="#D3EAE7",
        cursor_idle="#E9E6DF",
    ),
    ANSI: Tokens(
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        field="ansi_default",
        foreground="ansi_default",
        muted="ansi_default",
        faint="ansi_default",
        rule="ansi_default",
        primary="ansi_cyan",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        cursor="ansi_default",
        cursor_idle="ansi_default",
    ),
}


def own_variables(tokens: Tokens) -> dict[str, str]:
    """Return the variables that Textual does not know and our style sheets use."""
    return {
        "muted": tokens.muted,
        "faint": tokens.faint,
        "rule": tokens.rule,
        "field": tokens.field,
        "cursor": tokens.cursor,
        "cursor-idle": tokens.cursor_idle,
    }


def _text_variables(tokens: Tokens) -> dict[str, str]:
    return {
        "text": tokens.foreground,
        "text-muted": tokens.muted,
        "text-disabled": tokens.muted,
        "text-primary": tokens.primary,
        "text-accent": tokens.primary,
        "text-success": tokens.success,
        "text-warning": tokens.warning,
        "text-error": tokens.error,
        "foreground-muted": tokens.muted,
        "foreground-disabled": tokens.muted,
        "button-foreground": tokens.foreground,
        "button-color-foreground": tokens.background,
    }


def _ground_variables(tokens: Tokens) -> dict[str, str]:
    ansi = tokens.background == "ansi_default"
    return {
        "border": tokens.primary,
        "border-blurred": tokens.rule,
        "surface-active": tokens.surface,
        "block-cursor-foreground": tokens.foreground,
        "block-cursor-background": tokens.cursor,
        "block-cursor-text-style": "bold reverse" if ansi else "bold",
        "block-cursor-blurred-foreground": tokens.foreground,
        "block-cursor-blurred-background": tokens.cursor_idle,
        "block-cursor-blurred-text-style": "bold reverse" if ansi else "none",
        "block-hover-background": tokens.cursor_idle,
        "input-cursor-background": tokens.foreground,
        "input-cursor-foreground": tokens.background,
        "input-cursor-text-style": "reverse" if ansi else "none",
        "input-selection-background": "ansi_cyan" if ansi else tokens.rule,
        "input-selection-foreground": "ansi_black" if ansi else tokens.foreground,
        "scrollbar": "ansi_bright_black" if ansi else tokens.rule,
        "scrollbar-hover": "ansi_bright_black" if ansi else tokens.faint,
        "scrollbar-active": tokens.primary,
        "scrollbar-background": tokens.background,
        "scrollbar-background-hover": tokens.background,
        "scrollbar-background-active": tokens.background,
        "scrollbar-corner-color": tokens.background,
        "footer-foreground": tokens.foreground,
        "footer-background": tokens.surface,
        "footer-key-foreground": tokens.foreground,
        "footer-key-background": "transparent",
        "footer-description-foreground": tokens.muted,
        "footer-description-background": "transparent",
        "footer-item-background": "transparent",
        "link-color": tokens.foreground,
        "link-color-hover": tokens.foreground,
        "link-background-hover": tokens.panel,
    }


def _theme(name: str, tokens: Tokens) -> Theme:
    ansi = name == ANSI
    variables = own_variables(tokens) | _text_variables(tokens) | _ground_variables(tokens)
    if ansi:
        # Textual's own style sheets name these two for an `ansi` theme and define neither.
        variables |= {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
    return Theme(
        name=name,
        primary=tokens.primary,
        secondary=tokens.primary,
        accent=tokens.primary,
        success=tokens.success,
        warning=tokens.warning,
        error=tokens.error,
        foreground=tokens.foreground,
        background=tokens.background,
        surface=tokens.surface,
        panel=tokens.panel,
        dark=name != LIGHT,
        ansi=ansi,
        variables=variables,
    )


THEMES: tuple[Theme, ...] = tuple(_theme(name, tokens) for name, tokens in TOKENS.items())
