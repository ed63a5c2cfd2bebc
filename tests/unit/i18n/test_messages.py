"""Every error that can be raised has its sentence in both languages, and no sentence is idle."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import kobicrm
from kobicrm import errors, i18n
from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import error_hint, error_text
from kobicrm.i18n.findings import FINDINGS
from kobicrm.i18n.messages import ERRORS
from kobicrm.i18n.notes import ACTIONS, CONFLICTS

HOUSE = Path(kobicrm.__file__).parent
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
TEXTS = [text for pair in ERRORS.values() for text in pair if text]


def trees(*roots: Path) -> Iterator[ast.Module]:
    for root in roots or (HOUSE, HOUSE.parent / "screens"):
        for file in sorted(root.rglob("*.py")):
            if file.parent.name != "i18n":
                yield ast.parse(file.read_text("utf-8"), str(file))


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def raised() -> Iterator[tuple[str, set[str] | None]]:
    """Give every code with the names of its values, None where they can't be read off."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS and node.args:
                code = literal(node.args[0])
                names = {word.arg for word in node.keywords if word.arg}
                if code:
                    yield code, None if len(names) < len(node.keywords) else names
            elif isinstance(node, ast.Tuple):
                # tables of (..., kind of error, code)
                for kind, code_node in zip(node.elts, node.elts[1:], strict=False):
                    code = literal(code_node)
                    if code and isinstance(kind, ast.Name) and kind.id in KINDS:
                        yield code, None


def codes_of(call: str, place: int, *roots: Path) -> set[str]:
    """Return the literal codes at one place of every call of that name."""
    return {
        code
        for tree in trees(*roots)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == call
        and len(node.args) > place
        and (code := literal(node.args[place]))
    }


def test_every_finding_of_the_doctor_has_a_sentence() -> None:
    assert codes_of("Finding", 1, HOUSE / "services" / "doctor") <= FINDINGS.keys()
    assert FINDINGS.keys() <= words()


def test_every_act_in_the_history_has_a_name() -> None:
    assert codes_of("session.write", 0) <= ACTIONS.keys()


@pytest.mark.parametrize("text", [*FINDINGS.values(), *ACTIONS.values(), *CONFLICTS.values()])
def test_every_short_text_is_translated_with_the_same_values(text: str) -> None:
    i18n.install("tr")
    try:
        translated = i18n._(text)
    finally:
        i18n.install("en")
    assert translated != text or text == "SQLite {version}"
    assert named(translated) == named(text)


def words() -> set[str]:
    """Return every text the program holds outside of its sentences."""
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def named(text: str) -> set[str]:
    return {name for _text, name, _spec, _sign in string.Formatter().parse(text) if name}


def test_every_code_has_a_sentence() -> None:
    assert {code for code, _names in raised()} - ERRORS.keys() == set()


def test_no_sentence_is_left_over() -> None:
    assert ERRORS.keys() - words() == set()


def test_a_sentence_names_only_values_that_are_given() -> None:
    missing = {
        code: named(ERRORS[code][0]) - names - {"code"}
        for code, names in raised()
        if names is not None and code in ERRORS and named(ERRORS[code][0]) - names - {"code"}
    }
    assert missing == {}


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_is_translated_with_the_same_values(text: str) -> None:
    i18n.install("tr")
    try:
        translated = i18n._(text)
    finally:
        i18n.install("en")
    if text.strip("{}").isidentifier():
        return
    assert translated != text
    assert named(translated) == named(text)


def test_values_are_filled_in_and_harmless() -> None:
    error = NotFound("contact_not_found", ref="Ali\x1b]52;c;AA==\x07 [red]Çelik[/red]\u202e")
    assert "\x1b" not in error_text(error)
    assert "\u202e" not in error_text(error)
    assert "[red]Çelik[/red]" in error_text(error)


def test_braces_in_a_value_are_text() -> None:
    assert "{0.__class__}" in error_text(NotFound("contact_not_found", ref="{0.__class__}"))


def test_an_unknown_code_still_makes_a_sentence() -> None:
    assert "zzz_new" in error_text(KobiError("zzz_new"))
    assert error_hint(KobiError("zzz_new")) == ""


def test_the_error_itself_never_tells_its_values() -> None:
    error = NotFound("contact_not_found", ref="Işıl Güneş")
    assert "Işıl" not in str(error)
    assert "Işıl" not in repr(error)
