"""The config command: settings of this user, and the shop's name and place in the database."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm import config as settings_file, paths
from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import Json
from kobicrm.cli.usage import Command, new_group
from kobicrm.i18n import _

app = new_group(
    _("Settings of this computer's user and of the shop.")
    + "\n\n"
    + _(
        "Settings: language (tr, en), theme, staff, wait (seconds), glyphs (ascii), backup.dir, "
        "backup.keep (daily=7,weekly=4,monthly=12), backup.compress (true, false), "
        "backup.recipients, backup.identity_file, smtp.host, smtp.port, smtp.security "
        "(starttls, tls, none), smtp.user, smtp.password_file, smtp.password_command, smtp.sender, "
        "smtp.recipient, mail.folder, keys.BINDING. Of the shop itself, kept in the "
        "database: shop.name, shop.place."
    )
)
SHOP = {"shop.name": "name", "shop.place": "place"}
Key = Annotated[str, typer.Argument(metavar=_("KEY"), help=_("For example: language"))]


@app.command("show", cls=Command, help=_("Show all settings."))
def show(ctx: typer.Context, as_json: Json = False) -> None:
    """Print every setting with its value."""
    call = call_of(ctx)
    values: dict[str, object] = {
        key: settings_file.get_value(call.settings, key) for key in settings_file.KEYS
    }
    values |= {f"keys.{name}": key for name, key in call.settings.keys.items()}
    values |= _shop(call)
    if as_json:
        output.write_json(values)
    else:
        for key, value in values.items():
            output.write(f"{key} = {_text(value)}\n")


@app.command("get", cls=Command, help=_("Print one setting."))
def get(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """Print the value of one setting."""
    call = call_of(ctx)
    value = _shop(call)[key] if key in SHOP else settings_file.get_value(call.settings, key)
    if as_json:
        output.write_json({key: value})
    else:
        output.write(_text(value) + "\n")


@app.command("set", cls=Command, help=_("Change one setting; an empty text takes it out."))
def set_(
    ctx: typer.Context,
    key: Key,
    value: Annotated[str, typer.Argument(metavar=_("VALUE"), help=_("The new value."))],
    as_json: Json = False,
) -> None:
    """Store the value of one setting."""
    call = call_of(ctx)
    stored: object
    if key in SHOP:
        from kobicrm.services import shop

        with call.session(create=True) as session:
            shop.set_shop(session, **{SHOP[key]: value})
        stored = _shop(call)[key]
    else:
        stored = settings_file.set_value(paths.config_file(), key, value)
    if as_json:
        output.write_json({key: stored})
    else:
        call.say(f"{key} = {_text(stored)}")


@app.command("path", cls=Command, help=_("Print where the settings file and the database lie."))
def path(ctx: typer.Context, as_json: Json = False) -> None:
    """Print the places KobiCRM keeps its files in."""
    call = call_of(ctx)
    places = {
        "config": paths.config_file(),
        "database": call.database,
        "backups": call.backup_dir,
        "log": paths.log_dir(),
    }
    if as_json:
        output.write_json(places)
        return
    names = {
        "config": _("Settings"),
        "database": _("Database"),
        "backups": _("Backups"),
        "log": _("Log"),
    }
    output.write_facts((names[key], str(place)) for key, place in places.items())


def _shop(call: Call) -> dict[str, object]:
    """Return the shop's own settings; empty while there is no database."""
    if not call.database.exists():
        return dict.fromkeys(SHOP, "")
    from kobicrm.services import shop

    with call.session(create=False) as session:
        known = shop.get_shop(session)
    return {"shop.name": known.name, "shop.place": known.place}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return ",".join(output.cell(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return output.cell(value)
