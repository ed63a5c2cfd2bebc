"""The shop of the pictures: the people of the demo, as if a real shop had worked with them."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

from kobicrm.domain.contacts import Contact
from kobicrm.i18n import Language, language
from kobicrm.services import backups, cadences, contacts, demo, interactions, quality, tasks
from kobicrm.services.contacts import Selection
from kobicrm.services.exports import export_contacts
from kobicrm.services.imports import run_import
from kobicrm.services.quality import Tally
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import set_shop
from screens.contacts.drafts import Drafts
from screens.contacts.form_values import Draft, texts_of

# With customers and some days of work; only just installed; the demo itself.
Shop = Literal["full", "new", "demo"]
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=3)))
# Can Kara: two phones, a company, notes, tags.
SOMEBODY = "can.kara0615@example.com"
SAMPLES = Path(__file__).parents[1] / "tests" / "data"
# What lies in the home folder, by language: name there, sample it is copied from.
FILES: dict[Language, dict[str, str]] = {
    "tr": {
        "musteri-listesi.csv": "musteri-listesi.csv",
        "cari-hesaplar.xlsx": "cari-hesaplar.xlsx",
    },
    "en": {"customers.csv": "musteri-listesi.csv", "accounts.xlsx": "cari-hesaplar.xlsx"},
}
# Who is meant by an e-mail, and what a careless list has there.
ODD: dict[str, dict[str, object]] = {
    "nazlican.aslan0001@example.com": {"emails": "nazlican.aslan@gmial.com"},
    "beyza.gunes0003@example.com": {"name": "BEYZA GÜNEŞ"},
    "dilek.yilmaz0013@example.com": {"phones": "0541 000 29"},
    "eren.cakir0018@example.com": {"district": "Kadıköy"},
    "busra.sonmez0024@example.com": {"name": "Büþra Sönmez"},
    "kaan.aydin0026@example.com": {"name": "KAAN AYDIN"},
    "dilek.polat0027@example.com": {"birthday": "12.05.2062"},
    "gamze.tekin0057@example.com": {"tax_number": "1111111111"},
    "zehra.gungor0031@example.com": {"emails": "zehra.güngör@example.com"},
    "levent.caglayan0032@example.com": {"name": "LEVENT ÇAĞLAYAN"},
    "ebru.acar0036@example.com": {"name": "Ebru Acar 0532 000 50 84"},
}
_WHEN: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("call", "17.11.2026", {"priority": "high"}),
    ("call", "19.11.2026", {}),
    ("call", "20.11.2026 14:30", {"minutes": "30"}),
    ("visit", "20.11.2026 16:00", {"minutes": "60"}),
    ("visit", "20.11.2026 16:30", {"minutes": "30"}),
    ("message", "20.11.2026", {}),
    ("todo", "20.11.2026", {}),
    ("todo", "21.11.2026", {}),
    ("call", "23.11.2026 10:00", {"repeat": "FREQ=WEEKLY;BYDAY=MO"}),
    ("visit", "25.11.2026 11:00", {"priority": "high"}),
    ("message", "27.11.2026", {}),
    ("todo", "30.11.2026", {"repeat": "FREQ=MONTHLY"}),
    ("call", "04.12.2026", {}),
)
_TITLES: dict[Language, str] = {
    "tr": "Teklif yanıtını sor/Kışlık siparişi sor/Telefonla görüşme/Numune götür/Vitrin ölçüsü al"
    "/İkinci taksiti hatırlat/Vitrin fiyatlarını yenile/Fuar broşürlerini al/Haftalık sipariş"
    "/Sözleşme imzası/Fiyat listesi gönder/Ay sonu tahsilat listesi/Kış siparişi",
    "en": "Ask about the quote/Ask for the winter order/Phone meeting/Take samples"
    "/Measure the window/Remind of instalment 2/Renew the prices/Fetch the flyers/Weekly order"
    "/Sign the contract/Send the price list/List of payments due/Winter order",
}
# Noted a second time by somebody in a hurry.
TWICE: tuple[dict[str, object], ...] = (
    {
        "name": "CAN KARA",
        "phones": ["0501 000 01 85", "iş: 0312 000 44 10 dahili 4"],
        "emails": "can.kara@example.org",
        "company": "Taş Çiçekçilik",
        "company_role": "Satın alma",
        "district": "Çankaya",
        "province": "Ankara",
        "birthday": "03.05",
        "tags": ["fuar-2026"],
        "source": "Google",
        "lifecycle": "customer",
    },
    {"name": "Elif Isik", "phones": "0538 000 71 09", "emails": "elif.isik@example.org"},
    {"name": "D. Yılmaz", "phones": "0541 000 29 47", "province": "Adana", "tags": ["toptan"]},
    {"name": "Tuğba Şimsek", "phones": "0533 000 16 76", "birthday": "19.05"},
)
_WORDS: dict[Language, dict[str, str]] = {
    "tr": {"list": "eski-defter.jsonl", "tag": "yılbaşı", "note": "Cuma günü arayın"},
    "en": {"list": "old-book.jsonl", "tag": "new year", "note": "Call on Friday"},
}


# What is planned, by language; when, how, and with the how-manieth contact of the list.
PLANNED: dict[Language, tuple[str, ...]] = {
    "tr": ("Teklif yanıtını sor", "Kışlık ambalaj siparişini sor", "Telefonla görüşme randevusu",
           "Numune götür", "Fatura kes", "Vitrin fiyatlarını yenile", "Fiyat listesini gönder",
           "Yılbaşı kolilerini konuş"),
    "en": ("Ask about the quote", "Ask about winter packaging", "Phone appointment",
           "Take the samples", "Write the invoice", "New prices in the window",
           "Send the price list", "Talk about the gift boxes"),
}  # fmt: skip
HOW: tuple[tuple[int | None, dict[str, object]], ...] = (
    (0, {"kind": "call", "due": "2026-11-17", "priority": "high"}),
    (1, {"kind": "follow_up", "due": "2026-11-19"}),
    (2, {"kind": "call", "due": "2026-11-20 14:30"}),
    (3, {"kind": "visit", "due": "2026-11-20 16:00", "minutes": "45"}),
    (4, {"due": "2026-11-20"}),
    (None, {"due": "2026-11-20"}),
    (5, {"kind": "message", "due": "2026-11-23"}),
    (0, {"kind": "visit", "due": "2026-12-02 10:00"}),
)
SAID: dict[Language, tuple[str, ...]] = {
    "tr": ("Teklifi inceliyor, cuma arayın dedi", "2 koli numune aldı", "Fiyat listesini istedi"),
    "en": ("Looks at the quote, said: call on Friday", "Took 2 sample boxes", "Wants the prices"),
}
HOW_SAID = (
    {"channel": "call", "at": "2026-11-17 10:20", "outcome": "call_back"},
    {"channel": "visit", "at": "2026-11-03 15:00"},
    {"channel": "whatsapp", "at": "2026-10-21 16:20", "direction": "in"},
)


def home(folder: Path, lang: Language) -> Path:
    """Make the home folder of the shop's computer."""
    place = folder / lang
    place.mkdir()
    for name, sample in FILES[lang].items():
        shutil.copy(SAMPLES / sample, place / name)
        then = (NOW - timedelta(days=3)).timestamp()
        os.utime(place / name, (then, then))
    return place


def shops(path: Path, lang: Language) -> dict[Shop, bytes]:
    """Return the databases of all shops, each made at ``path``, where it is to be used."""
    found: dict[Shop, bytes] = {}
    with closing(_session(path, "Ayşe", NOW)):
        pass
    found["new"] = _taken(path)
    demo.build(path, lang=lang, clock=lambda: NOW)
    book = path.with_name(_WORDS[lang]["list"])
    with closing(_session(path, "Ayşe", NOW)) as session:
        export_contacts(session, book, format="jsonl", force=True)
    found["demo"] = _taken(path)
    _work(path, book, _WORDS[lang])
    found["full"] = _taken(path)
    return found


def _taken(path: Path) -> bytes:
    database = path.read_bytes()
    remove(path)
    return database


def remove(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it; the book of its backups stays."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _work(path: Path, book: Path, words: dict[str, str]) -> None:
    """Take the book in, work for some days, and make last night's backup."""
    with closing(_session(path, "Ayşe", NOW - timedelta(days=3, hours=1))) as session:
        set_shop(session, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
        run_import(session, book)
    with closing(_session(path, "Elif", NOW - timedelta(days=1, hours=2))) as session:
        contacts.note(session, SOMEBODY, words["note"])
        contacts.bulk_tag(session, Selection(view_text="toptan"), add=[words["tag"]])
    with closing(_session(path, "Murat", NOW - timedelta(hours=1, minutes=20))) as session:
        contacts.edit(session, SOMEBODY, {"phones+": "0532 000 45 67", "district": "Çankaya"})
        contacts.delete(session, _uids(session, "acar"))
    last_night = NOW - timedelta(hours=10)
    backups.create(path, to=path.parent / "backups", clock=lambda: last_night)


def plan_a_day(path: Path) -> None:
    """Plan the day of the pictures, and write down what was said before it."""
    lang = language()
    with closing(_session(path, "Ayşe", NOW - timedelta(hours=3))) as session:
        view = contacts.ListView(session)
        view.start()
        whom = [row.uid for row in view.window(20, 12)]
        for text, how in zip(SAID[lang], HOW_SAID, strict=True):
            interactions.log(session, whom[0], {**how, "text": text})
        for title, (one, how) in zip(PLANNED[lang], HOW, strict=True):
            whose = {} if one is None else {"contact": whom[one]}
            tasks.add(session, {**how, **whose, "title": title})
        contacts.edit(session, whom[6], {"birthday": "20.11.1992"})
        cadences.set_cadence(session, 30, contact=whom[7])
        interactions.log(session, whom[7], {"channel": "call", "at": "2026-10-04 11:00"})


def _session(path: Path, who: str, now: datetime) -> Session:
    return open_session(path, who=who, door="screen", clock=lambda: now.astimezone(UTC))


def _uids(session: Session, text: str) -> list[str]:
    return [one.uid for one in contacts.search(session, text, 3)]


def meanwhile(path: Path) -> None:
    """Change the contact of the pictures at the other till, while a form is open on it."""
    with closing(_session(path, "Murat", NOW)) as session:
        contacts.edit(session, SOMEBODY, {"district": "Keçiören"})


def leave_odd_values(path: Path) -> None:
    """Take in what a careless list has in it, and look the data through on some days before."""
    for days, flagged in ((23, 340), (16, 290), (9, 214), (2, 121)):
        with closing(_session(path, "Ayşe", NOW - timedelta(days=days))) as session:
            quality.keep_score(session, Tally(2_000, flagged, flagged))
    with closing(_session(path, "Ayşe", NOW - timedelta(hours=1))) as session:
        for ref, given in ODD.items():
            contacts.edit(session, ref, given)


def plan_some_days(path: Path) -> None:
    """Plan what a shop has to do around the day of the pictures."""
    with closing(_session(path, "Ayşe", NOW - timedelta(days=4))) as session:
        titles = _TITLES[language()].split("/")
        people = [f"uid:{one.uid}" for one in contacts.search(session, "toptan", len(titles))]
        for title, (kind, due, more), whom in zip(titles, _WHEN, people, strict=True):
            given: dict[str, object] = {"title": title, "kind": kind, "due": due, **more}
            tasks.add(session, given if kind == "todo" else {**given, "contact": whom})


def note_some_twice(path: Path) -> None:
    """Note customers again, as people do who did not look first."""
    with closing(_session(path, "Murat", NOW - timedelta(days=2))) as session:
        for given in TWICE:
            contacts.add(session, given)


def leave_a_form(path: Path) -> None:
    """Leave a form half filled, as when the power went out a quarter of an hour ago."""
    drafts = Drafts(path, lambda: NOW - timedelta(minutes=15))
    before = texts_of(Contact())
    texts = before | {"first_name": "Işıl", "last_name": "Öztürk"}
    drafts.keep(Draft(texts, before=before, slot=drafts.slot("")))
    drafts.close()
