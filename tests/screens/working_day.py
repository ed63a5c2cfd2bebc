"""A shop in the middle of a working day, Friday 20 November 2026, ten in the morning (UTC)."""

from __future__ import annotations

from datetime import UTC, datetime

from kobicrm.services import cadences, contacts, interactions, tasks
from kobicrm.services.session import Session

PEOPLE = (
    ("Ayşe Yılmaz Demir", {"phones": "0532 123 45 67", "company": "Yılmaz Gıda"}),
    ("Öztürk-Işık A.Ş.", {"kind": "company", "phones": "0224 221 10 20"}),
    ("İsmail Şıkoğlu", {"phones": "0533 221 10 21"}),
    ("Çağrı Öztürk", {"phones": "0534 221 10 22"}),
    ("Gökçe Çiçek", {"emails": "gokce@cicek.com.tr", "birthday": "20.11.1992"}),
    ("Ümit Gürsel", {"phones": "0535 221 10 23"}),
    ("Işıl Ağaoğlu", {"phones": "0536 221 10 24"}),
    ("Nâzım Hâkimoğlu", {"phones": "0537 221 10 25"}),
)
TASKS: tuple[tuple[int | None, dict[str, object]], ...] = (
    (0, {"title": "Teklif yanıtını sor", "kind": "call", "due": "17.11.2026", "priority": "high"}),
    (1, {"title": "Kışlık ambalaj siparişini sor", "kind": "follow_up", "due": "19.11.2026"}),
    (2, {"title": "Telefonla görüşme randevusu", "kind": "call", "due": "20.11.2026 17:30"}),
    (3, {"title": "Numune götür · Moda", "kind": "visit", "due": "20.11.2026 18:00"}),
    (6, {"title": "4.000 TL tahsil et", "due": "20.11.2026"}),
    (None, {"title": "Vitrin fiyatlarını yenile", "due": "20.11.2026", "note": "Kapanmadan",
            "checklist": "Etiketleri yaz\nCamı sil"}),
    (0, {"title": "Kış siparişini konuş", "kind": "visit", "due": "4.12.2026"}),
    (3, {"title": "Fatura gönder", "kind": "message", "due": "21.11.2026"}),
)  # fmt: skip
SAID = (
    (0, "whatsapp", "21.10.2026 16:20", "", "Yeni fiyat listesini istedi."),
    (0, "visit", "3.11.2026 15:00", "", "2 koli numune aldı, memnun kaldı."),
    (0, "call", "17.11.2026 10:00", "quote", "Teklifi inceliyor, “cuma arayın” dedi."),
    (5, "call", "4.10.2026 10:00", "", "Sipariş verdi."),
    (7, "call", "10.10.2026 10:00", "", "Fiyat sordu."),
)


def plant(shop: Session) -> list[str]:
    """Fill the shop and return the uids of its people, in the order of :data:`PEOPLE`."""
    clock = shop.clock
    clock.now = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)  # type: ignore[attr-defined]
    uids = [contacts.add(shop, {"name": name, **given}).contact.uid for name, given in PEOPLE]
    clock.now = datetime(2026, 11, 20, 9, 58, tzinfo=UTC)  # type: ignore[attr-defined]
    for place, channel, at, outcome, text in SAID:
        given = {"channel": channel, "at": at, "outcome": outcome, "text": text}
        interactions.log(shop, uids[place], given)
    for place in (5, 7):
        cadences.set_cadence(shop, 30, contact=uids[place])
    for one, given in TASKS:
        whose = {} if one is None else {"contact": uids[one]}
        tasks.add(shop, {**given, **whose})
    ready = tasks.add(shop, {"title": "Kasayı aç", "due": "20.11.2026"})
    tasks.done(shop, ready.task.uid)
    return uids
