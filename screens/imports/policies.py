"""What becomes of records that are known already: the ways there are, in words."""

from __future__ import annotations

from kobicrm.i18n import N_, _
from kobicrm.services.imports import ImportReport
from screens.imports.nouns import are_contacts

# Ways that change something of what is known.
FILLING = ("fill", "update")
_CONTACTS = {
    "fill": N_("only blanks are filled"),
    "update": N_("the file's values win"),
    "skip": N_("known contacts are left alone"),
    "new": N_("every row becomes a new contact"),
}
_RECORDS = {"fill": N_("they stay as they are"), "update": N_("the file's values win")}


def _ways(kind: str) -> dict[str, str]:
    return _CONTACTS if are_contacts(kind) else _RECORDS


def policy_text(policy: str, kind: str) -> str:
    """Return what a way does to records of ``kind``."""
    ways = _ways(kind)
    return _(ways.get(policy, ways["fill"]))


def known_text(policy: str, kind: str) -> str:
    """Return `Bilinen kişiler: yalnız boş alanları dolar`."""
    what = policy_text(policy, kind)
    if are_contacts(kind):
        return _("Known contacts: {what}").format(what=what)
    return _("Known interactions: {what}").format(what=what)


def next_policy(policy: str, kind: str) -> str:
    """Return the way after ``policy``."""
    ways = list(_ways(kind))
    here = ways.index(policy) if policy in ways else 0
    return ways[(here + 1) % len(ways)]


def is_asked(report: ImportReport) -> bool:
    """Return whether another way could do something else to what is in the file."""
    if are_contacts(report.kind):
        return bool(report.updated or report.unchanged)
    return bool(report.updated or report.warnings.get("value_differs"))
