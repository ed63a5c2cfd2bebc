"""A shop with 320 customers, so that windows, pages and counts matter."""

from __future__ import annotations

from kobicrm.services import contacts
from kobicrm.services.session import Session
from kobicrm.services.shop import set_shop

FIRST = [
    "Ahmet",
    "Ayşe",
    "Burak",
    "Çağrı",
    "Deniz",
    "Emine",
    "Fatma",
    "Gökçe",
    "Hülya",
    "Işıl",
    "İsmail",
    "Kemal",
    "Leyla",
    "Mehmet",
    "Nâzım",
    "Ökkeş",
    "Pelin",
    "Recep",
    "Sevgi",
    "Şule",
]
LAST = [
    "Aydın",
    "Bulut",
    "Çelik",
    "Demir",
    "Erdem",
    "Iğdır",
    "İnce",
    "Kaya",
    "Koç",
    "Öztürk",
    "Şahin",
    "Şimşek",
    "Uçar",
    "Ünal",
    "Yıldız",
    "Zorlu",
]
PLACES = (
    ("İstanbul", "Kadıköy"),
    ("İstanbul", "Şişli"),
    ("İzmir", "Karşıyaka"),
    ("Ankara", "Çankaya"),
    ("Bursa", "Nilüfer"),
    ("Konya", "Selçuklu"),
    ("Adana", "Seyhan"),
    ("Eskişehir", "Tepebaşı"),
)
LIFECYCLES = ("customer", "lead", "customer", "supplier")
COUNT = len(FIRST) * len(LAST)


def fill(shop: Session) -> None:
    """Add the customers: every third `toptan`, every tenth `vip`, every fifth without a phone."""
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    for number, name in enumerate(names):
        province, district = PLACES[number % len(PLACES)]
        tags = [tag for every, tag in ((3, "toptan"), (10, "vip")) if number % every == 0]
        given: dict[str, object] = {
            "name": name,
            "province": province,
            "district": district,
            "tags": tags,
            "lifecycle": LIFECYCLES[number % len(LIFECYCLES)],
        }
        if number % 5:
            given["phones"] = f"0532 {number:03} 45 67"
        contacts.add(shop, given)
