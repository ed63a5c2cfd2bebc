"""Groups of contacts that share something, each group small: whom to compare with whom.

Numbers, addresses and keys are grouped along their indexes. Names are grouped by a word of the
name, the initial of another, and something else they share: a slip of the keyboard leaves one of
two words as it was. Those groups are written once into a TEMP table and read in key order, so
that memory does not grow with the number of contacts.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator, Sequence
from itertools import combinations

from kobicrm.domain.duplicates.first_names import full_name
from kobicrm.domain.duplicates.judging import (
    ADDRESS,
    BORN,
    BORN_DAY,
    EMPLOYER_MOST,
    PLACE_MOST,
    WORD_MOST,
    prior,
)
from kobicrm.domain.duplicates.naming import alike, person_words
from kobicrm.storage.database import Store
from kobicrm.storage.duplicates.commons import Sampled

# A number or key that more contacts share is a switchboard or a word, and tells nothing.
MOST = 20
_SHARED = {
    "tax": "SELECT group_concat(id) FROM contact WHERE tax_number <> ''"
    " GROUP BY tax_number HAVING count(*) BETWEEN 2 AND ?",
    "mobile": "SELECT group_concat(contact_id) FROM phone WHERE e164 <> '' AND e164 > '+905'"
    " AND e164 < '+906' GROUP BY e164 HAVING count(*) BETWEEN 2 AND ?",
    "email": "SELECT group_concat(contact_id) FROM email WHERE key <> ''"
    " GROUP BY key HAVING count(*) BETWEEN 2 AND ?",
    "company": "SELECT group_concat(id) FROM contact WHERE company_key <> ''"
    " GROUP BY company_key HAVING count(*) BETWEEN 2 AND ?",
    "landline": "SELECT group_concat(contact_id) FROM phone WHERE e164 <> '' AND"
    " (e164 <= '+905' OR e164 >= '+906') GROUP BY e164 HAVING count(*) BETWEEN 2 AND ?",
}
WAYS = (*_SHARED, "name")
_ALL = (
    "SELECT c.id, c.kind, c.name_fold, c.company_key, c.birthday, a.district_fold,"
    " a.street <> '', l.company_id FROM contact AS c"
    " LEFT JOIN address AS a ON a.contact_id = c.id AND a.district_fold <> ''"
    " LEFT JOIN company_link AS l ON l.contact_id = c.id"
    " WHERE c.deleted_at IS NULL"
)
_GROUPED = (
    "SELECT group_concat(id), group_concat(name, '|') FROM temp.duplicate_block GROUP BY key"
    " HAVING count(*) BETWEEN 2 AND ?"
)


def shared(store: Store, way: str) -> Generator[tuple[int, int], None, None]:
    """Yield pairs of ids (smaller first) of contacts that share a value by its index."""
    for (ids,) in store.connection().execute(_SHARED[way], (MOST,)):
        yield from _pairs(ids)


def named_alike(store: Store, commons: Sampled) -> Generator[tuple[int, int], None, None]:
    """Yield pairs of ids of contacts with a like name that share a place, employer or birthday."""
    connection = store.connection()
    connection.execute("DROP TABLE IF EXISTS temp.duplicate_block")
    connection.execute("CREATE TEMP TABLE duplicate_block (key INTEGER, id INTEGER, name TEXT)")
    connection.executemany(
        "INSERT INTO temp.duplicate_block VALUES (?, ?, ?)", _keys(store, commons)
    )
    for ids, names in connection.execute(_GROUPED, (MOST,)):
        words = [tuple(name.split()) for name in names.split("|")]
        group = dict(zip(map(int, ids.split(",")), words, strict=True))
        for a, b in combinations(sorted(group), 2):
            if alike(group[a], group[b]):
                yield a, b


def _pairs(ids: str) -> Iterator[tuple[int, int]]:
    return combinations(sorted({int(one) for one in ids.split(",")}), 2)


def _keys(store: Store, commons: Sampled) -> Iterator[tuple[int, int, str]]:
    """Yield (key, id, words of the name) of whom a like name and what they have could tell."""
    people, companies = prior(commons.people), prior(commons.companies)
    rows = store.connection().execute(_ALL)
    for one, kind, name, key, birthday, district, street, employer in rows:
        if kind == "person":
            words: Sequence[str] = person_words(name)
            hope = people + sum(min(WORD_MOST, commons.word(word)) for word in words[:3])
            beside = _beside(commons, birthday, district, street, employer)
        else:
            words = key.split()
            hope = companies + sum(min(WORD_MOST, commons.company_word(w)) for w in words[:3])
            beside = [(PLACE_MOST + ADDRESS, f"d{district}")] if district else []
        if beside and hope + sum(weight for weight, _what in beside) >= 0:
            for what in _enough(hope, beside):
                for part in _name_parts(words):
                    yield zlib.crc32(f"{part}|{what}".encode()), one, " ".join(words)


def _enough(hope: float, beside: list[tuple[float, str]]) -> Iterator[str]:
    """Yield what could be the heaviest of the things that two share and that are enough."""
    for weight, what in beside:
        lighter = sum(w for w, other in beside if w <= weight and other[0] != what[0])
        if hope + weight + lighter >= 0:
            yield what


def _beside(
    commons: Sampled, birthday: str, district: str | None, street: int, employer: int | None
) -> list[tuple[float, str]]:
    """Return what a person has beside the name, with the most that sharing it can say."""
    found: list[tuple[float, str]] = []
    if birthday:
        found.append((BORN_DAY, f"b{birthday[-5:]}"))
        if not birthday.startswith("--"):
            found.append((BORN, f"b{birthday}"))
    if employer:
        found.append((min(EMPLOYER_MOST, commons.employer(employer)), f"e{employer}"))
    if district:
        weight = min(PLACE_MOST, commons.district(district))
        found.append((weight + ADDRESS * bool(street), f"d{district}"))
    return found


def _name_parts(words: Sequence[str]) -> Iterator[str]:
    """Yield each word with the initial of its partner: one of two survives a slip."""
    full = [full_name(word) for word in words]
    if len(full) == 1:
        yield full[0]
        return
    for other in dict.fromkeys((full[1], full[-1])):
        yield f"{full[0]}|{other[0]}"
        yield f"{other}|{full[0][0]}"
