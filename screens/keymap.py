"""Keys of one's own: which bindings there are, and what of the wishes in the settings can be had.

A wish is given unless somebody else already answers to that key: no act ever becomes
unreachable, and two acts may trade keys.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from textual.app import App
from textual.keys import Keys, _character_to_key, key_to_character
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

import screens
from kobicrm.i18n import _
from screens.widgets.keys import key_name, own_bindings

# Keys that need AltGr on a Turkish Q keyboard.
ALTGR = "[]{}\\@#|$~`€"
_MODIFIERS = ("ctrl", "shift", "alt", "super", "meta", "hyper")


@dataclass(frozen=True, slots=True)
class Known:
    """A binding the application has: its id, its keys, what it does (message id), whose it is."""

    id: str
    keys: tuple[str, ...]
    does: str
    holder: type


class Problem(NamedTuple):
    """What is wrong with the wish for the binding ``id``, in the language in force.

    A ``refused`` wish is not fulfilled, the others are only warned of.
    """

    id: str
    text: str
    refused: bool = True


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force by binding id, and what was wrong with the wishes."""

    keys: Mapping[str, str]
    problems: tuple[Problem, ...]


@functools.cache
def known_bindings() -> dict[str, tuple[Known, ...]]:
    """Return every binding with an id and a text, by id. Reads all modules: in a thread."""
    found: dict[str, tuple[Known, ...]] = {}
    for cls in _classes():
        for binding in own_bindings(cls):
            if binding.id and (binding.tooltip or binding.description):
                keys = tuple(key.strip() for key in binding.key.split(","))
                does = binding.tooltip or binding.description
                known = Known(binding.id, keys, does, cls)
                found[binding.id] = (*found.get(binding.id, ()), known)
    return found


def _classes() -> Iterator[type]:
    for info in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == info.name:
                yield value


def normal(key: str) -> str:
    """Return a key as Textual names it (`?` is `question_mark`), '' when it is none."""
    *modifiers, last = ["+"] if key == "+" else key.strip().split("+")
    if any(one not in _MODIFIERS for one in modifiers):
        return ""
    if len(last) == 1:
        return "+".join([*modifiers, _character_to_key(last)]) if last.isprintable() else ""
    if last in {key.value for key in Keys} or len(key_to_character(last) or "") == 1:
        return "+".join([*modifiers, last])
    return ""


def keymap_of(wishes: Mapping[str, str]) -> Keymap:
    """Return what of ``wishes`` (binding id -> keys, parted by commas) can be fulfilled."""
    known = known_bindings()
    problems: list[Problem] = []
    keys: dict[str, str] = {}
    for name, wish in wishes.items():
        if name not in known:
            problems.append(_unknown(name, known))
            continue
        wanted = [normal(key) for key in wish.split(",")]
        if not wish.strip() or "" in wanted:
            text = _("“{key}” is not a key ({action}).")
            problems.append(Problem(name, text.format(key=wish, action=_(known[name][0].does))))
        else:
            keys[name] = ",".join(wanted)
    for name in [*keys]:
        if problem := _clash(name, keys):
            problems.append(problem)
    refused = {one.id for one in problems}
    keys = {name: wish for name, wish in keys.items() if name not in refused}
    problems += [_altgr(name, keys[name]) for name in keys if _needs_altgr(keys[name])]
    return Keymap(keys, tuple(problems))


def _unknown(name: str, known: Mapping[str, object]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        text = _("Keys in the settings: there is no “{name}”. Do you mean “{near}”?")
        return Problem(name, text.format(name=name, near=near[0]))
    return Problem(name, _("Keys in the settings: there is no “{name}”.").format(name=name))


def _clash(name: str, keys: Mapping[str, str]) -> Problem | None:
    wanted = set(keys[name].split(","))
    known = known_bindings()
    for other, holders in known.items():
        if other == name:
            continue
        for one in holders:
            taken = set(keys[other].split(",")) if other in keys else set(map(normal, one.keys))
            both = wanted & taken
            if both and any(_meet(mine.holder, one.holder) for mine in known[name]):
                text = _("{key} is taken: {other}. “{action}” keeps its key.")
                key, does = key_name(min(both)), _(known[name][0].does)
                return Problem(name, text.format(key=key, other=_(one.does), action=does))
    return None


def _meet(one: type, other: type) -> bool:
    """Return whether bindings of both classes can be live at the same time."""
    if issubclass(one, other) or issubclass(other, one):
        return True
    first, second = sorted((_place(one), _place(other)))
    return (first, second) in {("app", "page"), ("app", "part"), ("page", "part")}


def _place(cls: type) -> str:
    """Return where a class lives: application, page, dialog (or in one), part of a page."""
    if issubclass(cls, App):
        return "app"
    if issubclass(cls, Screen):
        return "dialog" if issubclass(cls, ModalScreen) else "page"
    named = getattr(cls, "HELP_NAME", "") and not issubclass(cls, Input)
    return "part" if named else "within a dialog"


def _needs_altgr(keys: str) -> bool:
    signs = {normal(sign) for sign in ALTGR}
    return any(key.split("+")[-1] in signs for key in keys.split(","))


def _altgr(name: str, keys: str) -> Problem:
    text = _("{key} needs AltGr on a Turkish keyboard.")
    return Problem(name, text.format(key=key_name(keys.split(",", maxsplit=1)[0])), refused=False)


def sentence(problems: tuple[Problem, ...]) -> str:
    """Return what is wrong in one sentence: the first problem, and how many more there are."""
    if not problems:
        return ""
    text = problems[0].text
    return f"{text} (+{len(problems) - 1})" if len(problems) > 1 else text
