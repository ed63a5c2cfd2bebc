"""The parts of a form: one field a row, with what will be stored beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from kobicrm.i18n import N_, _
from screens.styles.glyphs import current
from screens.text import content, fit, plain
from screens.widgets.line_input import LineInput

LABEL, FIELD, ANSWER = 14, 28, 26
AnswerKind = Literal["none", "note", "ok", "question", "error"]


class Label(Static):
    """A form label or a section's heading, looked up when drawn. ``text`` is a message id."""

    DEFAULT_CSS = """
    Label { height: 1; width: 14; color: $muted; }
    Label.-section { width: 1fr; text-style: bold; }
    """

    def __init__(self, text: str, *, section: bool = False) -> None:
        """Show ``text``, in bold across the form when it heads a ``section``."""
        super().__init__(classes="-section" if section else "")
        self._text = text

    def render(self) -> Content:
        """Return the label in the language in force."""
        return content(fit(_(self._text), max(self.size.width, 1)))


class Answer(Widget):
    """What is said beside a field: what will be stored, a question, or what is wrong."""

    DEFAULT_CSS = "Answer { height: 1; width: 1fr; margin: 0 0 0 2; color: $muted; }"

    kind: AnswerKind = "none"
    text: str = ""
    key: str = ""

    def set(self, kind: AnswerKind, text: str = "", key: str = "") -> None:
        """Show ``text`` as ``kind``, with the key that answers it."""
        self.kind, self.text, self.key = kind, plain(text), key
        self.refresh()

    def render(self) -> Content:
        """Draw sign, text and key for the kind."""
        if self.kind in {"none", "note"}:
            return content(fit(self.text, self.size.width), "$muted")
        signs = current()
        sign, style = {
            "ok": (signs.becomes, "$muted"),
            "question": (signs.alert, "$warning"),
            "error": (signs.alert, "$error"),
        }[self.kind]
        tail = f"  {self.key}" if self.key else ""
        text = fit(self.text, max(self.size.width - len(sign) - 1 - len(tail), 0))
        return Content.assemble((f"{sign} {text}", style), (tail, "bold $foreground"))


class FormField(Horizontal):
    """Label, input and answer. ``label`` is a message id.

    The owner checks the value when :class:`Left` arrives, never while typing, and answers
    with :meth:`note`, :meth:`ok`, :meth:`ask`, :meth:`fail` or :meth:`clear`.
    """

    DEFAULT_CSS = """
    FormField { height: 1; }
    FormField LineInput { width: 28; }
    """

    HELP_NAME: ClassVar[str] = N_("In a form")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "accept", N_("accept the suggestion"), show=False, id="form.accept"),
    ]

    @dataclass
    class _FieldMessage(Message):
        field: FormField

        @property
        def control(self) -> FormField:
            """The field it came from."""
            return self.field

    @dataclass
    class Changed(_FieldMessage):
        """The text of the field changed."""

        value: str

    @dataclass
    class Left(_FieldMessage):
        """The focus left the field: time to check it."""

        value: str

    @dataclass
    class Accepted(_FieldMessage):
        """A suggestion was taken over."""

        value: str

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        id: str | None = None,
        suggester: Suggester | None = None,
        **options: Any,
    ) -> None:
        """Make a field; ``options`` go to the input (``max_length``, ``placeholder``)."""
        super().__init__(id=id)
        self.label = label
        self._input = LineInput(value, suggester=suggester, **options)
        self._answer = Answer()
        self._offer: str | None = None

    def compose(self) -> ComposeResult:
        """Put label, input and answer side by side."""
        yield Label(self.label)
        yield self._input
        yield self._answer

    @property
    def value(self) -> str:
        """The text in the field."""
        return self._input.value

    @value.setter
    def value(self, text: str) -> None:
        self._input.value = text

    @property
    def state(self) -> AnswerKind:
        """What is said beside the field at present."""
        return self._answer.kind

    def focus(self, scroll_visible: bool = True) -> FormField:
        """Put the cursor into the field."""
        self._input.focus(scroll_visible)
        return self

    def clear(self) -> None:
        """Say nothing beside the field."""
        self._say("none")

    def note(self, text: str) -> None:
        """Say something muted beside the field (`kayıtlı`)."""
        self._say("note", text)

    def ok(self, text: str) -> None:
        """Show what will be stored."""
        self._say("ok", text)

    def ask(self, text: str, offer: str | None = None) -> None:
        """Ask about the value; F4 puts ``offer`` in its place."""
        self._say("question", text, "F4" if offer else "")
        self._offer = offer

    def fail(self, text: str) -> None:
        """Show what is wrong; the field's edge turns to danger."""
        self._say("error", text)

    def _say(self, kind: AnswerKind, text: str = "", key: str = "") -> None:
        self._offer = None
        self._answer.set(kind, text, key)
        self._input.set_class(kind == "error", "-error")

    def action_accept(self) -> None:
        """Take over what was offered, or the completion shown in the field."""
        offer = self._offer or self._input.completion
        if offer:
            self.value = offer
            self.clear()
            self._input.action_end()
            self.post_message(self.Accepted(self, offer))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass a change on; what was said about the old text no longer holds."""
        event.stop()
        if self._offer is not None or self.state == "error":
            self.clear()
        self.post_message(self.Changed(self, event.value))

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Send word that the field was left."""
        event.stop()
        self.post_message(self.Left(self, event.value))


class FormStrip(Widget):
    """The last line of a form: a rule, and below it a question or a similar record."""

    DEFAULT_CSS = """
    FormStrip { height: 2; dock: bottom; border-top: solid $rule; }
    """

    line: Content = Content("")

    def set(self, lead: str, text: str, keys: Content | None = None) -> None:
        """Show ``lead`` in warning colour, ``text`` after it and the keys that answer."""
        alert = f"{current().alert} {plain(lead)}" if lead else ""
        self.line = Content.assemble(
            (alert, "$warning"), " " if lead else "", content(plain(text)), "   ", keys or ""
        )
        self.refresh()

    def clear(self) -> None:
        """Say nothing."""
        self.line = Content("")
        self.refresh()

    def render(self) -> Content:
        """Draw the line at the present width."""
        return self.line.truncate(self.size.width, ellipsis=True)
