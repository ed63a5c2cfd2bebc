"""The frame of a form: fields, a strip for questions, Ctrl+S and a careful Esc."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Generic, Protocol

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog, Width
from screens.widgets.fields import FormStrip
from screens.widgets.keys import key_of


class Focusable(Protocol):
    """A field or line that can be gone to."""

    def focus(self) -> Any:
        """Go there."""


class FormDialog(Dialog[ScreenResultType], Generic[ScreenResultType]):
    """A form that returns a draft. A subclass gives fields, values, checks and the draft.

    Esc on a changed form asks in the strip first; Ctrl+S with an error goes to it instead.
    """

    WIDTH: ClassVar[Width] = 76
    KEYS: ClassVar[tuple[str, ...]] = ("form.save", "dialog.cancel")
    DEFAULT_CSS = """
    FormDialog #fields { height: auto; scrollbar-size-vertical: 1; }
    FormDialog.-h24 > Frame { height: 22; }
    FormDialog.-h24 #fields { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), id="form.save", priority=True),
        Binding("enter", "discard", N_("discard"), id="form.discard", priority=True, show=False),
        Binding("f9", "similar", N_("open the similar record"), id="form.similar", show=False),
    ]

    def __init__(self) -> None:
        """Make an unchanged form."""
        super().__init__()
        self._asking = False
        self._before: Mapping[str, object] = {}

    def fields(self) -> Iterable[Widget]:
        """Yield the lines of the form."""
        raise NotImplementedError

    def values(self) -> Mapping[str, object]:
        """Return the present values, to tell whether something changed."""
        raise NotImplementedError

    def check(self) -> Focusable | None:
        """Check everything; return the first field with an error, having marked it."""
        return None

    def draft(self) -> ScreenResultType:
        """Return what the form gives back."""
        raise NotImplementedError

    def similar(self) -> None:
        """Open the similar record the strip names."""

    def body(self) -> Iterable[Widget]:
        """Yield the fields, scrolling, and the strip below them."""
        yield VerticalScroll(*self.fields(), id="fields", can_focus=False)
        yield FormStrip()

    def on_mount(self) -> None:
        """Remember the values to compare with."""
        self._before = dict(self.values())

    @property
    def strip(self) -> FormStrip:
        """The line at the bottom."""
        return self.query_one(FormStrip)

    @property
    def changed(self) -> bool:
        """Whether a value differs from when the form was opened."""
        return dict(self.values()) != self._before

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Enter throw changes away only while that is asked."""
        if action == "discard":
            return self._asking
        return super().check_action(action, parameters)

    def action_cancel(self) -> None:
        """Close an unchanged form; else ask, and go back to the form on a second Esc."""
        if self._asking:
            self._asking = False
            self.strip.clear()
        elif self.changed:
            self._asking = True
            self.strip.set(_("Discard the changes?"), "", self._answers())
        else:
            self.dismiss(None)
        self.refresh_bindings()

    def _answers(self) -> Content:
        discard, stay = (key_of(self.app, name) for name in ("form.discard", "dialog.cancel"))
        answers = ((discard, _("discard")), (stay, _("back to the form")))
        parts = [
            Content.assemble((key, "bold $foreground"), " ", (text, "$muted"))
            for key, text in answers
        ]
        return Content("   ").join(parts)

    def action_discard(self) -> None:
        """Close without keeping the changes."""
        self.dismiss(None)

    def action_similar(self) -> None:
        """Open the similar record, keeping the draft."""
        self.similar()

    def action_save(self) -> None:
        """Close with the draft, or go to the first error."""
        self.after_keys(self._save)

    def _save(self) -> None:
        if wrong := self.check():
            wrong.focus()
        else:
            self.dismiss(self.draft())
