"""What a line will make, seen against what the shop has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kobicrm.domain import drafting, names
from kobicrm.domain.capture import Captured, CapturedTask, Question, read_capture
from kobicrm.domain.contacts import CompanyLink, Contact, Email, Phone
from kobicrm.domain.phones import display
from kobicrm.domain.task_drafting import drafted
from kobicrm.domain.tasks import Task
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError
from kobicrm.i18n import _
from kobicrm.services.capture.values import Candidate, Choices, Plan, Preview, Row
from kobicrm.services.capture.who import Whom, whom
from kobicrm.services.session import Session
from kobicrm.services.tasks.reading import wall_clock
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import lookup
from kobicrm.storage.shop import canonical_tags


def plan_of(session: Session, text: str, choices: Choices | None = None) -> Plan:
    """Return what ``text`` will make; inside a transaction, of whichever kind."""
    told = {key: str(value).strip() for key, value in (choices or {}).items()}
    numbers = {key: int(value) for key, value in told.items() if _is_number(value)}
    now = wall_clock(session)
    line = read_capture(text, now, numbers)
    if line.too_long or line.is_empty:
        return Plan(line, Preview(line.text, _unread(line), _problem(line), line.pieces))
    asked = {one.part: one for one in line.asks}
    one = None if "name" in asked else whom(session, line, told.get("contact", ""))
    if one is not None and not line.name and any(map(_of_company, asked)):
        one = None
    rows: list[Row] = []
    given: dict[str, object] = {}
    if "name" in asked:
        rows.append(_question("name", line.name, asked["name"]))
    elif one is not None:
        rows.append(_contact_row(one))
    _values(rows, given, line, one)
    _companies(rows, given, line, one, list(filter(_asks_company, line.asks)))
    given_task, problem = _task(rows, line.task, now, asked.get("due"))
    _tags(rows, given, line, one)
    _note(rows, given, line, one)
    rows += _amounts(line)
    if one is not None and not one.candidates and one.known is None:
        given = {"kind": one.said.kind, "name": one.said.name, **given}
        if not one.said.name:
            problem = problem or "capture_nameless"
    if one is None and not asked and given:
        problem = problem or "capture_nameless"
    known = one.known if one is not None else None
    preview = Preview(line.text, (*rows, *_unread(line)), problem, line.pieces)
    return Plan(line, preview, known, given if one is not None else {}, given_task)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3


def _of_company(part: str) -> bool:
    return part.startswith("company")


def _asks_company(asked: Question) -> bool:
    return _of_company(asked.part)


def _problem(line: Captured) -> str:
    return "capture_too_long" if line.too_long else "capture_empty"


def _unread(line: Captured) -> tuple[Row, ...]:
    return tuple(Row("unread", word, "unread") for word in line.unread)


def _question(part: str, value: str, asked: Question) -> Row:
    return Row(part, value, "asks", candidates=tuple(map(Candidate, asked.options)))


def _contact_row(one: Whom) -> Row:
    if one.candidates:
        return Row("contact", one.said.name, "asks", candidates=one.candidates)
    if one.known is not None:
        return Row("contact", one.said.name, "known", one.known.name)
    part = "company" if one.said.kind == "company" else "contact"
    return Row(part, one.said.name, "new")


def _state(one: Whom | None, *, there: bool) -> str:
    """Return what happens to a value of a list, by whether the contact has it."""
    if one is None or one.candidates:
        return "later"
    return "same" if there else ("new" if one.known is None else "added")


def _values(rows: list[Row], given: dict[str, object], line: Captured, one: Whom | None) -> None:
    """Add the phones and e-mails."""
    phones = [made for text in line.phones for made in drafting.make_phones(text)]
    emails = [made for text in line.emails for made in drafting.make_emails(text)]
    known = one.known if one is not None else None
    _listed(rows, given, "phones", drafting.merge_unique((), phones), known, one)
    _listed(rows, given, "emails", drafting.merge_unique((), emails), known, one)


def _listed(
    rows: list[Row],
    given: dict[str, object],
    key: str,
    made: tuple[Any, ...],
    known: Contact | None,
    one: Whom | None,
) -> None:
    present = {drafting.identity_of(item) for item in getattr(known, key)} if known else set()
    new = []
    for item in made:
        there = drafting.identity_of(item) in present
        will = _state(one, there=there)
        if not there:
            new.append(item)
            will = will if item.valid or will == "later" else "as_typed"
        rows.append(Row(key, _shown(item), will))
    if new:
        given[key if known is None else f"{key}+"] = new


def _shown(item: Phone | Email) -> str:
    if isinstance(item, Phone):
        return display(item.e164, item.ext) if item.e164 else item.raw
    return item.address or item.raw


def _companies(
    rows: list[Row],
    given: dict[str, object],
    line: Captured,
    one: Whom | None,
    asked: list[Question],
) -> None:
    """Add the companies, except the one that the line is about itself."""
    known = one.known if one is not None else None
    links = list(known.companies) if known is not None else []
    added = False
    seen: set[str] = set()
    for place, name in enumerate(line.companies):
        if asked and name in asked[0].options:
            rows.append(_question(asked[0].part, name, asked.pop(0)))
            continue
        if names.company_key(name) in seen:
            continue
        seen.add(names.company_key(name))
        if place == 0 and not line.name and one is not None and one.said.kind == "company":
            continue
        company = _company(name)
        linked = company is not None and company.uid in {link.uid for link in links}
        itself = company is not None and known is not None and company.uid == known.uid
        if linked or itself:
            rows.append(Row("company", name, "linked"))
            continue
        will = "new" if company is None else "known"
        rows.append(Row("company", name, will, company.name if company is not None else ""))
        links.append(CompanyLink(company.uid if company else "", "", name))
        added = True
    if added:
        given["companies"] = links


def _company(name: str) -> Contact | None:
    """Return the company of this name, as the form would link it."""
    found = stored.load(lookup.companies_by_key(names.company_key(name))[:20])
    exact = [one for one in found if fold(one.name) == fold(name)]
    return next(iter(exact or found), None)


def _task(
    rows: list[Row], said: CapturedTask | None, now: datetime, asked: Question | None
) -> tuple[Mapping[str, object] | None, str]:
    if said is None:
        return None, ""
    given: dict[str, object] = {"title": said.title, "kind": said.kind, "repeat": said.repeat}
    if not said.title:
        # A line that says only when is a call, as in the next step of an entry.
        given |= {"title": _("Call"), "kind": "call"}
    if said.due is not None:
        given["due"] = said.due
    try:
        task = drafted(given, Task(""), now)
    except ValidationError as error:
        rows.append(Row("task", said.title, "unread"))
        return None, error.code
    if asked is None:
        # The year is said where it is another one.
        year = str(task.due.year) if task.due and task.due.year != now.year else ""
        rows.append(Row("task", task.title, "new", year, task))
    else:
        rows.append(Row("task", task.title, "later"))
        rows.append(_question("due", "", asked))
    return given, ""


def _tags(rows: list[Row], given: dict[str, object], line: Captured, one: Whom | None) -> None:
    tags = canonical_tags(line.tags)
    known = one.known if one is not None else None
    present = {fold(tag) for tag in known.tags} if known is not None else set()
    for tag in tags:
        rows.append(Row("tags", tag, _state(one, there=fold(tag) in present)))
    if new := [tag for tag in tags if fold(tag) not in present]:
        given["tags" if known is None else "tags+"] = new


def _note(rows: list[Row], given: dict[str, object], line: Captured, one: Whom | None) -> None:
    if line.note:
        rows.append(Row("note", line.note, "later" if one is None or one.candidates else "new"))
        given["note"] = line.note


def _amounts(line: Captured) -> list[Row]:
    title = line.task.title if line.task is not None else ""
    return [Row("amount", one, "in_title" if one in title else "in_note") for one in line.amounts]
