"""Taking files of contacts in: read, map, match, plan, apply."""

from kobicrm.services.imports.archive import ArrivalReport, run_archive
from kobicrm.services.imports.options import ON_MATCH, ImportOptions
from kobicrm.services.imports.preview import ColumnPreview, Preview, preview, remap
from kobicrm.services.imports.profiles import (
    Profile,
    last_used,
    profile_for,
    profile_named,
    profiles,
    remove_profile,
    save_profile,
)
from kobicrm.services.imports.records import targets_of
from kobicrm.services.imports.refused import save_refused
from kobicrm.services.imports.report import CardCounts, ImportReport, RowEntry
from kobicrm.services.imports.running import run_import

__all__ = [
    "ON_MATCH",
    "ArrivalReport",
    "CardCounts",
    "ColumnPreview",
    "ImportOptions",
    "ImportReport",
    "Preview",
    "Profile",
    "RowEntry",
    "last_used",
    "preview",
    "profile_for",
    "profile_named",
    "profiles",
    "remap",
    "remove_profile",
    "run_archive",
    "run_import",
    "save_profile",
    "save_refused",
    "targets_of",
]
