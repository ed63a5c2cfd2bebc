"""Why two contacts may be one, in a few words."""

from __future__ import annotations

from collections.abc import Iterable

from kobicrm.domain.duplicates import evidence as codes
from kobicrm.i18n import N_, _

EVIDENCE: dict[str, str] = {
    codes.SAME_TAX: N_("same tax number"),
    codes.SAME_MOBILE: N_("same mobile"),
    codes.SAME_EMAIL: N_("same e-mail"),
    codes.SAME_PHONE: N_("same phone"),
    codes.SAME_BIRTHDAY: N_("same birthday"),
    codes.SAME_EMPLOYER: N_("same company"),
    codes.SAME_ADDRESS: N_("same address"),
    codes.SAME_DISTRICT: N_("same district"),
    codes.SAME_NAME: N_("same name"),
    codes.SHORT_NAME: N_("short form of the name"),
    codes.NAME_TYPO: N_("name alike"),
    codes.NAME_INITIAL: N_("initial of the name"),
    codes.NAME_PART: N_("part of the name"),
    codes.OTHER_FAMILY: N_("another family name"),
}


def evidence_text(found: Iterable[codes.Evidence]) -> str:
    """Return evidence in words, parted by dots; a newer code as it is."""
    return " · ".join(_(EVIDENCE.get(one.code, one.code)) for one in found)
