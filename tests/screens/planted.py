"""Hostile text in every text column of a shop, past every check: as a damaged file has it."""

from __future__ import annotations

import json
import sqlite3

from kobicrm.services import contacts, fields, shop
from kobicrm.services.session import Session

COLUMNS = {
    "contact": "name first_name last_name title birthday tax_office tax_number iban language"
    " lifecycle source preferred_channel preferred_time origin",
    "phone": "given ext label",
    "email": "given address label",
    "social": "given network handle label",
    "website": "given url label",
    "address": "street district province postcode country label",
    "company_link": "role",
    "contact_tag": "name",
    "external_code": "source code",
    "custom_value": "text",
    "note": "text",
}
FULL: dict[str, object] = {
    "title": "Bey",
    "phones": ["0532 123 45 67 dahili 1", "ev: 0216 345 67 89"],
    "emails": ["ali@kaya.com"],
    "socials": ["instagram:ali"],
    "websites": ["kaya.com"],
    "street": "Moda",
    "district": "Kadıköy",
    "province": "İstanbul",
    "company": "Kaya Ltd.",
    "company_role": "Ortak",
    "tags": ["vip", "toptan"],
    "codes": ["logo:1"],
    "custom": {"Not defteri": "x"},
    "note": "Not",
    "owner": "Mehmet",
    "birthday": "1.1.1980",
    "source": "Google",
}


def plant(session: Session, texts: list[str]) -> None:
    """Store a contact for each of ``texts``, which stands in every text column of it.

    Constraints and checks are off. Shop, staff and a custom field are named after the first.
    """
    shop.set_shop(session, name="Dükkân", place="Kadıköy")
    fields.add_field(session, "Not defteri", "text")
    ids = []
    for number in range(len(texts)):
        saved = contacts.add(session, {**FULL, "name": f"Ali {number:02}"})
        contacts.edit(session, f"uid:{saved.contact.uid}", {"title": "Beyefendi"})
        ids.append(saved.contact.id)
    with sqlite3.connect(session.path) as store:
        store.execute("PRAGMA ignore_check_constraints = 1")
        for one, text in zip(ids, texts, strict=True):
            _plant_one(store, one, text)
        for table, column in (("shop", "value"), ("custom_field", "name")):
            store.execute(f"UPDATE {table} SET {column} = ?", (texts[0],))
        store.execute("UPDATE staff SET name = ? || id", (texts[0],))
        store.execute("UPDATE phone SET e164 = '', valid = 0")
    store.close()


def _plant_one(store: sqlite3.Connection, one: int, text: str) -> None:
    for table, names in COLUMNS.items():
        key = "id" if table == "contact" else "contact_id"
        for name in names.split():
            store.execute(f"UPDATE OR IGNORE {table} SET {name} = ? WHERE {key} = ?", (text, one))
    store.execute(
        "UPDATE change SET fields = ? WHERE op = 'update'"
        " AND record_uid = (SELECT uid FROM contact WHERE id = ?)",
        (json.dumps({"title": [text, text + "2"], f"custom:{text}": [text, "y"]}), one),
    )
