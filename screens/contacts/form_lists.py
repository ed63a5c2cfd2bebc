"""The lists of the contact form: a further empty line appears when the last one is filled."""

from __future__ import annotations

from collections.abc import Callable

from kobicrm.i18n import N_, _
from screens.contacts.form_labels import NAMES, first_marks, line_mark, mark_keys, marked
from screens.contacts.form_values import LISTS, MARKS, Texts, is_empty, parts_at, places_of
from screens.widgets.sheet_line import Line

_ANOTHER = {"companies": N_("Another company"), "addresses": N_("Another address")}
_LIMITS = {"street": 1000}
_LIST_LIMITS = {"emails": 320, "websites": 2000, "phones": 1000}
# How many lines an empty form shows at once.
_LEAST = {"phones": 2}

Completers = dict[str, Callable[[str, Line], str]]


class Group:
    """One item of a list: a line for each of its parts."""

    def __init__(
        self, owner: ListLines, place: int, texts: Texts, mark: str = "", *, further: bool = False
    ) -> None:
        """Make the lines of the item at ``place``; ``further`` is one after the stored ones."""
        self.name = owner.name
        self.place = place
        self.further = further
        self.lines = [self._line(part, texts, mark, owner) for part in owner.parts]

    def _line(self, part: str, texts: Texts, mark: str, owner: ListLines) -> Line:
        key = f"{self.name}.{self.place}.{part}"
        line = Line(
            key,
            self._label,
            texts.get(key, ""),
            limit=_LIMITS.get(part, _LIST_LIMITS.get(self.name, 200)),
        )
        if part == owner.parts[0] and self.name in MARKS:
            line.marks = mark_keys(self.name)
            line.mark = texts.get(f"{self.name}.{self.place}.{MARKS[self.name]}", mark)
        if completer := owner.completers.get(f"{self.name}.{part}"):
            line.complete = lambda text: completer(text, line)
        return line

    def _label(self, line: Line) -> str:
        part = line.key.rpartition(".")[2]
        if self.further and line is self.lines[0] and self.name in _ANOTHER and self.is_empty:
            return _(_ANOTHER[self.name])
        if self.name in ("phones", "emails", "socials"):
            return marked(self.name, line_mark(self.name, line.mark, line.value))
        return _(NAMES[f"{self.name}.{part}"])

    @property
    def heading(self) -> str:
        """What a further address is headed by: its label."""
        return marked(self.name, self.lines[0].mark)

    def texts(self) -> Texts:
        """Return the texts of the lines and their label, by key."""
        found = {line.key: line.value for line in self.lines}
        if self.name in MARKS and self.lines[0].marks:
            found[f"{self.name}.{self.place}.{MARKS[self.name]}"] = self.lines[0].mark
        return found

    @property
    def is_empty(self) -> bool:
        """Whether nothing but a label stands in it."""
        return not any(line.value.strip() for line in self.lines)


class ListLines:
    """All lines of one list."""

    def __init__(self, name: str, texts: Texts, completers: Completers) -> None:
        """Show what is in ``texts``, and empty lines after it."""
        self.name = name
        self.parts = [part for part in LISTS[name] if part not in ("label", "network")]
        self.completers = completers
        places = places_of(texts, name)
        # New lines of a draft that came back may be empty; they are made anew.
        kept = [place for place in places if not is_empty(parts_at(texts, name, place))]
        self.groups = [Group(self, place, texts) for place in kept]
        self._marks = first_marks(name, {k: v for k, v in texts.items() if self._kept(k, kept)})
        self._next = max(places, default=-1) + 1
        while len(self.groups) < _LEAST.get(name, 1) or not self._last_is_empty():
            self._add()

    def _kept(self, key: str, kept: list[int]) -> bool:
        return any(key.startswith(f"{self.name}.{place}.") for place in kept)

    def _last_is_empty(self) -> bool:
        return bool(self.groups) and self.groups[-1].is_empty

    def _add(self) -> None:
        mark = self._marks.pop(0) if len(self._marks) > 1 else self._marks[0]
        self.groups.append(Group(self, self._next, {}, mark, further=bool(self.groups)))
        self._next += 1

    def grow(self) -> bool:
        """Add an empty line when the last is filled; return whether one was added."""
        if self._last_is_empty():
            return False
        self._add()
        return True

    def show(self) -> bool:
        """Show of an empty further item its first line only; return whether that changed."""
        changed = False
        for group in self.groups:
            only_first = group.further and group.is_empty
            for line in group.lines[1:]:
                changed = changed or line.shown == only_first
                line.shown = not only_first
        return changed
