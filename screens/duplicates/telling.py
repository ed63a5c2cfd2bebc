"""What the duplicates page says around the fields: who they are, what would remain, what ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from kobicrm.domain import dates
from kobicrm.domain.contacts import Contact
from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language, ngettext
from kobicrm.i18n.evidence import evidence_text
from screens.duplicates.pair import ShownPair
from screens.duplicates.rounds import Round
from screens.duplicates.texts import label
from screens.styles.glyphs import current
from screens.text import content, fit, pad, plain
from screens.widgets.columns import LEAST_NAME, Placed


def title(round_: Round, place: int | None, *, searching: bool) -> Content:
    """Return `Yinelenen kayıtlar   3 / 41`; ``place`` is None when no pair is in sight."""
    parts = [content(_("Duplicates"), "bold $foreground")]
    if total := len(round_):
        at = min(round_.passed + (place is not None), total)
        figures = (format_count(one, language()) for one in (at, total))
        parts.append(content(" / ".join(figures), "$foreground"))
    if searching and total:
        parts.append(content(_("still searching"), "$muted"))
    if later := round_.later:
        text = ngettext("{n} for later", "{n} for later", later)
        parts.append(content(_counted(text, later), "$muted"))
    return Content("   ").join(parts)


def side_title(pair: ShownPair, side: int) -> str:
    """Return `Kalacak kayıt  #1204`."""
    return f"{_title(pair, side)}  #{pair.sides[side].id}"


def _title(pair: ShownPair, side: int) -> str:
    return _("Record that stays") if side == pair.stays else _("Record that goes")


def similarity(pair: ShownPair) -> Content:
    """Return `Benzerlik 96`."""
    score = (str(pair.pair.score), "bold $foreground")
    return Content.assemble((_("Similarity"), "$muted"), " ", score)


def why(pair: ShownPair, width: int) -> Content:
    """Return `Neden: aynı cep · aynı ilçe`."""
    lead = _("Why:")
    reasons = fit(evidence_text(pair.pair.evidence), width - len(lead) - 1)
    shown = content(plain(reasons.replace("·", current().joint)), "$foreground")
    return Content.assemble((lead, "$muted"), " ", shown)


def heads(pair: ShownPair, places: Sequence[Placed], today: date) -> Content:
    """Return two lines: which record stays and which goes, and what hangs on each."""
    told = [_hanging(one, talks, today) for one, talks in zip(pair.sides, pair.talks, strict=True)]
    titles = []
    for side, place in enumerate(places):
        number = f"  #{pair.sides[side].id}"
        titles.append(fit(_title(pair, side), place.width - len(number)) + number)
    lines = []
    for texts, style in ((titles, "bold $foreground"), (told, "$muted")):
        parts, at = [], 0
        for text, place in zip(texts, places, strict=True):
            parts += [content(" " * (place.start - at)), content(pad(text, place.width), style)]
            at = place.start + place.width
        lines.append(Content("").join(parts))
    return Content("\n").join(lines)


def _hanging(contact: Contact, talks: int, today: date) -> str:
    parts = [_talks(talks)] if talks else []
    if contact.created_at is not None:
        day = dates.short_date(contact.created_at.astimezone().date(), today, language())
        parts.append(_("added {day}").format(day=day))
    return f" {current().joint} ".join(parts)


def _talks(count: int) -> str:
    return _counted(ngettext("{n} interaction", "{n} interactions", count), count)


def _counted(text: str, count: int) -> str:
    return text.format(n=format_count(count, language()))


def result(pair: ShownPair, width: int) -> Content:
    """Return two lines: what would remain, and which values would go into a note."""
    made = pair.result()
    one = made.contact
    counts = (
        (len(one.phones), ngettext("{n} phone", "{n} phones", len(one.phones))),
        (len(one.emails), ngettext("{n} e-mail", "{n} e-mails", len(one.emails))),
        (len(one.tags), ngettext("{n} tag", "{n} tags", len(one.tags))),
    )
    texts = [_counted(text, count) for count, text in counts if count]
    if talks := sum(pair.talks):
        texts.append(_talks(talks))
    joint = f" {current().joint} "
    tail = joint.join(["", *texts]) if texts else ""
    lead = _("Result:")
    rest = width - len(lead) - 1
    name = fit(plain(one.name), max(rest - len(tail), LEAST_NAME))
    first = Content.assemble(
        (lead, "$muted"),
        " ",
        content(name, "$foreground"),
        content(fit(tail, rest - cell_len(name)), "$muted"),
    )
    left = ", ".join(dict.fromkeys(label(_line_key(key, pair)) for key in made.left))
    text = _("Goes into a note: {fields}").format(fields=left) if left else ""
    return Content("\n").join([first, content(fit(text, width), "$muted")])


def _line_key(key: str, pair: ShownPair) -> str:
    """Return the line that tells of a field that was not taken over."""
    if key == "companies" and pair.has_roles:
        return "role"
    return "phones:phone" if key == "phones" else key


def none_left(merged: int, different: int) -> str:
    """Return `Yinelenen kayıt kalmadı. 38 birleştirildi, 3 farklı.`"""
    text = _("No duplicates are left.")
    parts = []
    if merged:
        parts.append(_counted(ngettext("{n} merged", "{n} merged", merged), merged))
    if different:
        parts.append(_counted(ngettext("{n} different", "{n} different", different), different))
    return f"{text} {', '.join(parts)}." if parts else text


def left_text(pair: ShownPair) -> str:
    """Return what is said when a pair in sight is none any more, by somebody else's doing."""
    text = _("Not a pair any more, by somebody else: {name}")
    return text.format(name=plain(pair.keep.name))


def changed_text(before: ShownPair, now: ShownPair) -> str:
    """Return what is said when somebody else changed a contact of the pair in sight."""
    changed = next(
        (one for one, was in zip(now.sides, before.sides, strict=True) if one.ver != was.ver),
        now.keep,
    )
    return _("Read again, changed meanwhile: {name}").format(name=plain(changed.name))
