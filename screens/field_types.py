"""What the types of a shop's own fields are called."""

from __future__ import annotations

from kobicrm.i18n import N_

TYPES: dict[str, str] = {
    "text": N_("text"),
    "number": N_("number"),
    "money": N_("money"),
    "date": N_("date"),
    "yes_no": N_("yes or no"),
    "choice": N_("choice"),
}
