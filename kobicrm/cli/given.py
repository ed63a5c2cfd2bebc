"""The options of `contact add` and `contact edit`, made from the description of the kind."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from kobicrm.cli.options import pair
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.errors import UsageError
from kobicrm.i18n import _
from kobicrm.i18n.messages import field_label

ONE = (
    "name",
    "first_name",
    "last_name",
    "kind",
    "title",
    "company",
    "company_role",
    "street",
    "district",
    "province",
    "postcode",
    "country",
    "birthday",
    "tax_office",
    "tax_number",
    "iban",
    "language",
    "lifecycle",
    "owner",
    "source",
    "preferred_channel",
    "preferred_time",
)
# option -> field that holds any number of them
MANY = {
    "phone": "phones",
    "email": "emails",
    "tag": "tags",
    "social": "socials",
    "website": "websites",
    "code": "codes",
}
FORMS = {"code": "SOURCE:CODE"}
CUSTOM = "NAME=VALUE"
SHORT = {"company_role": "role"}


def with_options(*, editing: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Decorate a command whose last parameter ``given`` receives the options' values."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(function, eval_str=True)
        kept = [p for p in own.parameters.values() if p.name != "given"]
        names = set(own.parameters) - {"given"}

        def call(**arguments: Any) -> None:
            options = {key: arguments[key] for key in arguments if key not in names}
            own_values = {key: arguments[key] for key in names}
            function(**own_values, given=collect(options))

        signature = own.replace(parameters=[*kept, *_parameters(editing=editing)])
        call.__signature__ = signature  # type: ignore[attr-defined]
        return call

    return decorate


def _parameters(*, editing: bool) -> list[inspect.Parameter]:
    made = [_one(key) for key in ONE]
    for option, key in MANY.items():
        help_text = field_label(key)
        made.append(_many(option, help_text, FORMS.get(option, "")))
        if editing:
            made.append(_many(f"add_{option}", _("{field}: add").format(field=help_text)))
            made.append(_many(f"remove_{option}", _("{field}: remove").format(field=help_text)))
    made.append(_many("custom", field_label("custom"), CUSTOM))
    made.append(_parameter("note", list[str] | None, field_label("note"), _("TEXT")))
    return made


def _one(key: str) -> inspect.Parameter:
    choices = next((field.choices for field in CONTACT.fields if field.key == key), ())
    metavar = "|".join(choice for choice, _label in choices) if choices else _("TEXT")
    # A list, so that a value given twice is noticed: the first must not be lost without a word.
    return _parameter(key, list[str] | None, field_label(key), metavar)


def _many(option: str, help_text: str, metavar: str = "") -> inspect.Parameter:
    text = _("{field} (may be repeated)").format(field=help_text)
    return _parameter(option, list[str] | None, text, metavar or _("TEXT"))


def _parameter(key: str, kind: Any, help_text: str, metavar: str) -> inspect.Parameter:
    flag = "--" + SHORT.get(key, key).replace("_", "-")
    option = typer.Option(flag, metavar=metavar, help=help_text, show_default=False)
    return inspect.Parameter(
        key, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option]
    )


def collect(options: dict[str, Any]) -> dict[str, object]:
    """Return the options that were given, by the keys the contact services take."""
    given: dict[str, object] = {}
    for key, value in options.items():
        if value is None or value == []:
            continue
        sign, option = _signed(key)
        if option == "custom":
            given[option] = dict(pair("--custom", item, CUSTOM) for item in value)
        elif option in MANY:
            given[MANY[option] + sign] = [item for item in value if item.strip()]
        elif len(value) > 1:
            raise UsageError("option_repeated", option="--" + SHORT.get(key, key).replace("_", "-"))
        else:
            given[key] = value[0]
    for plain in MANY.values():
        if plain in given and (f"{plain}+" in given or f"{plain}-" in given):
            option = next(name for name, field in MANY.items() if field == plain)
            raise UsageError("exclusive_options", first=f"--{option}", second=f"--add-{option}")
    return given


def _signed(key: str) -> tuple[str, str]:
    for prefix, sign in (("add_", "+"), ("remove_", "-")):
        if key.startswith(prefix):
            return sign, key.removeprefix(prefix)
    return "", key
