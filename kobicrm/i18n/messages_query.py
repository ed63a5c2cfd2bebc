"""What mistakes in a query say (see :mod:`kobicrm.i18n.messages`); each names its place."""

from __future__ import annotations

from kobicrm.i18n import N_

_FIELDS = N_("What can be asked for: kobicrm query fields")

QUERY_ERRORS: dict[str, tuple[str, str]] = {
    "query_field_near": (N_("Character {position}: no field “{text}”, {ask}"), _FIELDS),
    "query_field_unknown": (N_("Character {position}: there is no field “{text}”."), _FIELDS),
    "query_value_near": (
        N_("Character {position}: {name} can't be “{text}”, {ask}"),
        "",
    ),
    "query_value": (N_("Character {position}: {name} can't be “{text}”."), ""),
    "query_value_missing": (
        N_("Character {position}: a value for {name} is missing."),
        N_("{name}:* finds who has one, -{name}:* who has none."),
    ),
    "query_operator": (
        N_("Character {position}: {name} can't be compared with “{text}”, only with “:”."),
        "",
    ),
    "query_part_missing": (
        N_("Character {position}: something to look for is missing here."),
        N_("OR, NOT and brackets need words or a field; put quotation marks around plain words."),
    ),
    "query_quote_open": (
        N_("Character {position}: this quotation mark is never closed."),
        "",
    ),
    "query_bracket_open": (N_("Character {position}: this bracket is never closed."), ""),
    "query_bracket_extra": (N_("Character {position}: this bracket was never opened."), ""),
    "query_too_deep": (
        N_("Character {position}: there are more than {most} brackets in each other."),
        "",
    ),
    "query_too_long": (N_("The query is longer than {most} characters."), ""),
    "query_too_many": (N_("The query has more than {most} conditions."), ""),
    "query_empty": (N_("The query is empty."), N_("What can be asked for: kobicrm query fields")),
}
