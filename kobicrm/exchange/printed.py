"""A form to print and fill in by hand: one page of plain HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import BinaryIO, Protocol

from kobicrm.i18n import Language, in_language
from kobicrm.i18n.privacy import DATE, SIGNATURE, Consents, Notice

_STYLE = """
@page { size: A4; margin: 16mm; }
body { font: 11pt/1.35 sans-serif; color: #000; max-width: 178mm; margin: 0 auto; }
h1 { font-size: 15pt; margin: 0 0 5mm; }
h2 { font-size: 10pt; margin: 5mm 0 1mm; }
.field { display: flex; margin: 0 0 2.5mm; break-inside: avoid; }
.name { width: 48mm; flex: none; }
.line { flex: 1; border-bottom: 0.3mm solid #000; min-height: 6mm; }
.long .line { min-height: 22mm; border: 0.3mm solid #000; }
.small { font-size: 8pt; }
.small p { margin: 0 0 1mm; }
.check { border: 0.3mm solid #000; padding: 1mm 2mm; }
"""
_BOX = "\u2610"


class Field(Protocol):
    """What is asked for."""

    @property
    def header(self) -> str:
        """Return its name."""

    @property
    def choices(self) -> Sequence[str]:
        """Return what may be ticked, none where it is written."""

    @property
    def long(self) -> bool:
        """Return whether it takes more than a line."""


def write_form(
    stream: BinaryIO,
    title: str,
    fields: Sequence[Field],
    notice: Notice,
    consents: Consents | None,
    *,
    lang: Language,
) -> int:
    """Write the form and return how many fields it has; every text is escaped."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n",
        *map(_field, fields),
    ]
    if consents is not None:
        parts.append(f"<h2>{escape(consents.heading)}</h2>\n<p>{escape(consents.wish)}</p>\n<p>")
        parts.append("&emsp;".join(f"{_BOX} {escape(one)}" for one in consents.channels))
        parts.append(f'</p>\n<p class="small">{escape(consents.terms)}</p>\n')
        parts += [_line(in_language(lang, one)) for one in (DATE, SIGNATURE)]
    parts.append(f'<section class="small">\n<h2>{escape(notice.heading)}</h2>\n')
    parts += [f"<p>{escape(text)}</p>\n" for text in notice.paragraphs]
    parts.append(f'<p class="check">{escape(notice.warning)}</p>\n</section>\n</body>\n</html>\n')
    stream.write("".join(parts).encode("utf-8", "replace"))
    return len(fields)


def _field(field: Field) -> str:
    if field.choices:
        ticks = "&emsp;".join(f"{_BOX} {escape(choice)}" for choice in field.choices)
        return f'<div class="field"><div class="name">{escape(field.header)}</div>{ticks}</div>\n'
    return _line(field.header, long=field.long)


def _line(name: str, *, long: bool = False) -> str:
    kind = "field long" if long else "field"
    label = f'<div class="name">{escape(name)}</div>'
    return f'<div class="{kind}">{label}<div class="line"></div></div>\n'
