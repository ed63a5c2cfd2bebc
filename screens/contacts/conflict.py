"""Two people changed the same field of the same contact: which value stays is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from kobicrm.i18n.messages import field_label
from screens.contacts.form_values import CUSTOM, Texts
from screens.dialogs.base import Dialog
from screens.styles.glyphs import current
from screens.text import content, pad, plain

LABEL, SIDE = 14, 27


@dataclass(frozen=True, slots=True)
class Clash:
    """A field both changed: its key and the two texts."""

    key: str
    mine: str
    theirs: str


def clashes(before: Texts, mine: Texts, theirs: Texts) -> list[Clash]:
    """Return the fields that both sides changed to different texts."""
    return [
        Clash(key, mine[key], theirs.get(key, ""))
        for key in mine
        if mine[key].strip() != before.get(key, "").strip()
        and theirs.get(key, "") != before.get(key, "")
        and mine[key].strip() != theirs.get(key, "")
    ]


def merged(before: Texts, mine: Texts, theirs: Texts) -> Texts:
    """Return their record with my changes put in."""
    changed = {
        key: text for key, text in mine.items() if text.strip() != before.get(key, "").strip()
    }
    return {**theirs, **changed}


class ClashRow(Widget, can_focus=True):
    """`Telefon   ● 0532 …   ○ 0544 …`: arrows or the mouse pick a side."""

    DEFAULT_CSS = """
    ClashRow { height: 1; border-left: blank; }
    ClashRow:focus { border-left: outer $primary; background: $cursor; }
    ClashRow:ansi:focus { background: ansi_default; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "pick(True)", N_("yours"), show=False, id="clash.mine"),
        Binding("right,l", "pick(False)", N_("theirs"), show=False, id="clash.theirs"),
        Binding("space", "turn", N_("the other one"), show=False, id="clash.turn"),
        Binding("up,k", "app.focus_previous", show=False),
        Binding("down,j,enter", "app.focus_next", show=False),
    ]

    mine: reactive[bool] = reactive(True)

    def __init__(self, clash: Clash) -> None:
        """Begin with the own text chosen."""
        super().__init__()
        self.clash = clash

    def render(self) -> Content:
        """Draw the label and both sides."""
        clash = self.clash
        name = clash.key.removeprefix(CUSTOM)
        label = plain(name if clash.key.startswith(CUSTOM) else field_label(name))
        parts = [content(f"{pad(label, LABEL - 1)} ", "$muted")]
        for text, side in ((clash.mine, True), (clash.theirs, False)):
            on = side == self.mine
            sign = current().yes if on else current().no
            shown = pad(plain(text) or "-", SIDE)
            part = Content.assemble(
                (f"{sign} ", "$primary" if on else "$muted"),
                content(shown, "bold $foreground" if on else "$muted"),
            )
            parts.append(part.stylize(Style.from_meta({"mine": int(side)})))
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Pick the side under the mouse."""
        side = event.style.meta.get("mine")
        if side is not None:
            event.stop()
            self.mine = bool(side)

    def action_pick(self, mine: bool) -> None:
        """Pick a side."""
        self.mine = mine

    def action_turn(self) -> None:
        """Pick the other side."""
        self.mine = not self.mine


class ConflictDialog(Dialog[dict[str, str]]):
    """Lists only the fields both changed; returns the text chosen for each, by key."""

    WIDTH = 76
    KEYS = ("clash.mine", "conflict.save", "dialog.cancel")
    DEFAULT_CSS = """
    ConflictDialog Static { height: auto; margin: 1 0; color: $warning; }
    ConflictDialog #sides { height: auto; max-height: 12; margin: 0 0 1 0; }
    ConflictDialog #titles { color: $muted; margin: 0; padding: 0 0 0 1; }
    """
    AUTO_FOCUS = "ClashRow"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), id="conflict.save", priority=True),
    ]

    def __init__(self, name: str, found: list[Clash]) -> None:
        """Ask about the fields of ``found``."""
        super().__init__()
        self._name = name
        self._found = found

    def heading(self) -> str:
        """Return whose record it is."""
        return _("Changed meanwhile · {name}").format(name=self._name)

    def body(self) -> Iterable[Widget]:
        """Yield the sentence, the titles of the sides and the fields."""
        text = _("Somebody else saved this contact while your form was open. Which one stays?")
        yield Static(content(text))
        gap = pad("", LABEL)
        titles = "  ".join((gap, pad(_("Yours"), SIDE), _("Theirs")))
        yield Static(content(titles), id="titles")
        yield VerticalScroll(*(ClashRow(one) for one in self._found), id="sides", can_focus=False)

    def on_mount(self) -> None:
        """Name the keys once the first field has the focus."""
        self.call_after_refresh(self.relabel)

    def verb(self, binding: Binding) -> str:
        """Return `← → seç` for both arrows."""
        if binding.id == "clash.mine":
            return " ".join((current().arrows[3], _("choose")))
        return super().verb(binding)

    def action_save(self) -> None:
        """Close with the texts chosen."""
        self.after_keys(self._save)

    def _save(self) -> None:
        rows = self.query(ClashRow)
        self.dismiss(
            {one.clash.key: one.clash.mine if one.mine else one.clash.theirs for one in rows}
        )
