"""Pictures of card, dialogs and palette, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

from kobicrm.services import contacts, fields
from kobicrm.services.session import Session
from kobicrm.services.shop import set_shop

AYSE: dict[str, object] = {
    "name": "Ayşe Yılmaz Demir",
    "title": "Hanımefendi",
    "phones": ["cep: 0532 123 45 67", "iş: 0216 345 67 89 dahili 12", "ev: 0216 12"],
    "emails": ["iş: ayse@yilmazgida.com.tr", "ayse.yilmaz@gmail.com"],
    "socials": ["instagram:yilmazgida"],
    "websites": ["yilmazgida.com.tr"],
    "street": "Caferağa Mah. Moda Cad. 12/3",
    "district": "Kadıköy",
    "province": "İstanbul",
    "company": "Yılmaz Gıda San. ve Tic. Ltd. Şti.",
    "company_role": "Satın alma",
    "birthday": "14.03",
    "tags": ["toptan", "vip", "fuar-2026"],
    "lifecycle": "customer",
    "owner": "Mehmet",
    "source": "Google",
    "language": "tr",
    "preferred_channel": "whatsapp",
    "preferred_time": "öğleden sonra",
    "codes": ["logo:120.01.001"],
    "custom": {"Ödeme günü": "15", "Teslimat": "Kapıda ödeme istiyor, arka kapıdan girilecek."},
    "note": "Teklifi inceliyor, “cuma arayın” dedi.",
}
OTHERS = ["Ahmet Çelik", "Burak Şahin", "Çağrı Öztürk", "Gökçe Çiçek", "Işık Kırtasiye Ltd. Şti."]


def filled(shop: Session) -> None:
    """Give the shop a name, one customer of whom everything is known, and a few others."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    fields.add_field(shop, "Ödeme günü", "number")
    fields.add_field(shop, "Teslimat", "text")
    ayse = contacts.add(shop, AYSE).contact
    ref = f"uid:{ayse.uid}"
    contacts.edit(shop, ref, {"birthday": "14.03.1988", "tags-": ["fuar-2026"]})
    contacts.edit(shop, ref, {"phones+": ["0532 765 43 21"]})
    contacts.note(shop, ref, "2 koli numune aldı, memnun kaldı.")
    for number, name in enumerate(OTHERS):
        phone = f"0532 {200 + number} 45 67"
        contacts.add(shop, {"name": name, "phones": phone, "district": "Şişli"})
