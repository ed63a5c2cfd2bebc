"""A pair that was found before is looked at again: what it is now, or that it is none any more."""

from __future__ import annotations

import threading

import pytest

from kobicrm.services import contacts, duplicates, undo
from kobicrm.services.duplicates import Reviewer
from kobicrm.services.session import Session


@pytest.fixture
def pair(shop: Session) -> tuple[int, int]:
    """Return the ids of somebody who was noted twice."""
    first = contacts.add(shop, {"name": "Ayşe Yılmaz", "phones": "0532 123 45 67"}).contact
    given = {"phones": "0532 123 45 67", "emails": "ayse@ornek.com.tr", "tags": ["vip"]}
    second = contacts.add(shop, {**given, "name": "AYŞE YILMAZ"}).contact
    return first.id, second.id


def test_it_is_told_as_a_search_tells_it(shop: Session, pair: tuple[int, int]) -> None:
    [found] = duplicates.pairs(shop)
    looked = Reviewer(shop).look(*reversed(pair))
    assert looked is not None
    assert looked.pair == found
    assert {looked.review.keep.id, looked.review.gone.id} == set(pair)
    assert looked.review.keep.id == pair[1]  # it says more


def test_any_thread_may_ask(shop: Session, pair: tuple[int, int]) -> None:
    reviewer, found = Reviewer(shop), []
    thread = threading.Thread(target=lambda: found.append(reviewer.look(*pair)))
    thread.start()
    thread.join()
    assert found == [reviewer.look(*pair)]
    assert found[0] is not None


@pytest.mark.parametrize("act", ["delete", "merge", "different", "edit"])
def test_it_is_none_any_more(shop: Session, pair: tuple[int, int], act: str) -> None:
    one, other = (f"id:{number}" for number in pair)
    reviewer = Reviewer(shop)
    if act == "delete":
        contacts.delete(shop, [other])
    elif act == "merge":
        duplicates.merge(shop, one, other)
    elif act == "different":
        duplicates.mark_different(shop, one, other)
    else:
        contacts.edit(shop, other, {"phones": "0533 987 65 43"})
    assert reviewer.look(*pair) is None
    assert duplicates.standing(shop, [pair]) == [act == "edit"]
    undo.undo(shop)
    assert reviewer.look(*pair) is not None
    assert duplicates.standing(shop, [pair, (pair[0], 999)]) == [True, False]
