"""What a scan found, held small: places, kinds and replacements agree with plain lists."""

from __future__ import annotations

from hypothesis import given, strategies as st

from kobicrm.domain.contacts import Contact
from kobicrm.domain.quality import CODES, Finding
from kobicrm.services.quality import Found
from screens.quality.collected import Collected, Key, Shown, key_of

findings = st.builds(
    Finding, st.sampled_from(CODES[:3]), st.just("name"), st.sampled_from(["a", "b", "ş\ud800"])
)
found_in = st.lists(findings, min_size=1, max_size=3, unique_by=lambda one: one.key)
# Findings by contact.
shops = st.dictionaries(st.integers(1, 12), found_in, max_size=8)


def collected(shop: dict[int, list[Finding]]) -> Collected:
    return Collected.of(Found(Contact(id=one), tuple(shop[one])) for one in sorted(shop))


def listed(shop: dict[int, list[Finding]]) -> list[tuple[Key, str]]:
    return [(key_of(one, found), found.code) for one in sorted(shop) for found in shop[one]]


def told(found: Collected) -> list[tuple[Key, str]]:
    return [(found.key(place), CODES[found.codes[place]]) for place in range(len(found))]


@given(shops, shops)
def test_contacts_looked_at_again_take_the_place_of_what_they_were(
    before: dict[int, list[Finding]], after: dict[int, list[Finding]]
) -> None:
    touched = {*range(1, 7), *after}
    fresh = {one: found for one, found in after.items() if one in touched}
    expected = {one: found for one, found in before.items() if one not in touched} | fresh
    replaced = collected(before).replaced(touched, collected(fresh))
    assert told(replaced) == listed(expected)
    assert replaced.flagged == len(expected)
    kinds = [code for _key, code in listed(expected)]
    assert dict(replaced.counts()) == {code: kinds.count(code) for code in set(kinds)}


@given(shops, st.sampled_from(["", *CODES[:3]]), st.data())
def test_rows_are_those_of_a_plain_list_without_what_is_put_aside(
    shop: dict[int, list[Finding]], code: str, data: st.DataObject
) -> None:
    everything = listed(shop)
    keys = [key for key, _code in everything]
    aside = set(data.draw(st.lists(st.sampled_from(keys), unique=True))) if keys else set()
    aside.add(Key(99, 1))
    expected = [key for key, one in everything if key not in aside and code in ("", one)]
    shown = Shown(collected(shop), code, aside)
    assert [shown.key(index) for index in range(shown.total)] == expected
    assert shown.key(shown.total) is shown.key(-1) is None
    for key in [*keys, Key(99, 1)]:
        assert shown.index_of(key) == (expected.index(key) if key in expected else None)
    for one in range(14):
        mine = [index for index, key in enumerate(expected) if key.contact == one]
        assert shown.first_of(one) == (mine[0] if mine else None)


@given(shops)
def test_pieces_added_one_after_the_other_are_the_whole(shop: dict[int, list[Finding]]) -> None:
    pieces = Collected()
    for one in sorted(shop):
        pieces.add(collected({one: shop[one]}))
    assert told(pieces) == listed(shop)
    assert pieces.flagged == len(shop)
    for code in CODES[:3]:
        with_it = [one for one in sorted(shop) if code in {found.code for found in shop[one]}]
        assert pieces.contacts_with(code).tolist() == with_it
