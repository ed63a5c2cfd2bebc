"""Writing a blank table, or a form to print, for one kind of record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.tables import Form
from kobicrm.errors import UsageError
from kobicrm.exchange.printed import write_form
from kobicrm.i18n import Language, in_language, language
from kobicrm.i18n.privacy import consents, notice
from kobicrm.services.exports.writing import ExportReport, Write, deliver, form_of, table
from kobicrm.services.session import Session
from kobicrm.services.templates.columns import asked
from kobicrm.storage.shop import setting

FORMATS = ("csv", "xlsx", "html")
_WIDTH = 24.0


def write_template(
    session: Session,
    kind: str,
    out: Path | BinaryIO,
    *,
    format: str = "csv",
    excel_tr: bool = True,
    lang: Language | None = None,
    force: bool = False,
) -> ExportReport:
    """Write a table of ``kind`` with headers and one example row, or a form in HTML to print.

    The import understands every column, and refuses the example row by name. ``out``, ``lang``
    and ``force`` as in exports. Raises UsageError for an unknown kind or format, BadFile.
    """
    if kind not in KINDS:
        raise UsageError("kind_unknown", value=kind, known=", ".join(KINDS))
    if format not in FORMATS:
        raise UsageError("export_format_unknown", format=format, known=", ".join(FORMATS))
    shown = lang or language()
    with session.store.reading():
        if format == "html":
            write = _form(kind, shown)
        else:
            write = _table(kind, form_of(format, excel_tr=excel_tr), shown)
    return deliver(out, write, force=force)


def _form(kind: str, lang: Language) -> Write:
    shop, fields = setting("shop.name"), asked(kind, "xlsx", lang)
    title = " · ".join(filter(None, (shop, in_language(lang, KINDS[kind].label))))
    wishes = consents(shop, lang) if kind == CONTACT.key else None
    told = notice(shop, lang)
    return lambda out: write_form(out, title, fields, told, wishes, lang=lang)


def _table(kind: str, form: Form, lang: Language) -> Write:
    fields = asked(kind, form, lang)

    def rows() -> Iterator[list[object]]:
        yield [field.example for field in fields]

    return table(form, [field.header for field in fields], rows, [_WIDTH] * len(fields))
