"""The question before something large or final: bulk changes, erasing, restoring, sending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_
from screens.dialogs.base import Dialog
from screens.text import content, plain

SAMPLES = 3


class ConfirmDialog(Dialog[bool]):
    """Question with its number, three samples, the consequence and the way back.

    Returns True for Enter, None for Esc. All texts are in the language in force.
    """

    WIDTH = 60
    KEYS = ("dialog.yes", "dialog.cancel")
    DEFAULT_CSS = """
    ConfirmDialog Static { height: auto; margin: 1 0 0 0; }
    ConfirmDialog .way-back { margin: 0 0 1 0; color: $muted; }
    ConfirmDialog .consequence { color: $warning; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", N_("yes"), id="dialog.yes"),
    ]

    def __init__(
        self,
        question: str,
        *,
        verb: str,
        samples: Sequence[str] = (),
        consequence: str = "",
        way_back: str = "",
    ) -> None:
        """Ask ``question``; ``verb`` is what Enter does (`taşı`)."""
        super().__init__()
        self._question = question
        self._verb = verb
        self._samples = samples
        self._consequence = consequence
        self._way_back = way_back

    def heading(self) -> str:
        """Return the question."""
        return self._question

    def body(self) -> Iterable[Widget]:
        """Yield samples, consequence and way back, those that there are."""
        if self._samples:
            more = "…" if len(self._samples) > SAMPLES else ""
            names = ", ".join(plain(name) for name in self._samples[:SAMPLES])
            yield Static(content(names + more))
        if self._consequence:
            yield Static(content(plain(self._consequence)), classes="consequence")
        yield Static(content(plain(self._way_back)), classes="way-back")

    def verb(self, binding: Binding) -> str:
        """Return the verb of this question for Enter."""
        return self._verb if binding.id == "dialog.yes" else super().verb(binding)

    def action_yes(self) -> None:
        """Close with yes."""
        self.dismiss(True)
