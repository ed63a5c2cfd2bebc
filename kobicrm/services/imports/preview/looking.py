"""A look into a file before anything is planned: what its rows are, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.kinds.task import TASK
from kobicrm.errors import BadFile
from kobicrm.exchange.archive import open_archive
from kobicrm.exchange.calendar_in import CalendarDocuments
from kobicrm.exchange.chat_in import ChatDocuments
from kobicrm.exchange.mail_in import MailDocuments
from kobicrm.exchange.source import Cards, Documents, Source, Table
from kobicrm.services.imports.counting import row_count
from kobicrm.services.imports.loads import open_file
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.preview.contacts import of_cards, of_documents, planned
from kobicrm.services.imports.preview.parts import SAMPLE_ROWS, Preview, top_of
from kobicrm.services.imports.preview.records import (
    of_calendar,
    of_chat,
    of_mail,
    of_record_documents,
    planned_records,
)
from kobicrm.services.imports.profiles import profile_for, profile_named
from kobicrm.services.imports.records import are_records, is_table_of
from kobicrm.services.session import Session

# Cells that stand in a row of data, not above one: an address, a phone number, an amount.
_DATA = re.compile(r"\S+@\S+\.\S+|[\d\s()+./,-]{7,}")
# What rows may be beside contacts.
_RECORDS = tuple(kind for kind in KINDS.values() if kind is not CONTACT)


def preview(session: Session, path: Path, options: ImportOptions | None = None) -> Preview:
    """Return how the file would be read.

    Where no kind is told, rows that are records for sure are taken for them; its options then
    name the kind. A profile that is named is laid into them. Where no column name is known, the
    first row (or none, when it looks like data) is taken for the header. Raises BadFile,
    UsageError, NotFound and Ambiguous as :func:`run_import` does, and BadFile for what only a
    command takes in: everything of a shop in one file.
    """
    chosen = options or ImportOptions()
    if archive := open_archive(path):
        archive.close()
        raise BadFile("archive_by_command", file=path.name)
    profile = profile_named(session, chosen.profile) if chosen.profile else None
    source, opened, guessed = _open(path, profile.on(chosen) if profile else chosen)
    with source:
        row_told = opened.header_row is not None
        if profile and isinstance(source, Table):
            told = profile.on(chosen, source.header)
            # Its header was found by the names in the profile; places alone find none.
            opened = replace(told, kind=opened.kind, header_row=source.info.header_row)
        found = _of(session, source, replace(opened, profile=""))
    if isinstance(source, Table) and not profile:
        fitting = profile_for(session, source.header)
        name = fitting.name if fitting else ""
        found = replace(found, suggested=name if name != opened.read_as else "")
    return replace(found, header_guessed=guessed, row_told=row_told)


def remap(session: Session, known: Preview, mapping: Mapping[str | int, str]) -> Preview:
    """Return ``known`` with columns told anew; the file is not read again."""
    options = replace(known.options, mapping=mapping)
    return _planned(session, replace(known, options=options))


def _open(path: Path, chosen: ImportOptions) -> tuple[Source, ImportOptions, bool]:
    """Return the file opened, with the kind and the header row that were found; was it guessed?"""
    try:
        source = open_file(path, chosen)
    except BadFile as error:
        if error.code != "header_not_found" or chosen.header_row is not None:
            raise
        return _open_without_header(path, chosen, error)
    try:
        kind = "" if chosen.kind else _kind_of(source)
    except BaseException:
        source.close()
        raise
    if not kind:
        return source, chosen, False
    # Its header is found by other names: the one the import itself will find.
    source.close()
    chosen = replace(chosen, kind=kind)
    return open_file(path, chosen), chosen, False


def _open_without_header(
    path: Path, chosen: ImportOptions, error: BadFile
) -> tuple[Source, ImportOptions, bool]:
    for kind in _RECORDS if not chosen.kind else ():
        as_kind = replace(chosen, kind=kind.key)
        try:
            source = open_file(path, as_kind)
        except BadFile:
            continue
        if _kind_of(source) == kind.key:
            return source, as_kind, False
        source.close()
    cells = str(error.values["cells"]).split(" | ")
    line = 0 if any(map(_DATA.fullmatch, cells)) else int(str(error.values["line"]))
    sheet = str(error.values["sheet"])
    chosen = replace(chosen, header_row=line)
    return open_file(path, replace(chosen, sheet=chosen.sheet or sheet)), chosen, True


def _kind_of(source: Source) -> str:
    """Return what the rows are when they are records for sure, else ''."""
    if isinstance(source, CalendarDocuments):
        return TASK.key
    for kind in _RECORDS:
        if isinstance(source, Table):
            if is_table_of(kind, source.header, source.sample(SAMPLE_ROWS)):
                return kind.key
        elif (
            isinstance(source, Documents)
            and not isinstance(source, ChatDocuments)
            and are_records(kind, islice(source.rows(), SAMPLE_ROWS))
        ):
            return kind.key
    return ""


def _of(session: Session, source: Source, options: ImportOptions) -> Preview:
    at = session.clock()
    if isinstance(source, ChatDocuments):
        return of_chat(session, source, options)
    if isinstance(source, MailDocuments):
        return of_mail(session, source, options)
    if isinstance(source, CalendarDocuments):
        return of_calendar(source, options, at)
    if isinstance(source, Cards):
        return of_cards(source, options, at)
    if isinstance(source, Documents):
        if options.kind in ("", CONTACT.key):
            return of_documents(source, options, at)
        return of_record_documents(session, source, options, at)
    sample = tuple(source.sample(SAMPLE_ROWS))
    rows, exact = row_count(source, sample)
    known = Preview(
        source=source.info,
        options=options,
        rows=rows,
        is_exact=exact,
        sheets=source.sheets,
        header=source.header,
        top=top_of(sample),
        sample=sample,
    )
    return _planned(session, known)


def _planned(session: Session, known: Preview) -> Preview:
    if known.options.kind in ("", CONTACT.key):
        return planned(session, known, session.clock())
    return planned_records(session, known, session.clock())
