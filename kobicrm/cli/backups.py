"""Commands about backups: create, list, verify, prune, key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kobicrm import config
from kobicrm.cli import output
from kobicrm.cli.context import Call, call_of
from kobicrm.cli.options import Identity, Json, Yes
from kobicrm.cli.usage import Command, new_group
from kobicrm.errors import VerificationFailed
from kobicrm.i18n import _, error_text, ngettext

app = new_group(_("Copies of the whole database, checked before they count."))
Folder = Annotated[str, typer.Option("--to", metavar=_("FOLDER"), help=_("Folder of the backups."))]
KeepText = Annotated[
    str,
    typer.Option(
        "--keep",
        metavar="daily=7,weekly=4,monthly=12",
        help=_("Remove what is not needed for these; the newest verified one stays."),
    ),
]
Unchecked = Annotated[
    bool,
    typer.Option("--without-checksum", help=_("Accept a backup whose checksum file is lost.")),
]


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


@app.command("create", cls=Command, help=_("Make a backup and check it."))
def create(
    ctx: typer.Context,
    to: Folder = "",
    keep: KeepText = "",
    compress: Annotated[
        bool | None,
        typer.Option("--compress/--no-compress", help=_("Smaller, a little slower.")),
    ] = None,
    recipients: Annotated[
        list[str] | None,
        typer.Option("--recipient", metavar=_("KEY"), help=_("Encrypt for this age public key.")),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make one backup."""
    from kobicrm.services import backups

    call = call_of(ctx)
    chosen = call.settings.backup
    report = backups.create(
        call.database,
        to=_folder(call, to),
        keep=_keep(keep or chosen.keep),
        compress=chosen.compress if compress is None else compress,
        recipients=tuple(recipients or chosen.recipients),
        clock=now,
        wait=call.waiting,
    )
    if as_json:
        output.write_json(report.to_json())
        return
    call.tell(_("Backup made and checked: {file}").format(file=output.cell(report.path)))
    if report.pruned:
        call.tell(_removed(len(report.pruned)))


def _folder(call: Call, to: str) -> Path | None:
    """Return the folder that was named, by option or setting; None for the default one."""
    name = to or call.settings.backup.dir
    return Path(name).expanduser() if name else None


def _keep(text: str) -> config.Keep | None:
    return config.parse_keep(text) if text else None


def _removed(count: int) -> str:
    text = ngettext("{count} old backup was removed.", "{count} old backups were removed.", count)
    return text.format(count=count)


@app.command("list", cls=Command, help=_("List the backups, newest first."))
def list_backups(ctx: typer.Context, to: Folder = "", as_json: Json = False) -> None:
    """List the backups of a folder."""
    from kobicrm.services import backups

    call = call_of(ctx)
    entries = backups.listing(_folder(call, to) or call.backup_dir)
    if as_json:
        output.write_json_list(entry.to_json() for entry in entries)
        return
    header = (_("No"), _("Made"), _("Size"), _("File"), "")
    rows = (
        (
            entry.sequence,
            entry.at,
            _size(entry.bytes),
            entry.path,
            error_text(VerificationFailed(entry.problem, file=entry.path.name))
            if entry.problem
            else "",
        )
        for entry in entries
    )
    output.write_table(header, rows)


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"


@app.command("verify", cls=Command, help=_("Open a backup in a temporary place and check it."))
def verify(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=_("[FILE]"), help=_("The newest backup when left out."))
    ] = "",
    to: Folder = "",
    identity: Identity = "",
    unchecked: Unchecked = False,
    as_json: Json = False,
) -> None:
    """Check one backup."""
    from kobicrm.services import backups

    call = call_of(ctx)
    path = Path(file).expanduser() if file else backups.newest(call.database, _folder(call, to))
    report = backups.verify(
        path, identity=identity_file(call, identity), without_checksum=unchecked
    )
    if as_json:
        output.write_json(report.to_json())
    elif report.checked == "full":
        call.tell(_("The backup is whole: {file}").format(file=output.cell(report.path)))
    else:
        text = _("The checksum is right; the content was not opened without its key: {file}")
        call.tell(text.format(file=output.cell(report.path)))


def identity_file(call: Call, given: str) -> Path | None:
    """Return the key file that was named, by option or setting."""
    name = given or call.settings.backup.identity_file
    return Path(name).expanduser() if name else None


@app.command("prune", cls=Command, help=_("Remove backups that are not needed any more."))
def prune(
    ctx: typer.Context,
    to: Folder = "",
    keep: KeepText = "",
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Remove old backups."""
    from kobicrm.services import backups

    call = call_of(ctx)
    wanted = keep or call.settings.backup.keep or config.DEFAULT_KEEP
    counts = config.parse_keep(wanted)
    question = _("Remove the backups that are not needed for {keep}?").format(keep=wanted)
    output.confirm(question, yes=yes)
    removed = backups.prune(call.database, counts, folder=_folder(call, to), wait=call.waiting)
    if as_json:
        output.write_json({"pruned": [str(path) for path in removed]})
    else:
        call.tell(_removed(len(removed)))


@app.command("key", cls=Command, help=_("Make a key for encrypted backups; keep the file safe."))
def key(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=_("FILE"), help=_("Where the key is written."))],
    as_json: Json = False,
) -> None:
    """Make a key pair: the file opens backups, the printed public key encrypts them."""
    from kobicrm.services import backups

    path = Path(file).expanduser()
    public = backups.new_key(path)
    if as_json:
        output.write_json({"identity_file": str(path), "recipient": public})
        return
    output.write(public + "\n")
    call_of(ctx).say(
        _("Without {file} nobody can open these backups; keep a copy elsewhere.").format(file=path)
    )
