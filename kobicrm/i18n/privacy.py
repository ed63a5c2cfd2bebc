"""The privacy notice and the wishes a printed form asks for: drafts, to be checked by a lawyer.

The notice tells what Law No. 6698 (KVKK), article 10, asks for. Having been told is no consent;
consent to commercial messages (Law No. 6563) is asked apart, channel by channel, never ticked
beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.i18n import N_, Language, in_language

DATE, SIGNATURE = N_("Date"), N_("Name and signature")

_HEADING = N_("Privacy notice (Law No. 6698, KVKK, article 10)")
_PARAGRAPHS = (
    N_("Data controller: {shop}. Address, phone and e-mail: ................................"),
    N_(
        "We keep what you write on this form in order to serve you: to answer your requests, to"
        " prepare offers and orders, to deliver, to invoice and to keep our accounts."
    ),
    N_(
        "We collect it with this form and rely on article 5, paragraph 2 of the law: making and"
        " carrying out a contract, our legal duties, and our legitimate interest as long as it"
        " does not harm your rights."
    ),
    N_(
        "It is passed on only where the law or your order asks for it, for example to public"
        " authorities, our accountant, the bank or the carrier."
    ),
    N_(
        "Under article 11 you may ask whether and why your data are processed and to whom they"
        " were given, have them corrected or erased, and object. Write to the address above; you"
        " get an answer within 30 days at the latest."
    ),
)
_WARNING = N_(
    "Draft, not legal advice: have this text checked by a lawyer and fitted to your shop before"
    " you use it, then strike this line out."
)
_WISHES = N_("News and campaigns (optional, Law No. 6563)")
_WISH = N_("I want {shop} to send me news and campaigns by:")
_CHANNELS = (N_("phone call"), N_("message (SMS, WhatsApp)"), N_("e-mail"))
_TERMS = N_(
    "Tick only what you want. You can withdraw each at any time, free of charge; what you buy does"
    " not depend on it."
)
_BLANK = "................................"


@dataclass(frozen=True, slots=True)
class Notice:
    """A heading, paragraphs, and the line that says that this is a draft."""

    heading: str
    paragraphs: tuple[str, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class Consents:
    """What may be ticked, each channel by itself."""

    heading: str
    wish: str
    channels: tuple[str, ...]
    terms: str


def notice(shop: str, lang: Language) -> Notice:
    """Return the notice of a shop; a line to fill in where its name is not known."""
    texts = (in_language(lang, text) for text in _PARAGRAPHS)
    filled = tuple(text.replace("{shop}", shop or _BLANK) for text in texts)
    return Notice(in_language(lang, _HEADING), filled, in_language(lang, _WARNING))


def consents(shop: str, lang: Language) -> Consents:
    """Return the wishes a customer may tick."""
    return Consents(
        in_language(lang, _WISHES),
        in_language(lang, _WISH).replace("{shop}", shop or _BLANK),
        tuple(in_language(lang, one) for one in _CHANNELS),
        in_language(lang, _TERMS),
    )
