"""Searching: the first 50 hits in name order, beside a LIKE scan of the same column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, child

# One and two letters, common and rare words, words nobody has, Turkish letters in any spelling,
# several words, parts of phones and e-mail addresses.
QUERIES = (
    "a", "ş", "z", "7", "ay", "iğ", "xq", "ali", "yılmaz", "YILMAZ", "sisli", "Şişli", "ilgin",
    "zeynep", "çobanoğlu", "zeynep hacıoğlu", "ayse sisli vip", "ilıca ıgdir toptan", "gmail.com",
    "mehmet.kaya", "0532", "+90 532 1", "0 532 123 45", "4567", "99999999", "bulunmayan kimse",
)  # fmt: skip
_LIMIT = 50
_TIMES = 5


def _milliseconds(act: Callable[[], Any], times: int = _TIMES) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        act()
        found.append((perf_counter() - start) * 1000)
    return median(found)


def _scan(connection: Any, text: str) -> list[int]:
    """Return the right answer by looking at every row."""
    from kobicrm.storage.terms import terms

    parts, values = [], []
    for term in terms(text):
        likes = ["search LIKE ? ESCAPE '!'"] * len(term.forms)
        parts.append("(" + " OR ".join(likes) + ")")
        for form in term.forms:
            escaped = form.replace("!", "!!").replace("%", "!%").replace("_", "!_")
            values.append(f"%{escaped}%")
    sql = (
        "SELECT id FROM contact NOT INDEXED WHERE deleted_at IS NULL AND "
        f"{' AND '.join(parts)} ORDER BY name_key, id LIMIT {_LIMIT}"
    )
    return [row[0] for row in connection.execute(sql, values)]


def measure(database: str) -> list[dict[str, Any]]:
    """Return both times and whether the answers agree, for every query (in a child process)."""
    from kobicrm.services.contacts import ListView
    from kobicrm.services.session import open_session

    found = []
    with open_session(Path(database), who="ölçüm") as session:
        for text in QUERIES:

            def ours(text: str = text) -> list[int]:
                view = ListView(session, text=text)
                view.start(_LIMIT)
                return [row.id for row in view.window(0, _LIMIT)]

            connection = session.store.connection()
            right, answer = _scan(connection, text), ours()
            found.append(
                {
                    "text": text,
                    "hits": len(answer),
                    "equal": answer == right,
                    "ours": _milliseconds(ours),
                    "scan": _milliseconds(partial(_scan, connection, text), 3),
                }
            )
    return found


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure the query set on ``rows`` contacts."""
    told = child("benchmarks.search:measure", str(data.make_database(rows, work))).told
    figures = Figures(f"search, {len(QUERIES)} texts on {rows:,} contacts")
    worst = max(told, key=lambda one: one["ours"])
    ratios = {one["text"]: one["ours"] / one["scan"] for one in told}
    slowest = max(ratios, key=lambda text: ratios[text])
    figures.add("first 50 hits, median", median(one["ours"] for one in told), "ms")
    figures.add(f"first 50 hits, worst ({worst['text']})", worst["ours"], "ms")
    figures.add("LIKE scan, median", median(one["scan"] for one in told), "ms")
    figures.ratio("search / LIKE scan, median", median(ratios.values()), "<= 0.02")
    figures.ratio(f"search / LIKE scan, worst ({slowest})", ratios[slowest], "<= 0.15")
    wrong = [one["text"] for one in told if not one["equal"]]
    figures.remarks.append(
        f"answers differ from the scan: {', '.join(wrong)}" if wrong else "every answer is equal"
    )
    slow = sorted(told, key=lambda one: -one["ours"])[:5]
    shown = ", ".join(f"{one['text']} {one['ours']:.1f} ms" for one in slow)
    figures.remarks.append(f"slowest: {shown}")
    yield figures
