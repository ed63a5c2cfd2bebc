"""The options that give a task its fields, once for all commands that take them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from kobicrm.cli.task_telling import given_of
from kobicrm.i18n import _

Given = dict[str, object]
Whose = Annotated[
    str | None,
    typer.Option("--contact", metavar=_("REF"), help=_("With whom: number, phone, e-mail ...")),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="todo|call|visit|message|follow_up", help=_("Kind."))
]
Assignee = Annotated[
    str | None, typer.Option("--assignee", metavar=_("NAME"), help=_("Who is to do it."))
]
_FIELDS: dict[str, Any] = {
    "title": Annotated[
        str | None, typer.Option("--title", metavar=_("TEXT"), help=_("What is to be done."))
    ],
    "contact": Whose,
    "due": Annotated[
        str | None,
        typer.Option(
            "--due", metavar=_("DAY"), help=_("When, in words too: tomorrow 15:00, friday, 14.03.")
        ),
    ],
    "kind": KindOption,
    "priority": Annotated[
        str | None, typer.Option("--priority", metavar="low|normal|high", help=_("Priority."))
    ],
    "assignee": Assignee,
    "remind": Annotated[
        str | None,
        typer.Option("--remind", metavar=_("SPAN"), help=_("How long before: 30, 2 hours, 1 day.")),
    ],
    "minutes": Annotated[
        str | None, typer.Option("--minutes", metavar=_("N"), help=_("How long it takes."))
    ],
    "note": Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A note."))],
    "repeat": Annotated[
        str | None,
        typer.Option(
            "--repeat",
            metavar=_("RULE"),
            help=_("every monday, every 3 weeks, last day of the month, or a rule of RFC 5545."),
        ),
    ],
    "checklist": Annotated[
        list[str] | None,
        typer.Option("--check", metavar=_("TEXT"), help=_("A line of the checklist; any number.")),
    ],
}


def with_fields(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator of a command whose parameter ``given`` receives the fields that were told.

    Those in ``without`` have no option.
    """
    options = {key: kind for key, kind in _FIELDS.items() if key not in without}

    def decorated(function: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(function, eval_str=True)

        def call(**arguments: Any) -> None:
            function(given=given_of(**{key: arguments.pop(key) for key in options}), **arguments)

        named = inspect.Parameter.KEYWORD_ONLY
        made = [
            inspect.Parameter(key, named, default=None, annotation=kind)
            for key, kind in options.items()
        ]
        kept = list(own.parameters.values())
        place = list(own.parameters).index("given")
        whole = [*kept[:place], *made, *kept[place + 1 :]]
        call.__signature__ = own.replace(  # type: ignore[attr-defined]
            parameters=[one.replace(kind=named) for one in whole]
        )
        return call

    return decorated
