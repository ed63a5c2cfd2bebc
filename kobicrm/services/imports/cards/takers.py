"""What takes the properties of a card, and what they are taken in as."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain import dates
from kobicrm.domain.turkish import fold
from kobicrm.exchange.vcard_lines import Property
from kobicrm.exchange.vcard_out import BESIDE, LABEL, NETWORK
from kobicrm.i18n import N_, language
from kobicrm.i18n.messages import field_label
from kobicrm.services.imports.cards import own, values

if TYPE_CHECKING:
    from kobicrm.services.imports.cards.document import CardDocument

# Groups that Google puts every contact into.
_NO_TAGS = frozenset({"mycontacts", "my contacts"})
_MESSENGERS = "AIM ICQ JABBER MSN QQ SKYPE SKYPE-USERNAME TWITTER YAHOO TELEGRAM"
_ABOUT_CARD = "VERSION PRODID PROFILE SOURCE NAME MAILER CLASS CLIENTPIDMAP X-ABADR X-ABUID"

_Taker = Callable[["CardDocument", Property], None]


def _take_text(card: CardDocument, given: Property) -> None:
    card.texts[given.name].append(given.text.strip())


def _take_parts(card: CardDocument, given: Property) -> None:
    card.lists.setdefault(given.name, given.parts())


def _take_phone(card: CardDocument, given: Property) -> None:
    rank = values.rank(given)
    card.has_preferred |= rank <= values.PREFERRED
    raw = card.given(given, values.phone_text(given.text))
    card.lists["phones"].append((rank, {"raw": raw, "label": card.label(given)}))


def _take_email(card: CardDocument, given: Property) -> None:
    raw = card.given(given, values.mail_text(given.text))
    item = {"raw": raw, "label": card.label(given)}
    card.lists["emails"].append((values.rank(given), item))


def _take_address(card: CardDocument, given: Property) -> None:
    found = values.own_address if card.is_own else values.address
    card.lists["addresses"].append({**found(given.parts()), "label": card.label(given)})


def _take_website(card: CardDocument, given: Property) -> None:
    raw = card.given(given, given.text)
    card.lists["websites"].append({"raw": raw, "label": card.label(given)})


def _take_account(network: str, card: CardDocument, given: Property) -> None:
    told = given.param("X-SERVICE-TYPE") or given.param("SERVICE-TYPE") or network
    if given.name == "X-SOCIALPROFILE" and not told:
        told = next((word for word in given.types if fold(word) not in values.NO_NETWORKS), "")
    if card.is_own:
        item = {
            "raw": card.given(given, given.text),
            "network": card.beside(given, NETWORK) or told,
        }
    else:
        item = values.account(given, told)
    card.lists["socials"].append({**item, "label": card.beside(given, LABEL)})


def _take_tags(card: CardDocument, given: Property) -> None:
    tags = given.parts(",")
    card.lists["tags"] += [tag for tag in tags if card.is_own or fold(tag) not in _NO_TAGS]


def _take_birthday(card: CardDocument, given: Property) -> None:
    found = values.birthday(given)
    if found is None:
        card.note(f"{field_label('birthday')}: {given.text.strip()}")
        card.flag("date_invalid", given.text, "birthday")
    else:
        card.texts["BDAY"].append(found)


def _take_note(card: CardDocument, given: Property) -> None:
    card.note(given.text, at=own.moment(card, given))


def _take_day(otherwise: str, card: CardDocument, given: Property) -> None:
    text = given.text.strip()
    day = values.birthday(given)
    card.tell(given, dates.format_birthday(day, language()) if day else text, otherwise)


def _take_relation(otherwise: str, card: CardDocument, given: Property) -> None:
    if fold(given.param("VALUE")) == "uri":
        card.left_out.append(given.name)
    else:
        card.tell(given, given.text.strip(), otherwise)


def _take_android(card: CardDocument, given: Property) -> None:
    """Read what Android has no property for: a kind, its values, a number for what it is."""
    kind, value, type_, label = [*given.parts(), "", "", ""][:4]
    kind = kind.rpartition("/")[2]
    plain = Property(given.line, given.raw, given.name, value=value.replace("\\", "\\\\"))
    if kind == "nickname":
        card.texts["NICKNAME"].append(value)
    elif kind == "contact_event" and type_ == "3":
        _take_birthday(card, plain)
    elif kind == "contact_event":
        _take_day(N_("Anniversary") if type_ == "1" else label or N_("Date"), card, plain)
    elif kind == "relation" and value:
        card.tell(plain, value, label or N_("Relation"))
    else:
        card.left_out.append(given.name)


_Entry = tuple[str, _Taker]


def _entries(names: str, field: str, take: _Taker) -> dict[str, _Entry]:
    return dict.fromkeys(names.split(), (field, take))


# What each property is taken in as, and what takes it.
TAKERS: dict[str, _Entry] = {
    **_entries("FN", "full_name", _take_text),
    **_entries("N", "full_name", _take_parts),
    **_entries("NICKNAME", "note", _take_text),
    **_entries("ORG", "company", _take_parts),
    **_entries("TITLE ROLE", "company_role", _take_text),
    **_entries("KIND X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND", "kind", _take_text),
    **_entries("UID", "code", _take_text),
    **_entries("LANG", "language", _take_text),
    **_entries("TEL X-MS-TEL", "phone", _take_phone),
    **_entries("EMAIL", "email", _take_email),
    **_entries("ADR", "addresses", _take_address),
    **_entries("LABEL", "addresses", _take_text),
    **_entries("URL", "website", _take_website),
    **_entries("CATEGORIES", "tags", _take_tags),
    **_entries("BDAY", "birthday", _take_birthday),
    **_entries("NOTE", "note", _take_note),
    **_entries("X-ANDROID-CUSTOM", "note", _take_android),
    **_entries(
        "X-SOCIALPROFILE SOCIALPROFILE IMPP X-MS-IMADDRESS", "socials", partial(_take_account, "")
    ),
    **{f"X-{one}": ("socials", partial(_take_account, fold(one))) for one in _MESSENGERS.split()},
    **_entries(
        "ANNIVERSARY X-ANNIVERSARY X-EVOLUTION-ANNIVERSARY X-MS-ANNIVERSARY",
        "note",
        partial(_take_day, N_("Anniversary")),
    ),
    **_entries("X-ABDATE", "note", partial(_take_day, N_("Date"))),
    **_entries("RELATED X-ABRELATEDNAMES", "note", partial(_take_relation, N_("Relation"))),
    **{
        f"X-{prefix}{name}": ("note", partial(_take_relation, label))
        for prefix in ("", "EVOLUTION-", "MS-")
        for name, label in (
            ("SPOUSE", N_("Spouse")),
            ("MANAGER", N_("Manager")),
            ("ASSISTANT", N_("Assistant")),
            ("CHILD", N_("Child")),
        )
    },
    **own.TAKERS,
}
# What is about the card or other lines of it, not about the contact.
SILENT = frozenset({*BESIDE, *own.SILENT, *_ABOUT_CARD.split()})


def field_of(name: str) -> str | None:
    """Return what a property is taken in as, '' for nothing, None when it is not of the contact.

    A line without a name is kept as a note.
    """
    if not name:
        return "note"
    if name in SILENT:
        return None
    return TAKERS[name][0] if name in TAKERS else ""
