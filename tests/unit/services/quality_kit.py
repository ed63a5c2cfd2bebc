"""Contacts with something odd about them, for the tests of the data's quality."""

from __future__ import annotations

from kobicrm.domain.quality import Finding
from kobicrm.services import contacts, quality
from kobicrm.services.session import Session

# Each with what is found: name, given, codes.
ODD: tuple[tuple[str, dict[str, object], list[str]], ...] = (
    ("İsmail Şıkoğlu", {"emails": "ismail@gmial.com"}, ["email_typo"]),
    ("AYŞE YILMAZ DEMİR", {"phones": "0532 123 45 67"}, ["name_capitals"]),
    ("Ümit Gürsel", {"emails": "ümit@gmail.com"}, ["email_turkish_letters"]),
    ("Gökçe Çiçek", {"phones": ["0532 123 45 6"]}, ["phone_short"]),
    ("Nâzım Hâkimoğlu", {"province": "İstanbul", "district": "Çankaya"}, ["district_elsewhere"]),
    ("Þükrü Þahin", {"tax_number": "1111111111"}, ["mojibake", "tax_number_repeated"]),
    ("Işıl Ağaoğlu", {"phones": "0533 123 45 67", "emails": "isil@agaoglu.com.tr"}, []),
    ("Çağrı Öztürk 0544 210 33 08", {}, ["name_phone"]),
)


def fill(shop: Session) -> dict[str, str]:
    """Store the contacts; return their uids by name."""
    return {
        name: contacts.add(shop, {**given, "name": name}).contact.uid for name, given, _codes in ODD
    }


def open_findings(shop: Session, *codes: str) -> list[tuple[str, Finding]]:
    """Return uid and finding of everything that is open, of some codes if named."""
    wanted = quality.Wanted(codes=codes)
    return [
        (found.contact.uid, one) for found in quality.walk(shop, wanted) for one in found.findings
    ]


def one(shop: Session, code: str) -> tuple[str, Finding]:
    """Return the only open finding with this code."""
    [only] = open_findings(shop, code)
    return only
