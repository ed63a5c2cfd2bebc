"""The rows behind each result of a trial, as a table: what is new, what changes, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kobicrm.domain.contacts import Contact
from kobicrm.domain.money import format_count
from kobicrm.domain.phones import display
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.messages import field_label
from kobicrm.i18n.notices import notice_text
from kobicrm.services.imports import ImportReport, RowEntry
from screens.imports import record_rows
from screens.imports.changed import before_and_after
from screens.imports.nouns import are_contacts, rows_text
from screens.imports.outcomes import FLAGGED, outcome_name, reason_counts
from screens.imports.record_rows import LINE
from screens.styles.glyphs import current
from screens.text import plain
from screens.widgets.columns import Column
from screens.widgets.pages import Row

_COLUMNS: dict[str, tuple[Column, ...]] = {
    "created": (
        LINE,
        Column("name", N_("Record"), muted=False, sortable=False),
        Column("phone", N_("Phone"), {0: 15}, sortable=False),
        Column("email", N_("E-mail"), {0: 18, 100: 26, 120: 34}, sortable=False),
        Column("place", N_("District"), {0: 11}, sortable=False),
    ),
    "updated": (
        LINE,
        Column("name", N_("Record"), {0: 19, 100: 24, 120: 28}, muted=False, sortable=False),
        Column("field", N_("Field"), {0: 14, 120: 18}, sortable=False),
        Column("old", N_("Now"), {0: 13, 120: 22}, sortable=False),
        Column("new", N_("Then"), muted=False, sortable=False),
    ),
    "unchanged": (
        LINE,
        Column("name", N_("Record"), {0: 26, 100: 30}, muted=False, sortable=False),
        Column("by", N_("Recognised by"), {0: 16}, sortable=False),
        Column("note", N_("Remark"), sortable=False),
    ),
    "refused": (
        LINE,
        Column("note", N_("Reason"), {0: 36, 120: 44}, muted=False, sortable=False),
        Column("name", N_("In the row"), sortable=False),
    ),
    FLAGGED: (
        LINE,
        Column("note", N_("Warning"), {0: 36, 120: 44}, muted=False, sortable=False),
        Column("name", N_("Record"), muted=False, sortable=False),
        Column("value", N_("Value"), {0: 15, 100: 24, 120: 34}, sortable=False),
    ),
}
_BY = {
    "uid": N_("earlier export"),
    "code": N_("code"),
    "tax": N_("tax number"),
    "email": N_("e-mail"),
    "mobile": N_("mobile phone"),
    "company": N_("company name"),
    "bare": N_("name, same source"),
}


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """A table below the results: its title, columns and rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def table_of(report: ImportReport, outcome: str, *, past: bool = False) -> OutcomeTable:
    """Return the table of one result, in the language in force."""
    entries = [one for one in report.entries if _belongs(one, outcome)][: report.samples]
    rows: list[Row] = []
    for line in _lines(report, outcome, entries):
        tones = {"note": "warning" if outcome == FLAGGED else "error"} if "head" in line else {}
        cells = {key: plain(text) for key, text in line.items()}
        rows.append(Row(len(rows), cells, tones))
    name = outcome_name(outcome, past=past) or _("With a warning")
    title = f"{name} {current().joint} {_title(report, outcome, len(entries))}"
    columns = _COLUMNS[outcome]
    if outcome == "created" and not are_contacts(report.kind):
        columns = record_rows.created_columns(report)
    return OutcomeTable(title, columns, tuple(rows))


def _belongs(entry: RowEntry, outcome: str) -> bool:
    if outcome == FLAGGED:
        return bool(entry.warnings) and entry.outcome != "refused"
    return entry.outcome == outcome


def _title(report: ImportReport, outcome: str, shown: int) -> str:
    total = getattr(report, outcome)
    if not total:
        return _("none")
    count = rows_text(total, report.source.format)
    if shown >= total:
        return count
    first = ngettext("the first {n} of them", "the first {n} of them", shown)
    return f"{count}: {first.format(n=format_count(shown, language()))}"


def _lines(
    report: ImportReport, outcome: str, entries: Sequence[RowEntry]
) -> Iterator[dict[str, str]]:
    if outcome in ("refused", FLAGGED):
        for reason, count in reason_counts(report, outcome):
            yield {
                "name": rows_text(count, report.source.format),
                "note": f"{current().alert} {reason}",
                "head": "1",
            }
    contacts = are_contacts(report.kind)
    writers: dict[str, Callable[[RowEntry], Iterator[dict[str, str]]]] = {
        "created": _created if contacts else record_rows.created,
        "updated": partial(_updated, report.kind),
        "unchanged": _unchanged,
        "refused": _refused,
        FLAGGED: _flagged,
    }
    for entry in entries:
        yield from writers[outcome](entry)


def _created(entry: RowEntry) -> Iterator[dict[str, str]]:
    contact = entry.contact or Contact(name=entry.name)
    phones = [display(one.e164, one.ext, language()) or one.raw for one in contact.phones]
    emails = [one.raw for one in contact.emails]
    places = [one.district or one.province for one in contact.addresses]
    yield {
        "line": str(entry.line),
        "name": entry.name,
        "phone": next(iter(phones), ""),
        "email": next(iter(emails), ""),
        "place": next(iter(places), ""),
    }


def _updated(kind: str, entry: RowEntry) -> Iterator[dict[str, str]]:
    name = entry.name
    for field, (old, new) in entry.changes.items():
        if are_contacts(kind):
            label = field_label(field.removeprefix("custom:"))
            before, after = before_and_after(field, old, new, entry.contact)
        else:
            label, before, after = record_rows.before_and_after(kind, field, [old, new])
        yield {
            "line": str(entry.line),
            "name": name,
            "field": label,
            "old": before or "—",
            "new": f"{current().becomes} {after}",
        }
        name = ""
    if not entry.changes:
        # The company or the contact person beside the row gained something.
        yield {"line": str(entry.line), "name": name, "field": _("beside it"), "old": "", "new": ""}


def _unchanged(entry: RowEntry) -> Iterator[dict[str, str]]:
    notes = [entry.reason] if entry.reason else []
    notes += [warning.code for warning in entry.warnings]
    yield {
        "line": str(entry.line),
        "name": entry.name,
        "by": _(_BY[entry.matched_by]) if entry.matched_by in _BY else "",
        "note": ", ".join(notice_text(code) for code in dict.fromkeys(notes)),
    }


def _refused(entry: RowEntry) -> Iterator[dict[str, str]]:
    yield {"line": str(entry.line), "note": notice_text(entry.reason), "name": entry.text}


def _flagged(entry: RowEntry) -> Iterator[dict[str, str]]:
    name = entry.name
    for warning in entry.warnings:
        yield {
            "line": str(entry.line),
            "name": name,
            "value": warning.value,
            "note": notice_text(warning.code),
        }
        name = ""
