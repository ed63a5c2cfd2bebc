"""Tasks on the shop with 320 customers: late ones, those of the week, of later, done ones."""

from __future__ import annotations

from kobicrm.services import contacts, tasks
from kobicrm.services.session import Session
from tests.screens.kobi import NOW

# Title, kind, when, whose, what else.
PLANNED: tuple[tuple[str, str, str, str, dict[str, object]], ...] = (
    ("Teklif yanıtını sor", "call", "17.11.2026", "Ayşe Demir", {"priority": "high"}),
    ("Kışlık ambalaj siparişini sor", "call", "19.11.2026", "Işıl Öztürk", {}),
    ("Telefonla görüşme", "call", "20.11.2026 16:30", "İsmail Şahin", {"minutes": "30"}),
    ("Numune götür", "visit", "20.11.2026 17:00", "Çağrı Öztürk", {"minutes": "60"}),
    ("Vitrin fotoğrafı çek", "todo", "20.11.2026 17:15", "", {"minutes": "30"}),
    ("Taksit 2/3 hatırlat", "message", "20.11.2026", "Şule Koç", {}),
    ("Vitrin fiyatlarını yenile", "todo", "20.11.2026", "", {}),
    ("Fuar broşürlerini al", "todo", "21.11.2026", "", {}),
    ("Haftalık sipariş", "call", "23.11.2026", "Burak Kaya", {"repeat": "her pazartesi"}),
    ("Sözleşme imzası", "visit", "25.11.2026 11:00", "Gökçe Çelik", {"priority": "high"}),
    ("Fiyat listesi gönder", "message", "27.11.2026", "Nâzım Ünal", {}),
    ("Ay sonu tahsilat listesi", "todo", "30.11.2026", "", {"repeat": "her ay"}),
    ("Kış siparişi", "call", "04.12.2026", "Ökkeş Uçar", {"assignee": "Mehmet"}),
    ("Yeni yıl kartları", "message", "05.01.2027", "Hülya Yıldız", {}),
    ("Depoyu say", "todo", "", "", {"checklist": ["Raflar", "Soğuk oda"], "note": "Ayda bir."}),
)
DONE = ("Fatura kes", "Kargoyu ver")


def fill(shop: Session) -> None:
    """Add the tasks on Friday, 20 November 2026, early in the afternoon."""
    shop.clock.now = NOW  # type: ignore[attr-defined]
    for title, kind, due, whose, more in PLANNED:
        given: dict[str, object] = {"title": title, "kind": kind, "due": due, **more}
        if whose:
            given["contact"] = uid_of(shop, whose)
        tasks.add(shop, given)
    for title in DONE:
        made = tasks.add(shop, {"title": title, "due": "20.11.2026"})
        tasks.done(shop, made.task.uid)
    contacts.edit(shop, uid_of(shop, "Leyla Bulut"), {"birthday": "20.11.1990"})


def uid_of(shop: Session, name: str) -> str:
    """Return a reference to the contact of this name."""
    view = contacts.ListView(shop, text=name)
    view.start(1)
    return f"uid:{view.window(0, 1)[0].uid}"
