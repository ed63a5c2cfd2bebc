"""The query language: every field alone and 40 fixed combinations, first window and all."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, child

_ROWS = 64
_TIMES = 3
# What fields are asked for: common, rare, nobody, missing.
SINGLE = (
    "ad:yılmaz", "ad:çobanoğlu", "ad:xq", "ilk-ad:zeynep", "soyad:hacıoğlu", 'ad:"ayşe kaya"',
    "tür:firma", "tür:kişi", "firma:demir", "firma:ilıca", "telefon:0532", "telefon:4567",
    "telefon:99999999", "e-posta:gmail", "e-posta:hacioglu", "etiket:vip", "etiket:yok",
    "şehir:izmir", "şehir:istanbul", "ilçe:IĞDIR", "ilçe:yok", "ülke:DE", "ülke:tr",
    "posta-kodu:34", "posta-kodu:34710", "durum:müşteri", "durum:pasif", "sorumlu:ayşe",
    "sorumlu:kimse", "kaynak:fuar", "kaynak:FUAR", "doğum-günü:14.03", "doğum-günü:mart",
    "doğum-günü:1990", "doğum-günü<1952", "vergi-no:1234567890", "vergi-no:*",
    "vergi-dairesi:kadıköy", "kod:K-4711", "kod:xq", "not:fuarda", "not:bayramdan", "not:xq",
    "not:ka", "eklendi:bugün", "eklendi<2026-01-01", "eklendi>-30g", "değişti>=-7g",
    "son_görüşme>-90g", "son_görüşme<-90g", "son_görüşme<-700g", "-son_görüşme:*",
    "kanal:ziyaret", "kanal:posta", "bakiye>85000", "bakiye<100", "bakiye:1000..1001",
    "-bakiye:*", "-telefon:*", "-e-posta:*", "-etiket:*", "-ilçe:*", "-doğum-günü:*",
    "-durum:*", "-sorumlu:*", "-not:*", "-kod:*", "doğum-günü:*", "not:*", "eksik:firma",
)  # fmt: skip
COMBINED = (
    "şehir:izmir etiket:vip",
    "city:İzmir tag:vip created<-1d",
    "şehir:izmir VEYA şehir:ankara",
    "şehir:ığdır etiket:bayi durum:müşteri",
    "etiket:vip -şehir:istanbul",
    "etiket:vip -e-posta:*",
    "(etiket:vip VEYA etiket:bayi) şehir:bursa",
    "durum:pasif son_görüşme<-90g",
    "durum:müşteri -son_görüşme:*",
    "sorumlu:ayşe son_görüşme<-90g bakiye>50000",
    "sorumlu:kimse VEYA etiket:yok",
    "ad:zeynep soyad:hacıoğlu",
    "zeynep şehir:izmir",
    "gmail.com -telefon:*",
    "çobanoğlu etiket:vip",
    "0532 etiket:toptan",
    "doğum-günü:mart şehir:konya",
    "doğum-günü:bu-ay etiket:vip",
    "doğum-günü:bugün..7g",
    "doğum-günü<1960 şehir:izmir",
    "tür:firma şehir:ankara",
    "tür:kişi -firma:*",
    "tür:kişi firma:demir etiket:vip",
    "eksik:firma eksik:telefon",
    "-telefon:* -e-posta:*",
    "not:fuarda etiket:vip",
    "not:fuarda -not:bayramdan şehir:izmir",
    "bakiye>80000 şehir:izmir",
    "bakiye:1000..2000 durum:aday",
    "bakiye<500 VEYA bakiye>89500",
    "kanal:ziyaret şehir:adana",
    "kanal:telefon son_görüşme>-30g",
    "-kanal:telefon son_görüşme:*",
    "kaynak:fuar durum:aday -sorumlu:*",
    "kaynak:fuar (şehir:izmir VEYA şehir:bursa) -etiket:*",
    "posta-kodu:34 tür:firma",
    "ülke:DE etiket:vip",
    '"ayşe yılmaz" VEYA "mehmet yılmaz"',
    "-(etiket:vip VEYA etiket:toptan VEYA etiket:bayi)",
    "ad:a -ad:e -ad:i etiket:kampanya şehir:ığdır",
)

# Stages, owners, sources, places and talks, spread over the ids with no chance in it.
_ENRICH = (
    "INSERT INTO staff (uid, name, fold, created_at)"
    " VALUES (randomblob(16), 'Ayşe', 'ayse', 0), (randomblob(16), 'Mehmet', 'mehmet', 0)",
    "UPDATE contact SET"
    " lifecycle = CASE id % 10 WHEN 0 THEN '' WHEN 1 THEN 'lead' WHEN 2 THEN 'passive'"
    " ELSE 'customer' END,"
    " source = CASE id % 7 WHEN 0 THEN 'fuar' WHEN 1 THEN 'Fuar' WHEN 2 THEN 'web' ELSE '' END,"
    " owner_id = CASE id % 4 WHEN 0 THEN (SELECT id FROM staff WHERE fold = 'ayse')"
    " WHEN 1 THEN (SELECT id FROM staff WHERE fold = 'mehmet') END,"
    " created_at = created_at - (id % 1000) * 86400000000,"
    " updated_at = updated_at - (id % 300) * 86400000000",
    "UPDATE address SET country = CASE WHEN contact_id % 20000 = 7 THEN 'DE' WHEN contact_id % 2"
    " THEN 'TR' ELSE '' END, postcode = CASE WHEN contact_id % 3 THEN '' ELSE"
    " printf('%02d%03d', contact_id % 81 + 1, contact_id % 997) END",
    "INSERT INTO interaction (uid, contact_id, channel, direction, at, author, text)"
    " SELECT randomblob(16), c.id, CASE (c.id / 2 + n.value) % 8 WHEN 0 THEN 'visit' WHEN 1 THEN"
    " 'email' WHEN 2 THEN 'whatsapp' WHEN 3 THEN 'message' ELSE 'call' END, 'out',"
    " c.updated_at - (c.id * 7 + n.value * 131) % 800 * 86400000000, 'Ayşe', 'Görüşüldü.'"
    " FROM contact AS c JOIN json_each('[0,1,2]') AS n WHERE c.id % 2 = 0",
)  # fmt: skip


def enrich(source: str, target: str) -> bool:
    """Make a copy of the made-up database with what queries ask for (in a child process)."""
    from kobicrm.services.session import open_session

    shutil.copy(source, target)
    with open_session(Path(target), who="ölçüm") as session:
        with session.store.writing() as connection:
            for statement in _ENRICH:
                connection.execute(statement)
        session.store.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def _cpu(act: Callable[[], Any], times: int = _TIMES) -> float:
    found = []
    for _ in range(times):
        start = process_time()
        act()
        found.append((process_time() - start) * 1000)
    return median(found)


def _right(where: Any) -> list[int]:
    """Return the first ids by looking at every contact, in the order of names."""
    from kobicrm.storage.filters import compile_filter, live
    from kobicrm.storage.models import Contact
    from kobicrm.storage.models.base import fetch

    query = Contact.select(Contact.id).where(live() & compile_filter(where, walking=True))
    return [row[0] for row in fetch(query.order_by(Contact.name_key, Contact.id).limit(_ROWS))]


def measure(database: str, checked: str) -> list[dict[str, Any]]:
    """Return milliseconds of CPU, and with ``checked`` whether the answers are right."""
    from kobicrm.services import querying
    from kobicrm.services.contacts import ListView
    from kobicrm.services.session import open_session

    found = []
    with open_session(Path(database), who="ölçüm", lang="tr") as session:
        table = querying.fields_of(session)
        for text in (*SINGLE, *COMBINED):
            where = querying.where(session, text)

            def first(text: str = text) -> list[int]:
                tree = querying.where_found(session, text, table)
                view = (
                    ListView(session, text=text) if tree is None else ListView(session, where=tree)
                )
                view.start(_ROWS)
                return [row.id for row in view.window(0, _ROWS)]

            answer = first()
            view = ListView(session, where=where)
            view.start(_ROWS)
            whole = _cpu(view.finish, 1)
            equal = answer == _right(where) if checked else True
            found.append(
                {"text": text, "first": _cpu(first), "all": whole, "n": view.total, "equal": equal}
            )
    return found


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure queries on ``rows`` contacts; up to 100,000 every answer is compared."""
    path = work / f"sorgular-{rows}.db"
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        for old in work.glob(part.name + "*"):
            old.unlink()
        child("benchmarks.queries:enrich", str(data.make_database(rows, work)), str(part))
        part.rename(path)
    checked = "1" if rows <= 100_000 else ""
    told = child("benchmarks.queries:measure", str(path), checked).told
    by_text = {one["text"]: one for one in told}
    for name, texts, goal in (
        ("each field alone", SINGLE, "worst <= 100 ms"),
        ("40 combinations", COMBINED, "median <= 100 ms, worst <= 500 ms"),
    ):
        figures = Figures(f"queries, {name}, {rows:,} contacts, SQLite {sqlite3.sqlite_version}")
        group = [by_text[text] for text in texts]
        figures.add(f"first {_ROWS} rows, median", median(one["first"] for one in group), "ms CPU")
        worst = max(group, key=lambda one: one["first"])
        figures.add(f"first {_ROWS} rows, worst ({worst['text']})", worst["first"], "ms CPU")
        figures.add("all hits, median", median(one["all"] for one in group), "ms CPU")
        slow = sorted(group, key=lambda one: -one["first"])[:12]
        shown = ", ".join(f"{one['text']} {one['first']:.0f} ms ({one['n']:,})" for one in slow)
        figures.remarks += [f"goal: {goal}", f"slowest: {shown}"]
        wrong = [one["text"] for one in group if not one["equal"]]
        if checked:
            figures.remarks.append(
                f"wrong: {', '.join(wrong)}" if wrong else "every answer is right"
            )
        yield figures
