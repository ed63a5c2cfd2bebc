"""The page of an import: file, columns, trial, result. Nothing is written before the last step."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from kobicrm.i18n import N_, _
from screens.area import AreaScreen
from screens.imports.columns_step import ColumnsStep
from screens.imports.done_step import DoneStep
from screens.imports.file_step import FileStep
from screens.imports.flow import Flow
from screens.imports.nouns import import_text
from screens.imports.steps import breadcrumb, steps_line
from screens.imports.trial_step import TrialStep
from screens.text import plain
from screens.widgets.head_row import HeadRow
from screens.widgets.progress import Progress

# Which of the four steps in the head row each page belongs to.
_HEAD = {"file": "file", "columns": "columns", "trial": "trial", "run": "result", "done": "result"}


class RunStep(Progress):
    """How far the import is."""

    HELP_NAME: ClassVar[str] = N_("While it runs")


class ImportScreen(AreaScreen):
    """Takes a file of records in, step by step; Esc goes one back, Ctrl+S on."""

    AREA = "contacts"
    NAME = N_("Import a list")
    CSS_PATH = Path(__file__).with_name("imports.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "go_on", N_("Go on"), id="import.go_on", priority=True),
        Binding("ctrl+s", "run", N_("Import"), id="import.run", priority=True),
        Binding("tab", "to_list", N_("To the list"), id="import.to_list"),
        Binding("escape", "step_back", N_("Back"), id="import.back"),
    ]

    def __init__(
        self, path: Path | None = None, *, returning: Callable[[], None] | None = None
    ) -> None:
        """Begin with the choice of a file, or with ``path``.

        ``returning`` is called when the page is closed without an import.
        """
        super().__init__()
        self._first, self._returning = path, returning
        self.page = "file"

    def body(self) -> Iterable[Widget]:
        """Yield the pages of the steps, one of them in sight."""
        with ContentSwitcher(initial="file", id="steps"):
            yield FileStep(self.kobi.jobs, self.kobi.clock, id="file")
            yield ColumnsStep(id="columns")
            yield TrialStep(id="trial")
            yield RunStep(id="run")
            yield DoneStep(id="done")

    def on_mount(self) -> None:
        """Begin, or show the import that runs already."""
        self.flow = Flow(self)
        if self.kobi.import_run is not None:
            self.flow.join(self.kobi.import_run)
        else:
            self.show_page("file")
            self.flow.begin(self._first)

    def on_unmount(self) -> None:
        """Let go of what is not needed any more."""
        self.flow.close()

    # What is shown

    def show_page(self, page: str) -> None:
        """Bring a page into sight and give it the focus."""
        self.page = page
        self.query_one(ContentSwitcher).current = page
        focus: dict[str, Widget] = {
            "file": self.file.line,
            "columns": self.columns.rows if self.columns.known else self.columns,
            "trial": self.trial.outcomes,
            "run": self.query_one(RunStep),
            "done": self.done.outcomes,
        }
        focus[page].focus()
        self.show_head()
        self.refresh_bindings()

    @property
    def file(self) -> FileStep:
        """The choice of a file."""
        return self.query_one(FileStep)

    @property
    def columns(self) -> ColumnsStep:
        """Where the columns go."""
        return self.query_one(ColumnsStep)

    @property
    def trial(self) -> TrialStep:
        """What would happen."""
        return self.query_one(TrialStep)

    @property
    def done(self) -> DoneStep:
        """What was done."""
        return self.query_one(DoneStep)

    def facts(self) -> tuple[Content, Content | None]:
        """Return the way to here, and the steps."""
        path = self.flow.path if hasattr(self, "flow") else None
        return breadcrumb(plain(path.name) if path else ""), steps_line(_HEAD[self.page])

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        self.flow.show_run()
        self.query_one(HeadRow).refresh()

    def hints(self) -> list[str]:
        """Return the keys that matter on this page."""
        if self.page == "run":
            return ["import.back", "area.contacts", "app.help"]
        steps: dict[str, FileStep | ColumnsStep | TrialStep | DoneStep] = {
            "file": self.file,
            "columns": self.columns,
            "trial": self.trial,
            "done": self.done,
        }
        return list(steps[self.page].hints())

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the bindings with the number of rows in the one that imports them."""
        found = super().active_bindings
        return {key: self._counted(one) for key, one in found.items()}

    def _counted(self, active: ActiveBinding) -> ActiveBinding:
        binding = active.binding
        if binding.id == "import.run" and self.trial.report is not None:
            label = import_text(self.trial.report.rows, self.trial.report.source.format)
        elif binding.id == "import.back":
            label = self._back_label()
        else:
            return active
        return active._replace(binding=dataclasses.replace(binding, description=label))

    def _back_label(self) -> str:
        if self.page == "run":
            return _("Stop")
        if self.page == "trial" and not self.trial.rows.has_focus:
            return _("To the columns")
        return _("Close") if self.page in ("file", "done") else _("Back")

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on each page what can be done there."""
        if action == "go_on":
            return self.page == "columns" and self.columns.known is not None
        if action == "run":
            report = self.trial.report
            return self.page == "trial" and report is not None and not report.changes_nothing
        if action == "to_list":
            return self.page == "file"
        if action == "step_back" and self.page == "run":
            return self.flow.can_stop
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Try the import out."""
        self.flow.try_out()

    def action_run(self) -> None:
        """Import for good."""
        self.flow.run()

    def action_to_list(self) -> None:
        """Go from the line to the list, or back."""
        (self.file.line if self.file.rows.has_focus else self.file.rows).focus()

    def begin(self) -> None:
        """Leave a running or finished import when the key of the area is pressed."""
        if self.page in ("run", "done"):
            self.flow.leave()

    def action_step_back(self) -> None:
        """Go one step back; from the first one, close the page."""
        if self.page == "file":
            if not self.file.action_step_back():
                self.close()
        elif self.page == "columns":
            self.flow.choose_file()
        elif self.page == "trial":
            if not self.trial.action_step_back():
                self.flow.back_to_columns()
        elif self.page == "run":
            self.flow.stop()
        elif not self.done.action_step_back():
            self.flow.leave()

    def close(self) -> None:
        """Close the page without an import."""
        self.dismiss(None)
        if self._returning:
            self._returning()

    # Messages of the pages

    def on_file_step_picked(self, event: FileStep.Picked) -> None:
        """Read the chosen file."""
        self.flow.open(event.path)

    def on_columns_step_mapped(self, event: ColumnsStep.Mapped) -> None:
        """Read the columns as the user told."""
        self.flow.remap(event.mapping)

    def on_columns_step_asked(self, event: ColumnsStep.Asked) -> None:
        """Do what a key of the columns page asks for."""
        acts: dict[str, Callable[[], None]] = {
            "reading": self.flow.ask_reading,
            "kind": self.flow.next_kind,
            "contact": self.flow.ask_contact,
            "save": self.flow.save_profile,
            "choose": self.flow.choose_profile,
            "accept": self.flow.accept_profile,
        }
        acts[event.act]()

    def on_trial_step_policy_wanted(self, event: TrialStep.PolicyWanted) -> None:
        """Try again with another way to treat known people."""
        self.flow.try_out(event.policy)

    def on_done_step_asked(self, event: DoneStep.Asked) -> None:
        """Do what a finished import offers."""
        if event.act == "refused":
            self.flow.save_refused()
        elif event.act == "undo":
            self.flow.undo()
        else:
            self.flow.leave()
