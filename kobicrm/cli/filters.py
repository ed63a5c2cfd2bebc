"""The options that narrow a list, an export or a bulk change, and the filter they make."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kobicrm.cli.context import call_of
from kobicrm.cli.options import one_of
from kobicrm.domain.query import All, Compare, Filter, Text
from kobicrm.errors import UsageError
from kobicrm.i18n import _

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from kobicrm.services.views import SavedView

# The same two options for lists of other kinds.
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", metavar=_("QUERY"), help=_("Only what passes a query; see: query fields")
    ),
]
ViewName = Annotated[
    str, typer.Option("--view", metavar=_("NAME"), help=_("Only what passes a saved view."))
]
# What --missing names: the field that must be empty.
MISSING = {
    "phone": "phones",
    "email": "emails",
    "address": "province",
    "tag": "tags",
    "company": "companies",
    "birthday": "birthday",
    "lifecycle": "lifecycle",
    "owner": "owner",
}
# Options that take one value compared with a field.
_ONE = ("province", "district", "lifecycle", "owner")
# Parameters whose option has another name than their own.
_FLAGS = {"find": "--search", "query": "--where"}


def _options() -> dict[str, tuple[Any, str, str]]:
    """Return (type, metavar, help) by parameter; looked up when the language is settled."""
    known = "|".join(MISSING)
    return {
        "kind": (str, "person|company", _("Only this kind.")),
        "tag": (list[str] | None, _("TAG"), _("Only with this tag.")),
        "province": (list[str] | None, _("TEXT"), _("Only in this province.")),
        "district": (list[str] | None, _("TEXT"), _("Only in this district.")),
        "lifecycle": (list[str] | None, _("TEXT"), _("Only in this stage.")),
        "owner": (list[str] | None, _("NAME"), _("Only those this person is responsible for.")),
        "missing": (list[str] | None, known, _("Only without this.")),
        "find": (str, _("TEXT"), _("Only where these words occur.")),
        "query": (list[str] | None, _("QUERY"), _("Only what passes a query; see: query fields")),
        "view": (str, _("NAME"), _("Only what passes a saved view, in its order.")),
    }


def _of_contacts(_arguments: Mapping[str, Any]) -> str:
    return "contact"


def with_filters(
    function: Callable[..., None], kind_of: Callable[[Mapping[str, Any]], str] = _of_contacts
) -> Callable[..., None]:
    """Decorate a command whose parameter ``where`` receives the filter of the options.

    A parameter ``view`` receives the saved view that was named, for its columns and its order.
    ``kind_of`` tells from the arguments what --where and --view ask about; where that is not
    contacts, their filter goes into the parameter ``asked``.
    """
    own = inspect.signature(function, eval_str=True)
    hidden = ("where", "view", "asked")
    kept = [parameter for parameter in own.parameters.values() if parameter.name not in hidden]
    takes_view = "view" in own.parameters
    options = _options()

    def call(**arguments: Any) -> None:
        values = {key: arguments.pop(key) for key in options}
        texts, named = values.pop("query") or [], values.pop("view")
        where = filter_of(**values)
        if texts or named:
            kind = kind_of(arguments)
            with call_of(arguments["ctx"]).session() as session:
                found, view = asked(session, texts, named, kind)
            if kind == "contact":
                where = All((where, *found.parts))
            else:
                arguments["asked"] = found
            if view and takes_view:
                arguments["view"] = view
        function(**arguments, where=where)

    made = [_parameter(name, *about) for name, about in options.items()]
    place = list(own.parameters).index("where")
    call.__signature__ = own.replace(  # type: ignore[attr-defined]
        parameters=[
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for one in (*kept[:place], *made, *kept[place:])
        ]
    )
    return call


def asked(
    session: Session, texts: Sequence[str], named: str, kind: str
) -> tuple[All, SavedView | None]:
    """Return the filter of ``--where`` and ``--view``; the shop tells which fields there are."""
    from kobicrm.services import querying
    from kobicrm.services.views import view_named

    view = view_named(session, named, kind) if named else None
    whole = [*texts, *([view.query] if view and view.query else [])]
    return All(tuple(querying.where(session, text, kind) for text in whole)), view


def _parameter(name: str, kind: Any, metavar: str, help_text: str) -> inspect.Parameter:
    flag = _FLAGS.get(name, f"--{name}")
    option = typer.Option(flag, metavar=metavar, help=help_text, show_default=False)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default="" if kind is str else None,
        annotation=Annotated[kind, option],
    )


def filter_of(
    *,
    kind: str = "",
    tag: Sequence[str] | None = None,
    missing: Sequence[str] | None = None,
    find: str = "",
    **one: Sequence[str] | None,
) -> Filter:
    """Return the filter of these options; all must hold. UsageError for a wrong value."""
    parts: list[Filter] = []
    if kind:
        parts.append(Compare("kind", "=", one_of("--kind", kind, ("person", "company"))))
    parts += [Compare("tags", "has", name) for name in tag or ()]
    for field in _ONE:
        values = one.get(field) or ()
        if len(values) > 1:
            raise UsageError("option_repeated", option=f"--{field}")
        parts += [_compared(field, value) for value in values]
    parts += [_missing(name) for name in missing or ()]
    if find:
        parts.append(Text(find))
    return All(tuple(parts))


def _compared(field: str, text: str) -> Filter:
    if not text.strip():
        return Compare(field, "empty")
    if field != "lifecycle":
        return Compare(field, "has", text)
    from kobicrm.domain import drafting
    from kobicrm.domain.kinds.contact import CONTACT

    stages = CONTACT.field(field)
    found = drafting.choice(stages, text)
    known = [key for key, _label in stages.choices]
    return Compare(field, "=", found or one_of(f"--{field}", text, known))


def _missing(name: str) -> Filter:
    empty = Compare(MISSING[one_of("--missing", name, tuple(MISSING))], "empty")
    # A company is in no company; it lacks nothing.
    return All((Compare("kind", "=", "person"), empty)) if name == "company" else empty
