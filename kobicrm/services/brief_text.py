"""The brief in words: as lines of text, as Markdown, as a page of HTML, as a document."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kobicrm.domain.clean import clean_line
from kobicrm.domain.dates import ago, format_date
from kobicrm.domain.list_row import ListRow
from kobicrm.domain.money import format_count
from kobicrm.domain.phones import display
from kobicrm.domain.tasks import clock_text, day_text
from kobicrm.i18n import _, language, ngettext
from kobicrm.i18n.today import reason_text
from kobicrm.services.brief import Brief
from kobicrm.services.today import Card, Reason

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")
_STYLE = (
    "body{font:16px sans-serif;max-width:44em;margin:2em auto}li{margin:.3em 0}small{color:#555}"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its rows; a row is what it is about and what more there is to say."""

    title: str
    rows: tuple[tuple[str, str], ...]


def _sections(found: Brief) -> Iterable[Section]:
    cards = found.today.cards
    if cards or any((found.today.counts.tomorrow, found.today.counts.done)):
        yield Section(_counts(found), tuple((_name(card), _why(card)) for card in cards))
    if found.newest:
        yield Section(_("Newest contacts:"), tuple((_row(row), "") for row in found.newest))


def _head(found: Brief) -> str:
    counts = ngettext("{count} contact", "{count} contacts", found.contacts).format(
        count=_count(found.contacts)
    )
    return _("{shop}: {counts} ({people} people, {companies} companies)").format(
        shop=clean_line(found.shop.name) or "KobiCRM",
        counts=counts,
        people=_count(found.people),
        companies=_count(found.companies),
    )


def _counts(found: Brief) -> str:
    counts = found.today.counts
    parts = (
        (counts.late, _("{count} late")),
        (counts.today, _("{count} today")),
        (counts.tomorrow, _("{count} tomorrow")),
        (counts.done, _("{count} done")),
    )
    said = ", ".join(text.format(count=_count(number)) for number, text in parts if number)
    return _("Today, {day}: {counts}").format(
        day=format_date(found.today.now.date(), language()), counts=said or _("nothing due")
    )


def _name(card: Card) -> str:
    row = card.contact
    if row is None:
        return clean_line(card.name)
    phone = display(row.phone, lang=language()) if row.phone else ""
    return " · ".join(filter(None, (clean_line(row.name), clean_line(row.company), phone)))


def _why(card: Card) -> str:
    reasons = card.reasons if card.contact else [r for r in card.reasons if r.days]
    if not card.contact and not reasons:
        task = card.tasks[0].task
        return clock_text(task.clock)
    return "; ".join(clean_line(reason_text(reason)) for reason in reasons)


def _count(number: int) -> str:
    return format_count(number, language())


def _row(row: ListRow) -> str:
    phone = display(row.phone, lang=language()) if row.phone else row.email
    shown = (row.name, row.company, phone, row.province)
    return " · ".join(clean_line(part) for part in shown if part)


def _backup_line(found: Brief) -> str:
    last = found.last_backup
    if last is None:
        return _("There is no backup yet. Make one: kobicrm backup create")
    when = ago(last.at, found.at, language())
    if last.is_old(found.at):
        return _("Last backup: {when}. Make a new one: kobicrm backup create").format(when=when)
    return _("Last backup: {when}").format(when=when)


def brief_lines(found: Brief) -> list[str]:
    """Return the brief as lines in the language in force, every one of them harmless."""
    lines = [_head(found)]
    for section in _sections(found):
        lines.append(section.title)
        lines += [f"  {'  '.join(filter(None, row))}" for row in section.rows]
    return [*lines, _backup_line(found)]


def brief_markdown(found: Brief) -> str:
    """Return the brief as Markdown; names can't format anything."""
    lines = [f"# {_marked(_head(found))}", ""]
    for section in _sections(found):
        lines += [f"## {_marked(section.title.rstrip(':'))}", ""]
        lines += [f"- {' — '.join(_marked(part) for part in row if part)}" for row in section.rows]
        lines.append("")
    return "\n".join([*lines, _marked(_backup_line(found))])


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def brief_html(found: Brief) -> str:
    """Return the brief as a page of its own, without anything to load; names can't be markup."""
    body = [f"<h1>{html.escape(_head(found))}</h1>"]
    for section in _sections(found):
        body.append(f"<h2>{html.escape(section.title.rstrip(':'))}</h2>\n<ul>")
        body += [f"<li>{_item(row)}</li>" for row in section.rows]
        body.append("</ul>")
    body.append(f"<p><small>{html.escape(_backup_line(found))}</small></p>")
    title = html.escape(clean_line(found.shop.name) or "KobiCRM")
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>"
    )


def _item(row: tuple[str, str]) -> str:
    about, more = map(html.escape, row)
    return f"<b>{about}</b> {more}".strip()


def brief_document(found: Brief) -> dict[str, object]:
    """Return the brief as the published JSON object."""
    counts, last = found.today.counts, found.last_backup
    return {
        "shop": found.shop.name,
        "at": found.at.isoformat(),
        "contacts": found.contacts,
        "people": found.people,
        "companies": found.companies,
        "late": counts.late,
        "today": counts.today,
        "tomorrow": counts.tomorrow,
        "done": counts.done,
        "open": counts.open,
        "cards": [_card(card) for card in found.today.cards],
        "last_backup": last.at.isoformat() if last else None,
    }


def _card(card: Card) -> dict[str, object]:
    row = card.contact
    contact = {"id": row.id, "uid": row.uid, "name": row.name, "phone": row.phone} if row else None
    return {
        "contact": contact,
        "score": card.score,
        "reasons": [_reason(reason) for reason in card.reasons],
        "tasks": [
            {"id": one.id, "uid": one.task.uid, "title": one.task.title,
             "due": day_text(one.task.due), "time": clock_text(one.task.clock) or None}
            for one in card.tasks
        ],
    }  # fmt: skip


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "code": reason.code,
        "days": reason.days,
        "points": reason.points,
        "lines": [{"code": line.code, "points": line.points} for line in reason.lines],
    }
