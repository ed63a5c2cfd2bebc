"""Who a card is about: a person, perhaps of a company, or a company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kobicrm.domain import names
from kobicrm.domain.turkish import fold
from kobicrm.i18n import _
from kobicrm.i18n.messages import field_label
from kobicrm.services.imports.cards.values import full_name

if TYPE_CHECKING:
    from kobicrm.services.imports.cards.document import CardDocument

_COMPANY = frozenset({"org", "organization", "company"})


def who(card: CardDocument) -> dict[str, Any]:
    """Return kind, names and company of the contact; what finds no place goes into notes."""
    parts, shown = card.lists.get("N", []), card.text("FN")
    organization, *departments = card.lists.get("ORG", [""])
    if not (shown or any(parts) or organization):
        shown = card.text("NICKNAME")
    elif card.texts["NICKNAME"]:
        nicknames = ", ".join(card.texts["NICKNAME"])
        card.note(": ".join((_("Nickname"), nicknames)))
    if card.is_own:
        family, first, *_rest = [*parts, "", ""]
        name, title = shown, {}
    else:
        name, first, family, prefix = full_name(parts, shown)
        title = {"title": prefix}
    words = dict.fromkeys([*card.texts["TITLE"], *card.texts["ROLE"], *departments])
    role = ", ".join(filter(None, words))
    if _is_company(card, name, organization):
        person = names.join_person(first, family) if any(parts) and not card.is_own else ""
        _keep_role(card, role)
        return {
            "kind": "company",
            "name": organization or name,
            "contact_person": person if organization and person != organization else "",
        }
    if not organization:
        _keep_role(card, role)
    company = {"name": organization, "role": role} if organization else None
    return {
        "kind": "person",
        "name": name,
        "first_name": first,
        "last_name": family,
        "company": company,
        **title,
    }


def _keep_role(card: CardDocument, role: str) -> None:
    """Keep a role that belongs to no company."""
    if role:
        card.note(f"{field_label('company_role')}: {role}")


def _is_company(card: CardDocument, name: str, organization: str) -> bool:
    """Tell a company: it says so, or nobody else is named, or the name reads like one."""
    told = any(fold(text) == "company" for text in card.texts["X-ABSHOWAS"])
    if told or card.is_own or any(fold(text) in _COMPANY for text in card.texts["KIND"]):
        return told or not card.is_own
    if any(card.lists.get("N", [])):
        return False
    if organization:
        return not name or fold(name) == fold(organization)
    return names.looks_like_company(name)
