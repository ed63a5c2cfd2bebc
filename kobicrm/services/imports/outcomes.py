"""What became of the rows: counted in the report, refused ones kept for the rejects file."""

from __future__ import annotations

from kobicrm.domain.contacts import Contact, altered
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.report import ImportReport, RowEntry, row_text
from kobicrm.storage.staging import Staging


class Outcomes:
    """Notes the outcome of every row once."""

    def __init__(self, staging: Staging, report: ImportReport) -> None:
        """Count in ``report``; refused rows go into ``staging``."""
        self._staging = staging
        self._report = report

    def refuse(self, draft: RowDraft, reason: str) -> None:
        """Leave a row out."""
        report = self._report
        report.reasons[reason] = report.reasons.get(reason, 0) + 1
        if report.samples:
            report.refused_rows.add(draft.line, reason)
        self._staging.note_row(draft.line, "refused", reason, draft.cells)
        self.note(draft, "refused", draft.contact, reason=reason)

    def note(
        self,
        draft: RowDraft,
        outcome: str,
        contact: Contact,
        *,
        reason: str = "",
        by: str = "",
        changes: dict[str, list[object]] | None = None,
    ) -> None:
        """Count a row that is about ``contact``."""
        report = self._report
        report.count(outcome)
        report.new_companies += outcome == "created" and contact.kind == "company"
        flagged = outcome != "refused" and bool(draft.warnings)
        if flagged:
            report.flag({warning.code for warning in draft.warnings})
        if not report.wants(outcome, flagged=flagged):
            return
        report.entries.append(
            RowEntry(
                line=draft.line,
                outcome=outcome,
                name=contact.name,
                uid=contact.uid if outcome != "refused" else "",
                reason=reason,
                matched_by=by,
                warnings=tuple(draft.warnings),
                changes=changes or {},
                contact=None if report.verbose else altered(contact, notes=()),
                text=(draft.text or row_text(draft.cells)) if outcome == "refused" else "",
                values=draft.values,
            )
        )
