"""How common names and places are in this shop, from a sample: rare things tell more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from math import log10
from typing import Any

from kobicrm.domain.duplicates.naming import person_words
from kobicrm.storage.database import Store

# Enough to tell what one in a thousand is called; more makes no difference to any weight.
_SAMPLE = 20_000
# As if this many more had been looked at and each word found once: few contacts prove little.
_DOUBT = 200
# Companies whose size is remembered.
_REMEMBERED = 10_000
_NAMES = (
    "SELECT kind, name_fold, company_key FROM contact"
    " WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL"
)
_DISTRICTS = (
    "SELECT district_fold, count(*) FROM address"
    " WHERE contact_id IN (SELECT value FROM json_each(?)) AND district_fold <> ''"
    " GROUP BY district_fold"
)


class Sampled:
    """What it says of two live contacts, in powers of ten, that they share a word or a place."""

    def __init__(self, store: Store) -> None:
        """Look at up to 20,000 contacts, spread over all of them."""
        # Not the connection: another thread may go on asking.
        self._store = store
        last = self._execute("SELECT coalesce(max(id), 0) FROM contact").fetchone()[0]
        ids = json.dumps(list(range(1, last + 1, last // _SAMPLE + 1)))
        words: Counter[str] = Counter()
        company_words: Counter[str] = Counter()
        seen = {"person": _DOUBT, "company": _DOUBT}
        for kind, name, key in self._execute(_NAMES, (ids,)):
            seen[kind] += 1
            if kind == "person":
                words.update(set(person_words(name)))
            else:
                company_words.update(set(key.split()))
        self._words = _weights(words, seen["person"])
        self._company_words = _weights(company_words, seen["company"])
        self._unknown = log10(seen["person"]), log10(seen["company"])
        districts = Counter(dict(self._execute(_DISTRICTS, (ids,)).fetchall()))
        self._districts = _weights(districts, districts.total() + 1)
        self._elsewhere = log10(districts.total() + 1)
        self._sizes: dict[int, float] = {}
        self.people, self.companies = self._count("person"), self._count("company")

    def _execute(self, sql: str, values: Sequence[object] = ()) -> Any:
        return self._store.connection().execute(sql, tuple(values))

    def _count(self, kind: str) -> int:
        sql = "SELECT count(*) FROM contact WHERE kind = ? AND deleted_at IS NULL"
        return int(self._execute(sql, (kind,)).fetchone()[0])

    def word(self, word: str) -> float:
        """Return what a word of two people's names says."""
        return self._words.get(word, self._unknown[0])

    def company_word(self, word: str) -> float:
        """Return what a word of two companies' names says."""
        return self._company_words.get(word, self._unknown[1])

    def district(self, district: str) -> float:
        """Return what a district says."""
        return self._districts.get(district, self._elsewhere)

    def employer(self, company: int) -> float:
        """Return what it says that two people are linked to the company with this id."""
        if company not in self._sizes:
            if len(self._sizes) >= _REMEMBERED:
                self._sizes.clear()
            sql = "SELECT count(*) FROM company_link WHERE company_id = ?"
            size = int(self._execute(sql, (company,)).fetchone()[0])
            self._sizes[company] = max(0.0, log10(max(self.people, 1) / (size + 1)))
        return self._sizes[company]


def _weights(counts: Counter[str], seen: int) -> dict[str, float]:
    return {what: log10(seen / (count + 1)) for what, count in counts.items()}
