"""What a look into a file shows: its columns, how many rows, what the first one becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.exchange.rejects import is_reject_column
from kobicrm.exchange.source import DocRow, Documents, Row, SourceInfo, cell_text
from kobicrm.services.imports.counting import row_count
from kobicrm.services.imports.mapping import ColumnPlan
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.records import NAMES

SAMPLE_ROWS = 1000
SAMPLES = 3
SAMPLE_LENGTH = 200
_TOP = 5
_NAMING = {"full_name", "first_name", "last_name", "company", "contact_person", "name"}


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """One column of the file. ``place`` counts from 1; an empty ``target`` is not taken in.

    ``filled`` and ``bad`` count values among the sample rows: those there are, and those that
    will be flagged. ``is_open`` says that nobody knows yet where the column belongs,
    ``is_new_field`` that the import will define a custom field for it.
    """

    place: int
    header: str
    target: str
    custom: str = ""
    custom_type: str = ""
    samples: tuple[str, ...] = ()
    filled: int = 0
    bad: int = 0
    is_open: bool = False
    is_new_field: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it will be read by ``options``; ``rows`` is an estimate unless ``is_exact``.

    ``line`` and ``contact`` are the first row and how it would be stored, ``company`` the
    company beside it. Of ``documents`` (JSON, cards) nothing can be mapped. ``top`` holds the first
    rows as they stand in the file. ``header_guessed``: no row of known names was found.
    ``kind`` is what the rows are. Of records, ``values`` are those of the first one, ``whose``
    is the contact all of them belong to, and ``likely`` the name a chat tells where nobody is
    told. ``suggested`` names a saved profile that was made for such a header and is not used;
    ``namespace`` is the program whose codes the table holds; ``row_told``: the
    header row was told or guessed, not found.
    """

    source: SourceInfo
    options: ImportOptions
    columns: tuple[ColumnPreview, ...] = ()
    rows: int = 0
    is_exact: bool = True
    line: int = 0
    contact: Contact | None = None
    company: str = ""
    profile: str = ""
    documents: bool = False
    is_own: bool = False
    sheets: tuple[str, ...] = ()
    header_guessed: bool = False
    header: tuple[str, ...] = ()
    top: tuple[tuple[str, ...], ...] = ()
    kind: str = CONTACT.key
    values: Mapping[str, Any] = field(default_factory=dict)
    whose: Contact | None = None
    likely: str = ""
    suggested: str = ""
    namespace: str = ""
    row_told: bool = False
    sample: tuple[Row, ...] = field(default=(), repr=False)

    @property
    def names_somebody(self) -> bool:
        """Return whether a column tells whom a row is about; else every row is refused."""
        if self.whose is not None or (self.documents and not self.is_chat):
            return True
        told = {column.target for column in self.columns}
        return bool(told & (_NAMING if self.kind == CONTACT.key else NAMES))

    @property
    def is_chat(self) -> bool:
        """Return whether the file is a chat, of which somebody must say whose it is."""
        return self.source.format == "whatsapp"

    @property
    def has_no_columns(self) -> bool:
        """Return whether the file holds messages or appointments, and is no table of any kind."""
        return self.source.format in ("whatsapp", "icalendar", "mail")

    @property
    def can_be_other_kind(self) -> bool:
        """Return whether the rows may be taken for another kind of record."""
        return not (self.has_no_columns or self.source.format == "vcard")

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields without which every row is refused and that no column goes to."""
        if self.documents or self.kind == CONTACT.key:
            return ()
        kind, told = KINDS[self.kind], {column.target for column in self.columns}
        lacking = kind.required() - told
        return tuple(one.key for one in kind.fields if one.key in lacking)

    def to_keep(self) -> ImportOptions:
        """Return the options as a profile keeps them: a row that was found is found anew."""
        return self.options if self.row_told else replace(self.options, header_row=None)

    @property
    def read_as(self) -> str:
        """Return the saved profile the options come from, '' without one."""
        return self.options.read_as


def shown(cell: object) -> str:
    """Return a cell as a sample."""
    return cell_text(cell)[:SAMPLE_LENGTH].strip()


def top_of(sample: tuple[Row, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the first rows as they stand in the file."""
    return tuple(tuple(shown(cell) for cell in row.cells) for row in sample[:_TOP])


def values_of(sample: tuple[Row, ...], index: int) -> list[str]:
    """Return what stands in a column, without what is empty."""
    return [text for row in sample if index < len(row.cells) and (text := shown(row.cells[index]))]


def column_of(plan: ColumnPlan, known: Preview, *, bad: int) -> ColumnPreview | None:
    """Return a column of a table; None for one without a name and without values.

    ``bad`` is how many of its values will be flagged.
    """
    place, values = plan.index + 1, values_of(known.sample, plan.index)
    if not (plan.header.strip() or values):
        return None
    told = known.options.mapping.get(place, known.options.mapping.get(plan.header))
    return ColumnPreview(
        place=place,
        header=plan.header,
        target=plan.target,
        custom=plan.custom,
        custom_type=plan.custom_type,
        samples=tuple(dict.fromkeys(values))[:SAMPLES],
        filled=len(values),
        bad=bad,
        is_open=not plan.target
        and told is None
        and bool(values)
        and not is_reject_column(plan.header),
    )


def look_at(
    source: Documents,
    sample: Sequence[DocRow],
    options: ImportOptions,
    targets: Mapping[str, str] = MappingProxyType({}),
) -> Preview:
    """Return a look into documents; ``targets`` tells where what they hold goes."""
    rows, exact = row_count(source, sample)
    columns = _document_columns(sample, targets)
    return Preview(source.info, options, columns, rows, is_exact=exact, documents=True)


def _document_columns(
    sample: Sequence[DocRow], targets: Mapping[str, str]
) -> tuple[ColumnPreview, ...]:
    samples: dict[str, list[str]] = {}
    for row in sample:
        for key, value in (row.document or {}).items():
            texts = samples.setdefault(key, [])
            if value not in (None, "", [], {}):
                texts.append(str(value)[:SAMPLE_LENGTH])
    return tuple(
        ColumnPreview(
            place, key, targets.get(key, key), samples=tuple(texts[:SAMPLES]), filled=len(texts)
        )
        for place, (key, texts) in enumerate(samples.items(), 1)
    )
