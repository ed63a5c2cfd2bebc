"""Planning records that belong to contacts: whose they are, and which are there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kobicrm.domain.contacts import Contact, Warn
from kobicrm.domain.kinds.registry import KINDS as DESCRIBED
from kobicrm.domain.matching import clues, decide
from kobicrm.domain.uids import is_others, new_uid
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.outcomes import Outcomes
from kobicrm.services.imports.records.reading import RecordDraft
from kobicrm.services.imports.report import ImportReport
from kobicrm.storage import records, traces
from kobicrm.storage.database import Store
from kobicrm.storage.record_kinds import KINDS
from kobicrm.storage.record_staging import RecordStaging
from kobicrm.storage.staging import Staging
from kobicrm.storage.work import Work

# Keys that make nobody known by themselves.
_UNSURE = ("bare", "company")


class RecordLoad:
    """The plan of one file of records; nobody is made for it, its contacts must be known."""

    def __init__(
        self,
        store: Store,
        report: ImportReport,
        kind: str,
        *,
        on_match: str,
        contact: Contact | None = None,
    ) -> None:
        """Plan records of ``kind``; all belong to ``contact`` when it is given."""
        self.staging = Staging(store)
        self._planned = RecordStaging(store, kind)
        self._outcomes = Outcomes(self.staging, report)
        self._kind = kind
        self._on_match = on_match
        self._contact = contact
        self._needs_contact = DESCRIBED[kind].field("contact").required

    def take(self, drafts: Sequence[RowDraft]) -> None:
        """Plan the next rows of the file."""
        rows = [draft for draft in drafts if isinstance(draft, RecordDraft)]
        wanted = {key for row in rows for key in clues(row.contact).all_keys()}
        found = {} if self._contact else self.staging.candidates(wanted)
        self.staging.fetch(one for ids in found.values() for one in ids)
        known = records.values_of(self._kind, [row.uid for row in rows if row.uid])
        named = [row.uid for row in rows if is_others(row.uid) and row.uid not in known]
        gone = traces.deleted_here(self._kind, named) if self._on_match != "new" else set()
        for row in rows:
            ids = {one for key in clues(row.contact).all_keys() for one in found.get(key, ())}
            self._take_one(row, ids, known.get(row.uid), is_gone=row.uid in gone)

    def finish(self) -> None:
        """Do what is left to do without the lock: nothing."""

    def apply(self, unit: Work) -> None:
        """Store what is planned."""
        self._planned.apply(unit)

    def _take_one(
        self,
        row: RecordDraft,
        candidates: set[int],
        known: dict[str, Any] | None,
        *,
        is_gone: bool,
    ) -> None:
        if row.problem:
            self._outcomes.refuse(row, row.problem)
            return
        contact, by, reason = self._whose(row, candidates)
        if reason:
            self._outcomes.refuse(row, reason)
            return
        # A task that is nobody's is told by its title.
        whose = contact or Contact(name=str(row.values.get("title", "")))
        values = KINDS[self._kind].whole({"contact": whose.uid, **row.values})
        if contact is None:
            row.untold.add("contact")
        if known is not None:
            self._take_known(row, whose, values, known)
        elif is_gone:
            row.warnings.append(Warn("deleted_here", "", ""))
            self._outcomes.note(row, "unchanged", whose, by="uid")
        elif self._planned.is_known(values, contact.id if contact else None):
            self._outcomes.note(row, "unchanged", whose, by=by)
        else:
            self._planned.add(row.uid or new_uid(), values)
            self._outcomes.note(row, "created", whose, by=by)

    def _take_known(
        self, row: RecordDraft, contact: Contact, values: dict[str, Any], known: dict[str, Any]
    ) -> None:
        changes: dict[str, list[object]] = {
            name: [known[name], new]
            for name, new in values.items()
            if known[name] != new and name not in row.untold
        }
        if changes and self._on_match == "update":
            self._planned.change(row.uid, {name: pair[1] for name, pair in changes.items()})
            self._outcomes.note(row, "updated", contact, by="uid", changes=changes)
            return
        row.warnings += [
            Warn("value_differs", name, str(pair[1])) for name, pair in changes.items()
        ]
        self._outcomes.note(row, "unchanged", contact, by="uid")

    def _whose(self, row: RecordDraft, ids: set[int]) -> tuple[Contact | None, str, str]:
        """Return the contact, by what it was found, and why there is none."""
        if self._contact is not None:
            return self._contact, "", ""
        if not any(kind not in _UNSURE for kind, _key in clues(row.contact).all_keys()):
            if not self._needs_contact and not row.contact.name:
                return None, "", ""
            return None, "", "contact_not_named"
        people = list(self.staging.load(ids).values()) if ids else []
        live = [one for one in people if one.deleted_at is None]
        match = decide(row.contact, live)
        if match.found is None and not row.contact.name and live:
            # As a reference on the command line: a number alone names whoever alone has it.
            return (live[0], "phone", "") if len(live) == 1 else (None, "", "contact_several")
        if match.found is not None:
            row.warnings += [Warn(flag, "", "") for flag in match.flags]
            return match.found, match.by, ""
        gone = decide(row.contact, [one for one in people if one.deleted_at is not None])
        return None, "", "in_trash" if gone.found else "contact_unknown"
