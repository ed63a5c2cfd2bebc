"""The question before all suggestions of one kind are accepted."""

from __future__ import annotations

from kobicrm.i18n import _
from kobicrm.i18n.quality import kind_text, suggestion_text, value_text
from kobicrm.services.quality import Change, Plan
from screens.contacts.many_dialog import About, ManyDialog
from screens.dialogs.confirm import SAMPLES
from screens.styles.glyphs import current


class AcceptAllDialog(ManyDialog[bool]):
    """Returns True when they are to be accepted; Esc returns None."""

    def __init__(self, code: str) -> None:
        """Ask about the findings of one kind."""
        super().__init__()
        self._code = code

    def title_for(self, people: str) -> str:
        """Return `Bütün öneriler · 312 kişi`."""
        return _("All suggestions · {people}").format(people=people)

    def consequence(self) -> str:
        """Return the kind, and what happens to the values."""
        text = _("{kind}: what is suggested takes the place of the value.")
        return text.format(kind=kind_text(self._code))

    def does(self) -> str:
        """Return what Enter does."""
        return _("accept")

    def answer(self) -> bool:
        """Return that it may be done."""
        return True

    def show(self, plan: Plan) -> None:
        """Say how many there are and what becomes of the first three."""
        samples = tuple(_sample(change) for change in plan.sample[:SAMPLES])
        self.know(About(len(plan.ids), samples))


def _sample(change: Change) -> str:
    """Return `AYŞE → Ayşe`; a value that is missing is told by the contact's name."""
    old = value_text(change.finding.field, change.finding.value) or change.name
    return f"{old} {current().becomes} {suggestion_text(change.finding)}"
