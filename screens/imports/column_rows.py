"""The columns of a file as rows of a list, and the lines around that list."""

from __future__ import annotations

from textual.content import Content

from kobicrm.domain.contacts import Contact
from kobicrm.domain.money import format_count
from kobicrm.domain.phones import display
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services.imports import ColumnPreview, Preview
from screens.imports.targets import target_label
from screens.styles.glyphs import current
from screens.text import content, plain
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
        "header": plain(column.header) or _("(no name)"),
        "sample": plain(samples[0]),
        "target": plain(target_label(column, known)),
        "state": state,
    }
    tones = {"state": tone}
    if not column.target:
        left = dict.fromkeys(("header", "target"), "muted")
        tones = {"state": tone} if column.is_open else left | tones
    return Row(column.place, cells, tones)


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


def source_line(known: Preview) -> Content:
    """Return `Windows-1254  ayırıcı ;  başlık 1. satır  320 satır`."""
    source = known.source
    facts = [encoding_name(source.encoding) if source.encoding else "Excel"]
    if source.sheet:
        facts.append(_("sheet {name}").format(name=plain(source.sheet)))
    if source.delimiter:
        facts.append(_("delimiter {char}").format(char=delimiter_name(source.delimiter)))
    if not known.documents:
        row = _("header in row {row}") if source.header_row else _("no header")
        facts.append(row.format(row=source.header_row))
    about = "" if known.is_exact else f"{current().about} "
    count = ngettext("{n} row", "{n} rows", known.rows)
    if is_vcard(known):
        count = ngettext("{n} card", "{n} cards", known.rows)
    rows = about + count.format(n=format_count(known.rows, language()))
    return Content.assemble(
        content(facts[0], "$foreground"),
        content("".join(f"  {fact}" for fact in facts[1:]), "$muted"),
        "  ",
        content(rows, "$foreground"),
    )


def is_vcard(known: Preview) -> bool:
    """Return whether the file holds cards of an address book."""
    return known.source.format == "vcard"


def encoding_name(codec: str) -> str:
    """Return an encoding as people know it."""
    return ENCODINGS.get(codec, codec)


def delimiter_name(delimiter: str) -> str:
    """Return a delimiter as it can be shown."""
    return _("Tab") if delimiter == "\t" else plain(delimiter)


def stored_line(known: Preview) -> Content:
    """Return `Satır 2 böyle kaydedilecek: Ayşe Yılmaz · 0532 123 45 67 · Kadıköy`."""
    signs = current()
    if not known.names_somebody:
        text = _("No column says who a row is about: choose one for the name or the company.")
        return content(f"{signs.alert} {text}", "$warning")
    if known.contact is None and is_vcard(known):
        return content(_("No card of this file can be read."), "$muted")
    if known.contact is None:
        return content(_("There are no rows below the header."), "$muted")
    lead = _("Row {line} will be stored like this:").format(line=known.line)
    words = f" {signs.joint} ".join(filter(None, _words(known.contact, known.company)))
    return Content.assemble(content(lead, "$muted"), " ", content(plain(words), "$foreground"))


def _words(contact: Contact, company: str) -> list[str]:
    phones = [display(one.e164, one.ext, language()) or one.raw for one in contact.phones]
    places = [one.district or one.province for one in contact.addresses]
    emails = [one.raw for one in contact.emails]
    name = contact.name or _("no name")
    return [name, company, *phones[:2], *emails[:1], *places[:1], *contact.tags[:2]]
