"""An archive beside contacts that are there: its contacts and interactions, as from files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kobicrm.domain.kinds.registry import KINDS as DESCRIBED
from kobicrm.domain.uids import is_uid
from kobicrm.exchange.archive import Archive
from kobicrm.exchange.files import refusal, work_folder
from kobicrm.exchange.writers import write_jsonl
from kobicrm.services.imports.archive.report import ArrivalReport
from kobicrm.services.imports.archive.whole import PARTS
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.report import ImportReport
from kobicrm.services.imports.running import run_import
from kobicrm.services.session import Session
from kobicrm.storage.contacts import heads

# Contacts come before what belongs to them.
TAKEN = tuple(part for part in PARTS if part in DESCRIBED)
# What stays behind; own fields come with the contacts that have a value in them.
LEFT_OUT = tuple(part for part in PARTS if part not in (*TAKEN, "custom_field"))
# By which of its values a contact is known again.
_TELLING = ("uid", "kind", "name", "companies", "phones", "emails", "tax_number", "codes", "origin")


def merge(
    session: Session, archive: Archive, options: ImportOptions, report: ArrivalReport
) -> None:
    """Take contacts and interactions in, each as one change, and tell in ``report``.

    What belongs to contacts in the archive's trash is left out with them. A trial stops after
    the contacts: what belongs to them can only be matched when they are there.
    """
    for part in TAKEN if not options.dry_run else TAKEN[:1]:
        if report.rows.get(part):
            report.parts[part] = _take(session, archive, part, replace(options, kind=part))


def _take(session: Session, archive: Archive, part: str, options: ImportOptions) -> ImportReport:
    try:
        with work_folder() as folder:
            file = folder / f"{part}.jsonl"
            with file.open("wb") as stream:
                write_jsonl(stream, _documents(session, archive, part))
            done = run_import(session, file, options)
    except OSError as error:
        raise refusal(error, Path(archive.name)) from error
    done.source = replace(done.source, name=f"{archive.name}/{file.name}")
    return done


def _documents(session: Session, archive: Archive, part: str) -> Iterator[dict[str, Any]]:
    if part == TAKEN[0]:
        yield from archive.documents(part)
        return
    trashed = {document.get("uid") for document in archive.documents("trash")}
    known_by = _clues(session, archive, part)
    for document in archive.documents(part):
        whose = _whose(document)
        if whose not in trashed:
            yield {**document, "contact": known_by[whose]} if whose in known_by else document


def _clues(session: Session, archive: Archive, part: str) -> dict[str, dict[str, Any]]:
    """Return what tells who they are, of those who are known here under another uid."""
    named = {_whose(document) for document in archive.documents(part)}
    named = {uid for uid in named if is_uid(uid)}
    with session.store.reading():
        named -= heads(sorted(named)).keys()
    return {
        document["uid"]: {key: document[key] for key in _TELLING if key in document}
        for document in (archive.documents(TAKEN[0]) if named else ())
        if document.get("uid") in named
    }


def _whose(document: dict[str, Any]) -> str:
    contact = document.get("contact")
    return str(contact.get("uid")) if isinstance(contact, dict) else ""
