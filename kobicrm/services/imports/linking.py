"""Links of an export coming back: they name companies by uid, perhaps of a later row."""

from __future__ import annotations

import dataclasses

from kobicrm.domain.contacts import CompanyLink, Contact, altered
from kobicrm.services.imports.report import ImportReport
from kobicrm.storage.staging import Staging


def link_by_uid(staging: Staging, report: ImportReport) -> None:
    """Give every planned link its company's id; companies nobody has are planned too."""
    for piece in staging.all():
        wanted = {link.uid for planned in piece for link in planned.after.companies if not link.id}
        if not wanted:
            continue
        found = _companies(staging, sorted(wanted))
        for planned in piece:
            if any(not link.id for link in planned.after.companies):
                links = tuple(
                    _linked(link, found, staging, report) for link in planned.after.companies
                )
                staging.amend(altered(planned.after, companies=links))
        staging.flush()


def _companies(staging: Staging, uids: list[str]) -> dict[str, Contact]:
    keys = [("uid", uid) for uid in uids]
    ids = {one for some in staging.candidates(keys).values() for one in some}
    return {contact.uid: contact for contact in staging.load(ids).values()}


def _linked(
    link: CompanyLink, found: dict[str, Contact], staging: Staging, report: ImportReport
) -> CompanyLink:
    if link.id:
        return link
    company = found.get(link.uid)
    if company is None:
        company = staging.add(Contact(kind="company", name=link.name or link.uid, uid=link.uid))
        found[link.uid] = company
        report.companies_created += 1
    return dataclasses.replace(link, id=company.id, name=company.name)
