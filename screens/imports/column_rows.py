"""The columns of a file as rows of a list."""

from __future__ import annotations

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services.imports import ColumnPreview, Preview
from screens.imports.record_rows import value_text
from screens.imports.targets import target_label
from screens.styles.glyphs import current
from screens.text import plain
from screens.widgets.columns import Column
from screens.widgets.pages import Row

COLUMNS = (
    Column("header", N_("Column"), {0: 15, 160: 20}, muted=False, sortable=False),
    Column("sample", N_("Sample"), sortable=False),
    Column("target", N_("Goes to"), {0: 22, 160: 32}, muted=False, sortable=False),
    Column("state", N_("State"), {0: 14, 100: 25, 120: 33, 160: 54}, sortable=False),
)
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1254": "Windows-1254",
    "cp857": "DOS 857",
    "mac_turkish": "Mac Türkçe",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}


def row_of(column: ColumnPreview, known: Preview) -> Row:
    """Return a column as the list shows it."""
    state, tone = _state(column, known)
    samples = column.samples if column.samples else ("",)
    cells = {
        "header": _header(column, known),
        "sample": plain(_sample(samples[0], column, known)),
        "target": plain(target_label(column, known)),
        "state": state,
    }
    tones = {"state": tone}
    if not column.target:
        left = dict.fromkeys(("header", "target"), "muted")
        tones = {"state": tone} if column.is_open else left | tones
    return Row(column.place, cells, tones)


def _sample(text: str, column: ColumnPreview, known: Preview) -> str:
    # What stands in documents of ours is written for programs.
    return value_text(column.target, text) if known.has_no_columns else text


def _header(column: ColumnPreview, known: Preview) -> str:
    # Messages and appointments have no columns: what they hold is called as it will be.
    if known.has_no_columns:
        return plain(target_label(column, known))
    return plain(column.header) or _("(no name)")


def _state(column: ColumnPreview, known: Preview) -> tuple[str, str]:
    signs = current()
    if column.is_open:
        return "? " + _("please choose"), "warning"
    if not column.target:
        return (_("left out"), "muted") if column.filled else (_("empty"), "muted")
    if column.bad:
        text = ngettext("{n} doubtful", "{n} doubtful", column.bad)
        return f"{signs.alert} {text.format(n=format_count(column.bad, language()))}", "warning"
    if column.is_new_field:
        return signs.alert + " " + _("new field"), "warning"
    told = known.options.mapping.get(column.place)
    return signs.yes + " " + (_("chosen") if told else _("recognised")), "success"


def encoding_name(codec: str) -> str:
    """Return an encoding as people know it."""
    return ENCODINGS.get(codec, codec)


def delimiter_name(delimiter: str) -> str:
    """Return a delimiter as it can be shown."""
    return _("Tab") if delimiter == "\t" else plain(delimiter)
