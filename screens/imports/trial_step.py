"""The third step: what would happen. The bar walks the results, the table below follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services.imports import ImportReport
from screens.imports.left_out import left_out_text
from screens.imports.nouns import are_contacts
from screens.imports.outcome_rows import table_of
from screens.imports.outcomes import Outcomes, reason_counts
from screens.imports.policies import FILLING, is_asked, known_text, next_policy, policy_text
from screens.imports.record_rows import made_text, whose_text
from screens.styles.glyphs import current
from screens.text import content, plain
from screens.widgets.head_row import Line
from screens.widgets.keys import key_of
from screens.widgets.plain_rows import PlainRows
from screens.widgets.progress import Progress
from screens.widgets.rows import Rows


class SampleRows(PlainRows):
    """The rows behind a result; Enter has nothing to open here."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave opening out."""
        return False if action == "open" else super().check_action(action, parameters)


class Results(Vertical):
    """Results with their bars, and the rows behind the one under the bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "to_rows",
            N_("See the rows"),
            tooltip=N_("to the rows of this result"),
            id="results.rows",
        ),
        Binding(
            "tab", "turn", N_("Rows"), tooltip=N_("results ↔ rows"), show=False, id="results.tab"
        ),
    ]

    def __init__(self, *, past: bool = False, id: str | None = None) -> None:
        """Tell what would happen, or what did when ``past``."""
        super().__init__(id=id)
        self.past = past
        self.report: ImportReport | None = None
        self.policy = "fill"

    def compose(self) -> ComposeResult:
        """Put the results over their rows."""
        yield Outcomes(past=self.past, id="outcomes")
        yield from self.between()
        yield Line(id="left_out")
        yield Line(id="title")
        yield SampleRows((), id="rows")

    def between(self) -> Iterable[Line]:
        """Yield the lines between the results and the title of the rows."""
        yield Line(id="notice")

    @property
    def outcomes(self) -> Outcomes:
        """The results."""
        return self.query_one(Outcomes)

    @property
    def rows(self) -> SampleRows:
        """The rows of one result."""
        return self.query_one(SampleRows)

    def show(self, report: ImportReport) -> None:
        """Show a report."""
        self.report = report
        self.relabel()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        if self.report is not None:
            self.outcomes.show(self.report, self._note)
            notice = self.notice(self.report)
            line = self.query_one("#notice", Line)
            line.display = bool(notice.plain)
            line.set(notice)
            left_out = left_out_text(self.report)
            line = self.query_one("#left_out", Line)
            line.display = bool(left_out)
            line.set(content(f"  {plain(left_out)}", "$muted"))
            self._show_rows()

    def _show_rows(self) -> None:
        if self.report is None:
            return
        table = table_of(self.report, self.outcomes.outcome, past=self.past)
        self.query_one("#title", Line).set(content(table.title, "bold $muted"))
        self.rows.fill(table.rows, columns=table.columns)

    def _note(self, outcome: str) -> str:
        report = self.report
        if report is None:
            return ""
        if outcome == "created" and not are_contacts(report.kind):
            return made_text(report)
        if outcome == "created":
            people = report.created - report.new_companies
            return ", ".join(
                text.format(n=format_count(count, language()))
                for count, text in (
                    (people, ngettext("{n} person", "{n} people", people)),
                    (
                        report.new_companies,
                        ngettext("{n} company", "{n} companies", report.new_companies),
                    ),
                )
                if count
            )
        if outcome == "updated":
            return policy_text(self.policy, report.kind) if self.policy in FILLING else ""
        if outcome == "unchanged":
            return _("known already")
        reasons = reason_counts(report, "refused")
        return reasons[0][0] if reasons else ""

    def notice(self, report: ImportReport) -> Content:
        """Return the line below the results."""
        if whose := whose_text(report):
            return content(f"  {whose}", "$muted")
        beside = report.companies_created + report.people_created
        if not beside:
            return Content("")
        text = ngettext(
            "{n} record more, of companies and people the rows name.",
            "{n} records more, of companies and people the rows name.",
            beside,
        )
        return content("  " + text.format(n=format_count(beside, language())), "$muted")

    # Keys

    def on_outcomes_shown(self, event: Outcomes.Shown) -> None:
        """Let the table follow the bar."""
        event.stop()
        self._show_rows()

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Keep the messages of the table here."""
        event.stop()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Keep the messages of the table here."""
        event.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the rows where there are some."""
        if action == "to_rows":
            return not self.past and self.rows.total > 0 and not self.rows.has_focus
        return super().check_action(action, parameters)

    def action_to_rows(self) -> None:
        """Put the bar on the rows of this result."""
        self.rows.focus()

    def action_turn(self) -> None:
        """Go to the rows, or back to the results."""
        (self.outcomes if self.rows.has_focus else self.rows).focus()

    def action_step_back(self) -> bool:
        """Go from the rows back to the results; False when there."""
        if self.rows.has_focus:
            self.outcomes.focus()
            return True
        return False


class TrialStep(Results):
    """What an import would do, and what to do with known people."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "policy",
            N_("Known contacts"),
            tooltip=N_("what becomes of known contacts"),
            show=False,
            id="trial.policy",
        ),
    ]

    @dataclass
    class PolicyWanted(Message):
        """Known contacts are to be treated in another way."""

        policy: str

    def compose(self) -> ComposeResult:
        """Put the progress of the trial in front."""
        yield Progress(id="trying")
        yield from super().compose()

    def between(self) -> Iterable[Line]:
        """Yield the line on known contacts, too."""
        yield Line(id="policy")
        yield Line(id="notice")

    @property
    def trying(self) -> Progress:
        """How far the trial is."""
        return self.query_one(Progress)

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        self.trying.set(_("Trying out"), stop=_("back to the columns; nothing is changed"))
        line = self.query_one("#policy", Line)
        line.display = self._asks_policy()
        chosen = Content.assemble(
            content(f"  {known_text(self.policy, self._kind)}"),
            "   ",
            (key_of(self.app, "trial.policy", TrialStep), "bold $foreground"),
            " ",
            content(_("change"), "$muted"),
        )
        line.set(chosen)

    def _asks_policy(self) -> bool:
        """Return whether known people are in the file at all: else there is nothing to ask."""
        return self.policy != "fill" or (self.report is not None and is_asked(self.report))

    @property
    def _kind(self) -> str:
        return self.report.kind if self.report else CONTACT.key

    def notice(self, report: ImportReport) -> Content:
        """Say when an import would change nothing."""
        if report.changes_nothing:
            text = _("There is nothing new in this file: an import would change nothing.")
            if not report.rows:
                text = _("There are no rows below the header.")
            return content(f"  {current().yes} {plain(text)}", "$foreground")
        return super().notice(report)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the choice where it matters."""
        if action == "policy":
            return self._asks_policy()
        return super().check_action(action, parameters)

    def action_policy(self) -> None:
        """Treat known people in the next way there is."""
        self.post_message(self.PolicyWanted(next_policy(self.policy, self._kind)))

    def hints(self) -> Iterable[str]:
        """Return the keys that matter now."""
        return ("import.run", "results.rows", "import.back", "app.help")
