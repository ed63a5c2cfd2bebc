"""The lines around the columns of a file: how it is read, what was saved, what the first row is."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.phones import display
from kobicrm.i18n import N_, _, language
from kobicrm.services.imports import Preview
from screens.imports.column_rows import delimiter_name, encoding_name
from screens.imports.nouns import CARDS, are_contacts, kind_name, rows_text
from screens.imports.record_rows import record_words
from screens.styles.glyphs import current
from screens.text import content, fit, plain

Keys = Callable[[str], str]
_NAME = 24
# What is called by its format rather than by how its letters are written.
_NAMED = {"whatsapp": N_("WhatsApp"), "icalendar": "iCalendar", "mail": N_("E-mail")}


def source_line(known: Preview, key: Keys) -> tuple[Content, Content | None]:
    """Return `Windows-1254  ayırıcı ;  başlık 1. satır  320 satır`, and what the rows are."""
    source = known.source
    facts = [encoding_name(source.encoding)] if source.encoding else []
    if source.format in _NAMED:
        facts.insert(0, _(_NAMED[source.format]))
    elif not facts:
        facts.append("Excel")
    if source.sheet:
        facts.append(_("sheet {name}").format(name=plain(source.sheet)))
    if source.delimiter:
        facts.append(_("delimiter {char}").format(char=delimiter_name(source.delimiter)))
    if not known.documents:
        row = _("header in row {row}") if source.header_row else _("no header")
        facts.append(row.format(row=source.header_row))
    about = "" if known.is_exact else f"{current().about} "
    left = Content.assemble(
        content(facts[0], "$foreground"),
        content("".join(f"  {fact}" for fact in facts[1:]), "$muted"),
        "  ",
        content(about + rows_text(known.rows, source.format), "$foreground"),
    )
    if not known.can_be_other_kind:
        return left, None
    kind = content(kind_name(known.kind), "$foreground")
    return left, Content.assemble(kind, "  ", _key(key("kind"), _("change")))


def told_line(known: Preview, key: Keys, refusal: str = "") -> tuple[Content, Content | None]:
    """Return what is to be said of saved profiles, of whose chat it is, or a ``refusal``."""
    return _told(known, key, refusal), None if known.documents else _saving(key)


def _saving(key: Keys) -> Content:
    return Content.assemble(
        _key(key("save"), _("save")), "  ", _key(key("profiles"), _("profiles"))
    )


def _key(key: str, text: str) -> Content:
    return Content.assemble((key, "bold $foreground"), " ", content(text, "$muted"))


def _cut(name: str) -> str:
    # What follows it is a key: it must stay in sight.
    return fit(plain(name), _NAME)


def _told(known: Preview, key: Keys, refusal: str) -> Content:
    signs = current()
    if refusal:
        return content(f"{signs.alert} {plain(refusal)}", "$error")
    if not (known.names_somebody or are_contacts(known.kind)):
        text = _("Whose chat is this?") if known.is_chat else _("Whom was it with?")
        lead = content(f"{signs.alert} {text}", "$warning")
        return Content.assemble(lead, "  ", _key(key("contact"), _("choose the contact")))
    if known.whose is not None:
        text = _("With {name}").format(name=_cut(known.whose.name))
        lead = content(f"{signs.yes} {text}", "$foreground")
        return Content.assemble(lead, "  ", _key(key("contact"), _("change")))
    if known.suggested:
        text = _("Fitting profile: {name}").format(name=_cut(known.suggested))
        lead = content(f"{signs.alert} {text}", "$warning")
        return Content.assemble(lead, "  ", _key(key("accept"), _("use")))
    if known.read_as:
        text = _("Saved profile: {name}").format(name=_cut(known.read_as))
        return content(f"{signs.yes} {text}", "$success")
    return Content("")


def stored_line(known: Preview) -> Content:
    """Return `Satır 2 böyle kaydedilecek: Ayşe Yılmaz · 0532 123 45 67 · Kadıköy`."""
    signs = current()
    if known.is_chat and known.whose is None:
        return content(_("Nothing is taken in before that is known."), "$muted")
    if known.missing:
        field = _(KINDS[known.kind].field(known.missing[0]).label)
        text = _("No column goes to “{field}”: every row is refused.")
        return content(f"{signs.alert} {text.format(field=field)}", "$warning")
    if not known.names_somebody and not are_contacts(known.kind):
        text = _("No column says whom a row is about: choose one, or one contact for all.")
        return content(f"{signs.alert} {text}", "$warning")
    if not known.names_somebody:
        text = _("No column says who a row is about: choose one for the name or the company.")
        return content(f"{signs.alert} {text}", "$warning")
    if known.contact is None and known.source.format == CARDS:
        return content(_("No card of this file can be read."), "$muted")
    if known.contact is None:
        return content(_("There are no rows below the header."), "$muted")
    lead = _("Row {line} will be stored like this:").format(line=known.line)
    found = _words(known.contact, known.company)
    if not are_contacts(known.kind):
        found = _of_record(known)
    words = f" {signs.joint} ".join(filter(None, found))
    return Content.assemble(content(lead, "$muted"), " ", content(plain(words), "$foreground"))


def _words(contact: Contact, company: str) -> list[str]:
    phones = [display(one.e164, one.ext, language()) or one.raw for one in contact.phones]
    places = [one.district or one.province for one in contact.addresses]
    emails = [one.raw for one in contact.emails]
    name = contact.name or _("no name")
    return [name, company, *phones[:2], *emails[:1], *places[:1], *contact.tags[:2]]


def _of_record(known: Preview) -> list[str]:
    """Return `Şule Çağlayan · 17.11.2026 14.05 · Telefon · gelen · Teklifi inceliyor`."""
    contact = known.contact
    who = contact.name if contact else ""
    if not who and contact:
        # Its number is all that names the contact.
        who = next(iter(_words(contact, "")[2:]), "")
    # A task need not be anybody's.
    whose = who or ("" if "title" in known.values else _("no name"))
    return [part for part in (whose, *record_words(known.values)) if part]
