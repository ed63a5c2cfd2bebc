"""Import profiles: how a table that comes again is to be read, kept under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kobicrm.domain.clean import clean_line
from kobicrm.domain.turkish import fold
from kobicrm.errors import NotFound, ValidationError
from kobicrm.services.imports.headers import normal
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.session import Session
from kobicrm.storage import records, traces
from kobicrm.storage.models import ImportProfile

_KIND = "import_profile"
_NAME_LIMIT = 100
# What of the options belongs to the table and not to one run.
_KEPT = ("encoding", "delimiter", "header_row", "sheet", "source", "on_match")
_UNSET = ImportOptions()

Mapped = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """A named way to read a table.

    ``header`` are its column names as they are compared, ``mapping`` the columns that were
    told: place from 1, header, target ('-' leaves it out). ``options`` are what else was told.
    """

    uid: str
    name: str
    kind: str
    header: tuple[str, ...]
    mapping: tuple[Mapped, ...]
    options: Mapping[str, Any]

    def fits(self, header: Sequence[str]) -> bool:
        """Return whether a table with this header is the one the profile was made for."""
        return self.header == _normals(header)

    def on(self, given: ImportOptions, header: Sequence[str] | None = None) -> ImportOptions:
        """Return ``given`` with what the profile tells; what was given itself wins.

        Columns are found by their place where the ``header`` is the same, else by their name.
        """
        same = header is not None and self.fits(header)
        told: dict[str | int, str] = {
            place if same else name: target for place, name, target in self.mapping
        }
        kept = {key: value for key, value in self.options.items() if _is_unset(given, key)}
        return replace(
            given,
            kind=given.kind or self.kind,
            read_as=self.name,
            mapping={**told, **given.mapping},
            **kept,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the document of ``profile list --json``."""
        return {
            "name": self.name,
            "kind": self.kind,
            "columns": [
                {"place": place, "column": name, "field": target}
                for place, name, target in self.mapping
            ],
            "options": dict(self.options),
        }


def _is_unset(given: ImportOptions, key: str) -> bool:
    return bool(getattr(given, key) == getattr(_UNSET, key))


def _normals(header: Sequence[str]) -> tuple[str, ...]:
    return tuple(normal(text) for text in header)


def profiles(session: Session) -> list[Profile]:
    """Return all profiles in name order."""
    with session.store.reading():
        return _read()


def last_used(session: Session) -> dict[str, datetime]:
    """Return when imports with saved profiles were made last, by the folded name."""
    with session.store.reading():
        found = traces.profiles_used()
    uses: dict[str, datetime] = {}
    for name, at in found.items():
        uses[fold(name)] = max(at, uses.get(fold(name), at))
    return uses


def _read(*conditions: Any) -> list[Profile]:
    found = records.read(_KIND, *conditions, order=(ImportProfile.fold,))
    return [
        Profile(
            uid,
            values["name"],
            values["kind"],
            tuple(json.loads(values["header"])),
            tuple((place, name, target) for place, name, target in json.loads(values["mapping"])),
            json.loads(values["options"]),
        )
        for uid, values in found.items()
    ]


def profile_named(session: Session, name: str) -> Profile:
    """Return the profile called ``name``; NotFound when there is none."""
    with session.store.reading():
        found = _read(ImportProfile.fold == fold(name))
    if not found:
        known = ", ".join(one.name for one in profiles(session))
        raise NotFound("profile_missing", name=clean_line(name), known=known)
    return found[0]


def profile_for(session: Session, header: Sequence[str]) -> Profile | None:
    """Return the profile that was made for a table with this header, the newest of several."""
    with session.store.reading():
        fitting = [one for one in _read() if one.fits(header)]
    return max(fitting, key=lambda one: one.uid, default=None)


def save_profile(
    session: Session, name: str, header: Sequence[str], options: ImportOptions, *, source: str = ""
) -> Profile:
    """Keep how a table with ``header`` was read as a profile, replacing one of the same name.

    ``source`` is the program its codes belong to, so that they go on being found. Raises
    ValidationError for an empty name.
    """
    clean = clean_line(name, _NAME_LIMIT)
    if not clean:
        raise ValidationError("profile_name_empty", field="name", value=name)
    kept = {key: getattr(options, key) for key in _KEPT if not _is_unset(options, key)}
    if source:
        kept["source"] = source
    values = {
        "name": clean,
        "kind": options.kind,
        "header": _json(_normals(header)),
        "mapping": _json(_told(header, options.mapping)),
        "options": _json(kept),
    }
    with session.write("profile.save") as unit:
        known = _read(ImportProfile.fold == fold(clean))
        if known:
            records.change(unit, _KIND, known[0].uid, values)
        else:
            records.add(unit, _KIND, values)
        unit.recorder.detail["name"] = clean
    return profile_named(session, clean)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _told(header: Sequence[str], mapping: Mapping[str | int, str]) -> list[Mapped]:
    """Return the columns that were told, each by its place and its name."""
    folded = [fold(text) for text in header]
    found: dict[int, Mapped] = {}
    for column, target in mapping.items():
        if isinstance(column, str) and fold(column) in folded:
            places = [at for at, text in enumerate(folded, 1) if text == fold(column)]
        else:
            places = [int(column)]
        found.update({place: (place, header[place - 1], target or "-") for place in places})
    return [found[place] for place in sorted(found)]


def remove_profile(session: Session, name: str) -> None:
    """Take a profile away; NotFound when there is none."""
    found = profile_named(session, name)
    with session.write("profile.remove") as unit:
        records.remove(unit, _KIND, [found.uid])
        unit.recorder.detail["name"] = found.name
