"""Typer in the user's language: help pages, usage mistakes, global options at any place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kobicrm.errors import UsageError
from kobicrm.i18n import N_, _

GLOBAL_VALUES = ("--db", "--lang", "--as", "--wait")
GLOBAL_FLAGS = ("--no-color", "--quiet", "-q", "--version")
PIECES = {"[OPTIONS]": N_("[OPTIONS]"), "COMMAND [ARGS]...": N_("COMMAND [ARGS]...")}


class _Worded:
    """The words of a help page that Typer itself does not look up."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line with a translated prefix."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        # Typer puts braces around what must be given; here optional things stand in brackets.
        words = (_(PIECES[piece]) if piece in PIECES else piece.strip("{}") for piece in pieces)
        text = " ".join(words)
        formatter.write_usage(ctx.command_path, text, prefix=_("Usage:") + " ")

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - never cut off
        """Return the first paragraph of the help; the list of commands wraps it."""
        return str(self.help or "").partition("\n\n")[0]  # type: ignore[attr-defined]

    def get_help_option(self, ctx: Any) -> Any:
        """Return the -h option with a translated text and its names in one order."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this help.")
            option.opts.sort(key=len)
        return option


class Command(_Worded, TyperCommand):
    """A command whose help is all in one language."""


class Group(_Worded, TyperGroup):
    """A group of commands whose help is all in one language."""


class Root(Group):
    """The top of the tree, its commands in the order a shop meets them."""

    ORDER = (
        "contact",
        "task",
        "add",
        "log",
        "interaction",
        "search",
        "import",
        "export",
        "duplicates",
        "undo",
        "redo",
        "backup",
        "restore",
    )

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help page."""
        names = super().list_commands(ctx)
        first = [name for name in self.ORDER if name in names]
        return first + [name for name in names if name not in first]


def new_group(text: str, **more: Any) -> typer.Typer:
    """Return an empty group of commands described by ``text``; alone it prints its help."""
    settings = {"help_option_names": ["-h", "--help"]}
    return typer.Typer(
        help=text,
        rich_markup_mode=None,
        add_completion=False,
        context_settings=settings,
        **{"cls": Group, "no_args_is_help": True, **more},
    )


def hoist(root: Any, arguments: list[str]) -> list[str]:
    """Return ``arguments`` with the global options in front, wherever they were written.

    A value of another option is left alone even when it looks like one of them.
    """
    takes_value = set(_value_options(root))
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in GLOBAL_VALUES:
            front += [word, *_next(words)]
        elif word in GLOBAL_FLAGS or word.startswith(tuple(f"{name}=" for name in GLOBAL_VALUES)):
            front.append(word)
        elif word in takes_value:
            rest += [word, *_next(words)]
        else:
            rest.append(word)
    return front + rest


def _next(words: Iterator[str]) -> list[str]:
    word = next(words, None)
    return [] if word is None else [word]


def _value_options(command: Any) -> Iterator[str]:
    for param in command.params:
        if param.param_type_name == "option" and not param.is_flag:
            yield from param.opts
    for inner in getattr(command, "commands", {}).values():
        yield from _value_options(inner)


def explain(error: typer.TyperException) -> UsageError:
    """Return a usage mistake found by Typer as our own error with a translated sentence."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kobicrm"
    detail = error.format_message()
    if kind == "NoArgsIsHelpError":
        return UsageError("help_instead", help=detail)
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        code = "no_such_option_near" if near else "no_such_option"
        return UsageError(code, option=getattr(error, "option_name", ""), near=near, command=path)
    if kind == "MissingParameter":
        return UsageError("missing_parameter", name=_parameter(error), command=path)
    if kind == "BadOptionUsage":
        option = getattr(error, "option_name", "")
        code = "option_takes_no_value" if "does not take" in detail else "option_needs_value"
        return UsageError(code, option=option, command=path)
    if kind == "BadParameter":
        return UsageError("bad_parameter", name=_parameter(error), command=path)
    if "extra argument" in detail:
        return UsageError("extra_arguments", command=path)
    commands = getattr(getattr(context, "command", None), "commands", None)
    if commands and "'" in detail:
        return _no_such_command(detail.split("'")[1], list(commands), path)
    return UsageError("wrong_usage", detail=detail, command=path)


def _no_such_command(name: str, known: list[str], path: str) -> UsageError:
    from difflib import get_close_matches

    near = ", ".join(get_close_matches(name, known, cutoff=0.5))
    code = "no_such_command_near" if near else "no_such_command"
    return UsageError(code, name=name, near=near, command=path)


def _parameter(error: typer.TyperException) -> str:
    """Return the name a mistaken or missing parameter has on the help page."""
    param: Any = getattr(error, "param", None)
    if param is None:
        return ""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.human_readable_name)
