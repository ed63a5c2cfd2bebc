"""Refused rows as a table of their own: correct them and import that file again.

The rows keep the columns of the file they came from; where and why stand in two columns
behind them, which an import recognises and leaves aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from kobicrm.exchange.files import atomic_write
from kobicrm.exchange.table import cell_text
from kobicrm.exchange.vcard_text import escape
from kobicrm.exchange.writers import write_csv
from kobicrm.i18n import Language, language

REJECT_LINE: dict[Language, str] = {"tr": "KobiCRM: satır no", "en": "KobiCRM: line"}
REJECT_REASON: dict[Language, str] = {"tr": "KobiCRM: sebep", "en": "KobiCRM: reason"}

_OWN = frozenset([*REJECT_LINE.values(), *REJECT_REASON.values()])

# Where and why, in a card of its own that was refused.
CARD_LINE, CARD_REASON = "X-KOBICRM-LINE", "X-KOBICRM-REASON"

Rejected = tuple[int, str, Sequence[object]]


def is_reject_column(name: str) -> bool:
    """Tell whether a column of a table was put there by :func:`write_rejects`."""
    return name.strip() in _OWN


def write_rejects(
    target: Path | BinaryIO,
    header: Sequence[str],
    rejected: Iterable[Rejected],
    *,
    lang: Language | None = None,
    excel_tr: bool = True,
    force: bool = False,
) -> int:
    """Write ``(line, reason, cells)`` rows below ``header`` as CSV; return how many.

    ``reason`` is a sentence for people. Line and reason of an earlier rejects file are
    replaced. Cells beyond the header stay behind the reason. Raises BadFile.
    """
    shown = lang or language()
    kept = [index for index, name in enumerate(header) if not is_reject_column(name)]
    columns = [*(header[index] for index in kept), REJECT_LINE[shown], REJECT_REASON[shown]]
    rows = _rows(rejected, kept, len(header))
    out = atomic_write(target, force=force) if isinstance(target, Path) else nullcontext(target)
    with out as stream:
        return write_csv(stream, columns, rows, excel_tr=excel_tr)


def write_refused_cards(
    target: Path | BinaryIO, rejected: Iterable[Rejected], *, force: bool = False
) -> int:
    """Write ``(line, reason, properties)`` of refused cards as cards; return how many.

    An import takes what was corrected in them. Raises BadFile.
    """
    count = 0
    out = atomic_write(target, force=force) if isinstance(target, Path) else nullcontext(target)
    with out as stream:
        for count, (line, reason, properties) in enumerate(rejected, 1):  # noqa: B007 - the answer
            told = (CARD_LINE, CARD_REASON)
            kept = (text for one in properties if not (text := str(one)).startswith(told))
            why = (f"{CARD_LINE}:{line}", f"{CARD_REASON}:{escape(reason)}")
            lines = ("BEGIN:VCARD", *kept, *why, "END:VCARD", "")
            stream.write("\r\n".join(lines).encode("utf-8", "replace"))
    return count


def _rows(rejected: Iterable[Rejected], kept: Sequence[int], width: int) -> Iterator[list[str]]:
    for line, reason, cells in rejected:
        texts = [cell_text(cell) for cell in cells] + [""] * (width - len(cells))
        yield [*(texts[index] for index in kept), str(line), reason, *texts[width:]]
