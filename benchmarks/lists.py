"""Lists in every order, filtered lists, jumps to a letter, counted values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks import data
from benchmarks.measure import Figures, child

_ROWS = 64
_TIMES = 5
_SORTS = ("name", "company", "place", "created", "changed")
_FACETS = ("tags", "province", "district", "lifecycle", "owner", "source")


def _filters() -> dict[str, tuple[str, Any]]:
    """Return (text, filter) by what the list is narrowed to: common, rare, and nobody."""
    from kobicrm.domain.query import EVERYTHING, All, AnyOf, Compare, Not

    def has(field: str, value: object) -> Compare:
        return Compare(field, "has", value)

    missing = {f: Compare(f, "empty") for f in ("phones", "emails", "tags", "birthday", "province")}
    return {
        "tag vip": ("", has("tags", "vip")),
        "tag nobody has": ("", has("tags", "yok")),
        "not tag vip": ("", Not(has("tags", "vip"))),
        "tag vip or bayi": ("", AnyOf((has("tags", "vip"), has("tags", "bayi")))),
        "province izmir": ("", has("province", "izmir")),
        "district iğdır": ("", has("district", "IĞDIR")),
        "izmir, tag vip": ("", All((has("province", "izmir"), has("tags", "vip")))),
        "companies": ("", Compare("kind", "=", "company")),
        "stage customer": ("", Compare("lifecycle", "=", "customer")),
        "owner ayşe": ("", Compare("owner", "=", "Ayşe")),
        "one company": ("", has("companies", 2)),
        **{f"no {field}": ("", where) for field, where in missing.items()},
        "person without company": (
            "",
            All((Compare("kind", "=", "person"), Compare("companies", "empty"))),
        ),
        "text yılmaz": ("yılmaz", EVERYTHING),
        "text şi": ("şi", EVERYTHING),
        "text çobanoğlu, tag vip": ("çobanoğlu", has("tags", "vip")),
        "text gmail, no phones": ("gmail.com", missing["phones"]),
    }


def _took(act: Callable[[], Any], times: int = _TIMES) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        act()
        found.append((perf_counter() - start) * 1000)
    return median(found)


def measure(database: str) -> dict[str, Any]:
    """Return milliseconds by what was done (in a child process)."""
    from kobicrm.services.contacts import ListView, facets
    from kobicrm.services.session import open_session

    told: dict[str, Any] = {"orders": {}, "filters": {}, "letters": {}, "facets": {}}
    with open_session(Path(database), who="ölçüm") as session:
        for sort in _SORTS:
            for descending in (False, True):
                view = ListView(session, sort=sort, descending=descending)
                view.start()
                name = sort + (", descending" if descending else "")
                middle = view.total // 2
                told["orders"][name] = (
                    _took(lambda view=view: view.window(0, _ROWS)),
                    _took(lambda view=view, at=middle: (view.start(), view.window(at, _ROWS))),
                    _took(lambda view=view: view.index_of(view.window(1000, 1)[0].id)),
                )
                if view.by_letters:
                    for letter in "AMZ":
                        told["letters"][f"{name}, {letter}"] = _took(
                            lambda view=view, letter=letter: view.place_of_letter(letter)
                        )
        for name, (text, where) in _filters().items():
            for sort in ("name", "place", "changed"):
                view = ListView(session, text=text, where=where, sort=sort)

                def first(view: ListView = view) -> None:
                    view.start()
                    view.window(0, _ROWS)

                begun = _took(first)
                start = perf_counter()
                view.finish()
                whole = (perf_counter() - start) * 1000
                told["filters"][f"{name}, by {sort}"] = (begun, whole, view.total)
        for field in _FACETS:
            told["facets"][field] = _took(lambda field=field: facets(session, field), 3)
    return told


def run(rows: int, work: Path) -> Iterator[Figures]:
    """Measure lists of ``rows`` contacts."""
    told = child("benchmarks.lists:measure", str(data.make_database(rows, work))).told
    figures = Figures(f"lists in every order, {rows:,} contacts")
    for name, (first, middle, index) in told["orders"].items():
        figures.add(f"by {name}: first window", first, "ms")
        figures.add(f"by {name}: length, window in the middle", middle, "ms")
        figures.add(f"by {name}: place of a contact", index, "ms")
    for name, took in told["letters"].items():
        figures.add(f"letter, by {name}", took, "ms")
    for field, took in told["facets"].items():
        figures.add(f"values of {field}", took, "ms")
    yield figures
    figures = Figures(f"filtered lists, first {_ROWS} rows and all, {rows:,} contacts")
    for name, (first, whole, total) in told["filters"].items():
        figures.add(f"{name}: first", first, "ms")
        figures.add(f"{name}: all {total:,}", whole, "ms")
    worst = max(told["filters"], key=lambda name: told["filters"][name][0])
    figures.remarks.append(f"slowest first rows: {worst}")
    yield figures
