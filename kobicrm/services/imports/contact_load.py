"""Planning contacts: whom each row is about, laid out as the rows that will be stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kobicrm.domain.codec import micros
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.linking import link_by_uid
from kobicrm.services.imports.planner import Planner
from kobicrm.services.imports.report import ImportReport
from kobicrm.storage.bulk import Layout
from kobicrm.storage.database import Store
from kobicrm.storage.staging import Staging
from kobicrm.storage.work import Work


class ContactLoad:
    """The plan of one file of contacts."""

    def __init__(
        self,
        store: Store,
        report: ImportReport,
        *,
        on_match: str,
        at: datetime,
        repeats: bool = False,
    ) -> None:
        """Begin an empty plan; the caller holds a read transaction until :meth:`finish`."""
        self._report = report
        self._layout = Layout(store, micros(at))
        self.staging = Staging(store, lay=self._layout.lay)
        self._planner = Planner(self.staging, report, on_match=on_match, repeats=repeats)

    def take(self, drafts: Sequence[RowDraft]) -> None:
        """Plan the next rows of the file."""
        self._planner.take(drafts)

    def finish(self) -> None:
        """Do what needs all rows and no lock."""
        self._planner.finish()
        self._report.in_order()
        if self._planner.links_by_uid:
            link_by_uid(self.staging, self._report)
        self._layout.fill(self.staging)

    def apply(self, unit: Work) -> None:
        """Store what is planned."""
        for info in self._planner.new_fields.values():
            unit.add_field(info.name, info.type, info.choices)
        self._layout.apply(unit)
