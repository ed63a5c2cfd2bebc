"""The frame of a question about many contacts: how many, who, what it means, the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from screens.dialogs.base import Dialog
from screens.dialogs.confirm import SAMPLES
from screens.styles.glyphs import current
from screens.text import content, plain
from screens.widgets.keys import key_of
from screens.widgets.line_input import LineInput
from screens.widgets.palette import TurkishSuggester


@dataclass(frozen=True, slots=True)
class About:
    """Who is meant: exactly how many, three names, and values to complete a field with."""

    count: int
    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def counted(count: int) -> str:
    """Return `312 kişi`."""
    return ngettext("{n} contact", "{n} contacts", count).format(n=format_count(count, language()))


class ManyDialog(Dialog[ScreenResultType], Generic[ScreenResultType]):
    """A question about many contacts. It opens at once; who is meant comes with :meth:`know`.

    Nothing is answered before the number is there.
    """

    WIDTH = 60
    KEYS: ClassVar[tuple[str, ...]] = ("many.yes", "form.accept", "dialog.cancel")
    # Whether what the answer will do is worth a warning.
    WARNS: ClassVar[bool] = True
    DEFAULT_CSS = """
    ManyDialog .names { height: auto; margin: 1 0; }
    ManyDialog .consequence { height: auto; margin: 1 0 0 0; color: $warning; }
    ManyDialog .consequence.-quiet { color: $muted; }
    ManyDialog .way-back { height: auto; margin: 0 0 1 0; color: $muted; }
    ManyDialog .way-back.-alone { margin: 1 0; }
    ManyDialog FormField LineInput { width: 1fr; }
    ManyDialog FormField Answer { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", N_("yes"), id="many.yes", priority=True),
    ]

    def __init__(self) -> None:
        """Ask, with nothing known yet."""
        super().__init__()
        self.about: About | None = None

    def title_for(self, people: str) -> str:
        """Return the title; ``people`` is `312 kişi`."""
        raise NotImplementedError

    def counted(self, count: int) -> str:
        """Return how many are meant, in words."""
        return counted(count)

    def nothing_left(self) -> str:
        """Return what is said when none of them is there any more."""
        return _("None of these contacts is there any more.")

    def consequence(self) -> str:
        """Return what the answer will do, '' for nothing to warn of."""
        return ""

    def way_back(self) -> str:
        """Return how it can be taken back."""
        return _("You can take it back with {key}.").format(key=key_of(self.app, "app.undo"))

    def fields(self) -> Iterable[Widget]:
        """Yield what is asked for."""
        return ()

    def verb(self, binding: Binding) -> str:
        """Return what the keys do, in a word."""
        if binding.id == "form.accept":
            return _("complete")
        return self.does() if binding.id == "many.yes" else super().verb(binding)

    def does(self) -> str:
        """Return what Enter does, in a word."""
        return _("yes")

    def answer(self) -> ScreenResultType | None:
        """Return the answer, None when something is missing."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return the title with the number, as far as known."""
        if self.about is None:
            return self.title_for(current().cut)
        return self.title_for(self.counted(self.about.count))

    def body(self) -> Iterable[Widget]:
        """Yield names, fields, consequence and way back."""
        yield Static(classes="names")
        yield from self.fields()
        yield Static(classes="consequence")
        yield Static(classes="way-back")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        about = self.about
        names = ""
        if about is not None:
            names = ", ".join(plain(name) for name in about.names[:SAMPLES])
            names += current().cut if about.count > SAMPLES else ""
        self._write("names", names or "·····")
        self.say_consequence()
        self._write("way-back", self.way_back())

    def say_consequence(self) -> None:
        """Write what the answer will do."""
        nobody = self.about is not None and not self.about.count
        text = self.nothing_left() if nobody else self.consequence()
        self._write("consequence", text)
        said = self.query_one(".consequence")
        said.display = bool(text)
        said.set_class(not (self.WARNS or nobody), "-quiet")
        self.query_one(".way-back").set_class(not text, "-alone")

    def _write(self, place: str, text: str) -> None:
        self.query_one(f".{place}", Static).update(content(plain(text)))

    def know(self, about: About) -> None:
        """Take who is meant; a dialog closed meanwhile does not care."""
        if self.is_attached:
            self.about = about
            for one in self.query(LineInput):
                one.suggester = Completing(about.values)
            self.relabel()

    def action_yes(self) -> None:
        """Close with the answer."""
        self.after_keys(self._yes)

    def _yes(self) -> None:
        if self.about is None:
            return
        if not self.about.count:
            self.dismiss(None)
        elif (answer := self.answer()) is not None:
            self.dismiss(answer)


class Completing(TurkishSuggester):
    """Completes the last of several words between commas."""

    def __init__(self, suggestions: Iterable[str]) -> None:
        """Propose the first of ``suggestions`` that begins with what was typed last."""
        super().__init__(suggestions)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the completion of ``value``, or None."""
        before, comma, last = value.rpartition(",")
        typed = last.lstrip()
        found = await super().get_suggestion(typed)
        lead = f"{before}{comma}{last[: len(last) - len(typed)]}"
        return None if found is None else f"{lead}{found}"
