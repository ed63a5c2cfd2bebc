"""The commands of what comes by itself: remind, and how often to be in touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kobicrm.cli import output
from kobicrm.cli.context import call_of
from kobicrm.cli.options import Json, whole_number
from kobicrm.cli.usage import Command, new_group
from kobicrm.i18n import _, ngettext

if TYPE_CHECKING:
    from kobicrm.cli.context import Call
    from kobicrm.services.reminding import Due, Reminded
    from kobicrm.services.session import Session

cadence = new_group(
    _("How often to be in touch with a contact, with all of a tag, or with all of a saved view.")
)


def remind(
    ctx: typer.Context,
    mail: Annotated[
        bool,
        typer.Option("--mail", help=_("Send them as one e-mail to smtp.recipient instead.")),
    ] = False,
    as_json: Json = False,
) -> None:
    """Print the reminders that are due, each at most once, or send them."""
    from kobicrm.services.reminding import remind as hand_over

    call = call_of(ctx)
    show = _write_json if as_json else _print
    with call.session() as session:
        found = _mailed(call, session) if mail else hand_over(session, show)
    if mail and (found.given or found.uncertain):
        if as_json:
            show(found.given, found.uncertain)
        else:
            call.tell(_("Sent: {what}").format(what=_count(len(found.given))))
    elif as_json and not (found.given or found.uncertain):
        output.write_json_list([])


def _mailed(call: Call, session: Session) -> Reminded:
    """Send what is due; the settings are looked at first, so that nothing is marked in vain."""
    from kobicrm.services import mailing
    from kobicrm.services.reminding import remind as hand_over
    from kobicrm.services.shop import get_shop

    post = mailing.post_of(call.settings.smtp)
    shop = get_shop(session).name

    def send(given: Sequence[Due], uncertain: Sequence[Due]) -> None:
        subject = ": ".join(filter(None, (shop, _count(len(given) or len(uncertain)))))
        post.send(subject, _letter(given, uncertain), session.clock())

    return hand_over(session, send)


def _count(number: int) -> str:
    return ngettext("{n} reminder", "{n} reminders", number).format(n=number)


def _letter(given: Sequence[Due], uncertain: Sequence[Due]) -> str:
    lines = [*map(_line, given)]
    lines += [
        _("May have been given before: {reminder}").format(reminder=_line(due)) for due in uncertain
    ]
    return "\n".join([*lines, ""])


def _write_json(given: Sequence[Due], uncertain: Sequence[Due]) -> None:
    told = [(one, False) for one in given] + [(one, True) for one in uncertain]
    output.write_json_list(_document(one, uncertain=unsure) for one, unsure in told)


def _document(due: Due, *, uncertain: bool) -> dict[str, object]:
    from kobicrm.cli.task_output import document

    return {"at": due.moment.isoformat(), "uncertain": uncertain, "task": document(due.row)}


def _print(given: Sequence[Due], uncertain: Sequence[Due]) -> None:
    output.write(_letter(given, uncertain))


def _line(due: Due) -> str:
    from kobicrm.cli.task_output import due_text
    from kobicrm.domain.clean import clean_line

    parts = (due_text(due.row.task), due.row.task.title, due.row.contact_name)
    return " · ".join(clean_line(part) for part in parts if part)


@cadence.command("list", cls=Command, help=_("List the rules."))
def list_cadences(ctx: typer.Context, as_json: Json = False) -> None:
    """List all rules."""
    from kobicrm.services.cadences import cadences

    with call_of(ctx).session() as session:
        found = cadences(session)
    if as_json:
        output.write_json_list(one.to_json() for one in found)
        return
    header = (_("Contact"), _("Tag"), _("Days"), _("View"))
    rows = ((one.contact_name, one.tag, one.days, one.view) for one in found)
    output.write_table(header, rows)


@cadence.command("set", cls=Command, help=_("Set a rule; 0 days take it away."))
def set_rule(
    ctx: typer.Context,
    days: Annotated[str, typer.Argument(metavar=_("DAYS"), help=_("How many days may go by."))],
    contact: Annotated[
        str, typer.Option("--contact", metavar=_("REF"), help=_("With this contact."))
    ] = "",
    tag: Annotated[
        str, typer.Option("--tag", metavar=_("TAG"), help=_("With everybody of this tag."))
    ] = "",
    view: Annotated[
        str, typer.Option("--view", metavar=_("NAME"), help=_("With everybody of this saved view."))
    ] = "",
) -> None:
    """Set, change or take away one rule."""
    from kobicrm.services.cadences import set_cadence

    number = whole_number(_("DAYS"), days, 0) or 0
    call = call_of(ctx)
    with call.session() as session:
        changed = set_cadence(session, number, contact=contact, tag=tag, view=view)
    call.tell(_("Rule kept.") if changed else _("Nothing to change"))


def add_to(app: typer.Typer) -> None:
    """Hang the commands into the tree."""
    text = _("Print or mail the reminders that are due, each at most once; for cron.")
    app.command("remind", cls=Command, help=text)(remind)
    app.add_typer(cadence, name="cadence")
