"""The options of the import command: their names, metavars and help."""

from __future__ import annotations

from typing import Annotated

import typer

from kobicrm.i18n import _

ON_MATCH = ("fill", "update", "skip", "new")

Files = Annotated[
    list[str],
    typer.Argument(
        metavar=_("FILE..."),
        help=_(
            "A table (CSV, XLSX, XLS, ODS), JSON, vCard, a WhatsApp chat, an archive; - is a pipe."
        ),
    ),
]
KindName = Annotated[
    str,
    typer.Option("--kind", metavar="contacts|interactions|tasks", help=_("What the rows are.")),
]
Whose = Annotated[
    str,
    typer.Option(
        "--contact",
        metavar=_("CONTACT"),
        help=_("Whom the interactions of the file were with: id, phone, e-mail ..."),
    ),
]
ProfileName = Annotated[
    str, typer.Option("--profile", metavar=_("NAME"), help=_("Read it as saved under this name."))
]
SaveProfile = Annotated[
    str,
    typer.Option(
        "--save-profile", metavar=_("NAME"), help=_("Keep this way of reading under a name.")
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help=_("One refused row, and nothing is taken in."))
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar=_('"COLUMN=field"'),
        help=_("Where a column goes; - instead of a field leaves it out."),
    ),
]
Source = Annotated[
    str, typer.Option("--source", metavar=_("NAME"), help=_("Program the codes in it belong to."))
]
Encoding = Annotated[
    str, typer.Option("--encoding", metavar=_("NAME"), help=_("Recognised when left out."))
]
Delimiter = Annotated[
    str, typer.Option("--delimiter", metavar=_("CHAR"), help=_("Recognised when left out."))
]
HeaderRow = Annotated[
    int | None,
    typer.Option(
        "--header-row", metavar="N", min=0, help=_("Where the column names stand; 0: nowhere.")
    ),
]
Sheet = Annotated[
    str, typer.Option("--sheet", metavar=_("NAME"), help=_("Recognised when left out."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only tell what would happen."))]
Rejects = Annotated[
    str, typer.Option("--rejects", metavar=_("FILE"), help=_("Write refused rows there."))
]
Force = Annotated[bool, typer.Option("--force", help=_("Replace the file of refused rows."))]
OnMatch = Annotated[
    str,
    typer.Option("--on-match", metavar="|".join(ON_MATCH), help=_("What to do with known people.")),
]
Verbose = Annotated[bool, typer.Option("--verbose", help=_("One entry a row."))]
