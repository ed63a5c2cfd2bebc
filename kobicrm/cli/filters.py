"""The options that narrow a list or an export, and the filter they make."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.cli.options import one_of
from kobicrm.domain.query import All, Compare, Filter, Text
from kobicrm.i18n import _

KindOption = Annotated[
    str, typer.Option("--kind", metavar="person|company", help=_("Only this kind."))
]
TagOption = Annotated[
    list[str] | None, typer.Option("--tag", metavar=_("TAG"), help=_("Only with this tag."))
]
FindOption = Annotated[
    str, typer.Option("--search", metavar=_("TEXT"), help=_("Only where these words occur."))
]


def filter_of(kind: str, tags: list[str] | None, find: str) -> Filter:
    """Return the filter of these options; UsageError for an unknown kind."""
    parts: list[Filter] = []
    if kind:
        parts.append(Compare("kind", "=", one_of("--kind", kind, ("person", "company"))))
    parts += [Compare("tags", "has", tag) for tag in tags or ()]
    if find:
        parts.append(Text(find))
    return All(tuple(parts))
