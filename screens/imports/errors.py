"""What the import says when a file can't be taken: one sentence, and what to do on a screen."""

from __future__ import annotations

from pathlib import Path

from kobicrm.errors import BadFile, KobiError, UsageError
from kobicrm.i18n import N_, _, error_hint, error_text

# Mended on the columns page, by telling how the file is to be read.
_READING = frozenset(
    {
        "wrong_encoding",
        "unknown_encoding",
        "bad_delimiter",
        "header_not_found",
        "header_row_missing",
        "sheet_missing",
        "unterminated_quote",
        "record_too_long",
        "too_many_columns",
    }
)
# The hints of these name options of a command.
_HINTS: dict[str, str] = {
    "wrong_encoding": N_("Choose the encoding the file was saved in."),
    "bad_delimiter": N_("Choose the sign that parts the columns."),
    "header_not_found": N_("Say in which row the column names stand."),
    "header_row_missing": N_("Say in which row the column names stand; 0 when there are none."),
    "file_not_regular": "",
    "file_exists": "",
}


def is_about_reading(error: KobiError) -> bool:
    """Return whether reading the file in another way may help."""
    return isinstance(error, BadFile | UsageError) and error.code in _READING


def sentence(error: KobiError) -> tuple[str, str]:
    """Return what happened and what to do, in the language in force."""
    error = _with_name(error)
    if error.code in _HINTS:
        hint = _(_HINTS[error.code]) if _HINTS[error.code] else ""
    else:
        hint = error_hint(error)
    return error_text(error), hint


def in_place(error: KobiError) -> str:
    """Return both as one text for the place where the file is chosen."""
    return " ".join(filter(None, sentence(error)))


def _with_name(error: KobiError) -> KobiError:
    """Return the error with the bare name of its file: the line above shows the folder."""
    file = error.values.get("file")
    if not file or error.code == "disk_full":
        return error
    return type(error)(error.code, **{**error.values, "file": Path(str(file)).name or file})
