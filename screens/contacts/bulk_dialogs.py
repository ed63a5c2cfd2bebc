"""What is asked before many contacts are changed: tags, a field and its value, deleting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from textual.widget import Widget

from kobicrm.domain.drafting import make_tags
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.i18n import N_, _
from screens.contacts.many_dialog import ManyDialog
from screens.widgets.fields import FormField
from screens.widgets.keys import key_name
from screens.widgets.menu import Menu, MenuLine

_DESCRIBED = {one.key: one for one in CONTACT.fields if one.bulk_editable and one.key != "tags"}
# What can be given to many at once, the likeliest first.
SETTABLE: dict[str, str] = {
    "owner": N_("Responsible person"),
    "lifecycle": N_("Stage of life"),
    "province": N_("Province"),
    "district": N_("District"),
    "company": N_("Company"),
    "source": N_("Source"),
    **{key: one.label for key, one in _DESCRIBED.items()},
}
CHOICES = {key: dict(one.choices) for key, one in _DESCRIBED.items() if one.choices}


@dataclass(frozen=True, slots=True)
class TagWish:
    """Tags to put on and to take off."""

    add: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)


class DeleteDialog(ManyDialog[bool]):
    """Whether many contacts are moved to the trash."""

    def title_for(self, people: str) -> str:
        """Return the question."""
        return _("Move {people} to the trash?").format(people=people)

    def consequence(self) -> str:
        """Say where they go."""
        return _("They leave all lists; the trash keeps them.")

    def does(self) -> str:
        """Return what Enter does."""
        return _("move")

    def answer(self) -> bool | None:
        """Return yes."""
        return True


class TagDialog(ManyDialog[TagWish]):
    """Which tags are put on many contacts, and which are taken off."""

    WARNS = False

    def title_for(self, people: str) -> str:
        """Return `Etiketler · 312 kişi`."""
        return _("Tags · {people}").format(people=people)

    def fields(self) -> Iterable[Widget]:
        """Yield both lines."""
        yield FormField(N_("Put on"), id="add")
        yield FormField(N_("Take off"), id="remove")

    def consequence(self) -> str:
        """Say what stays."""
        return _("Separate tags with commas; other tags stay as they are.")

    def does(self) -> str:
        """Return what Enter does."""
        return _("save")

    def answer(self) -> TagWish | None:
        """Return the tags, None when there are none."""
        put, off = (
            make_tags([self.query_one(f"#{one}", FormField).value]) for one in ("add", "remove")
        )
        return TagWish(list(put), list(off)) if put or off else None


class FieldDialog(ManyDialog[str]):
    """Which field of many contacts is to be given a value."""

    def __init__(self, key: str = "") -> None:
        """Begin on the field ``key``."""
        super().__init__()
        self._place = list(SETTABLE).index(key) if key in SETTABLE else 0

    def title_for(self, people: str) -> str:
        """Return `Toplu değiştir · 312 kişi`."""
        return _("Bulk change · {people}").format(people=people)

    def fields(self) -> Iterable[Widget]:
        """Yield the names of the fields."""
        yield Menu(_menu(SETTABLE.values()), self._place, id="fields")

    def way_back(self) -> str:
        """Say that nothing happens yet."""
        return _("Nothing is changed before the next question.")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one(Menu).set(_menu(SETTABLE.values()))

    def does(self) -> str:
        """Return what Enter does."""
        return _("choose")

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Take the field chosen by a digit or the mouse."""
        event.stop()
        self._yes()

    def answer(self) -> str | None:
        """Return the field under the bar."""
        return list(SETTABLE)[self.query_one(Menu).place]


def _menu(names: Iterable[str]) -> list[MenuLine]:
    return [MenuLine(_(name)) for name in names]


class ValueDialog(ManyDialog[str]):
    """What one field of many contacts becomes; '' empties it, which is asked twice."""

    def __init__(self, key: str, value: str = "") -> None:
        """Ask for the field ``key``, beginning with ``value``."""
        super().__init__()
        self._key = key
        self._value = value
        self._asked = False

    @property
    def _choices(self) -> Sequence[str]:
        return (*CHOICES.get(self._key, {}), "")

    def _lines(self) -> list[MenuLine]:
        names = CHOICES[self._key]
        return _menu(names[key] if key else N_("(empty)") for key in self._choices)

    def title_for(self, people: str) -> str:
        """Return `Sorumlu · 312 kişi`."""
        return _("{field} · {people}").format(field=_(SETTABLE[self._key]), people=people)

    def fields(self) -> Iterable[Widget]:
        """Yield the choices, or the field to write into."""
        if self._key in CHOICES:
            yield Menu(self._lines(), id="fields")
        else:
            yield FormField(SETTABLE[self._key], self._value, id="value")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        for menu in self.query(Menu):
            menu.set(self._lines())

    def consequence(self) -> str:
        """Say that what is there goes, or that the field will be empty."""
        if self._asked:
            return _("The field will be empty. {key} again: empty it.").format(
                key=key_name("enter")
            )
        return _("It takes the place of what is written there now.")

    def does(self) -> str:
        """Return what Enter does."""
        return _("empty it") if self._asked else _("change")

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Take the choice of a digit or the mouse."""
        event.stop()
        self._yes()

    def on_menu_moved(self, event: Menu.Moved) -> None:
        """Ask again when another value is at hand."""
        event.stop()
        self._ask_for_empty(asked=False)

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Ask again when another value is written."""
        event.stop()
        self._ask_for_empty(asked=False)

    def _ask_for_empty(self, *, asked: bool) -> None:
        if asked != self._asked:
            self._asked = asked
            self.relabel()

    def answer(self) -> str | None:
        """Return the value; an empty one at the second time."""
        if self._key in CHOICES:
            text = self._choices[self.query_one(Menu).place]
        else:
            text = self.query_one("#value", FormField).value.strip()
        if not text and not self._asked:
            self._ask_for_empty(asked=True)
            return None
        return text
