"""The round of pairs: what comes next, what was answered, who is meant after a merge."""

from __future__ import annotations

import tracemalloc

from screens.duplicates.rounds import DIFFERENT, MERGED, OPEN, Round


def round_of(*pairs: tuple[int, int]) -> Round:
    """Return a round in which these were found."""
    made = Round()
    made.add(pairs)
    return made


def test_a_pair_under_way_keeps_others_with_its_contacts_waiting() -> None:
    one = round_of((1, 2), (2, 3), (4, 5))
    one.begin(0, (1, 2), (2, 1))
    assert one.upcoming(9) == [2]
    assert one.waits
    one.end(0, MERGED)
    assert one.upcoming(9) == [1, 2]
    assert one.ids(1) == (1, 3)
    assert (one.passed, len(one), one.merged) == (1, 3, 1)


def test_who_went_is_followed_to_the_one_that_stays_in_the_end() -> None:
    one = round_of((1, 2), (1, 3), (2, 9), (3, 9))
    for place, merge in ((0, (2, 1)), (1, (1, 3))):
        one.begin(place, (1, 2), merge)
        one.end(place, MERGED)
    # Both ask for 3 and 9 now, and are asked once.
    assert one.upcoming(9) == [3]
    assert one.ids(3) == (3, 9)
    assert one.reopen([1]) == 1
    assert one.ids(2) == (1, 9)


def test_two_that_became_one_are_no_pair() -> None:
    one = round_of((1, 2), (1, 3), (2, 3))
    for place, merge in ((0, (2, 1)), (1, (3, 1))):
        one.begin(place, merge, merge)
        one.end(place, MERGED)
    assert one.upcoming(9) == []
    assert len(one) == 2
    # An undo of both brings all three back.
    assert [place for place, _ids in one.closed()] == [0, 1, 2]
    assert one.reopen([0, 1, 2]) == 1
    assert one.upcoming(9) == [0, 1, 2]


def test_a_refused_answer_leaves_the_pair_open() -> None:
    one = round_of((1, 2), (2, 3))
    one.begin(0, (1, 2), (2, 1))
    one.end(0, OPEN)
    assert one.upcoming(9) == [0, 1]
    assert one.ids(1) == (2, 3)


def test_what_is_put_aside_comes_when_the_others_are_through() -> None:
    one = round_of((1, 2), (3, 4))
    one.put_aside(0)
    assert one.upcoming(9) == [1]
    assert (one.passed, one.later) == (1, 1)
    one.begin(1, (3, 4))
    one.end(1, DIFFERENT)
    assert one.begin_again()
    assert one.upcoming(9) == [0]
    assert not one.begin_again()


def test_a_redo_counts_as_the_answer_it_was() -> None:
    one = round_of((1, 2), (3, 4))
    one.begin(0, (1, 2), (2, 1))
    one.end(0, MERGED)
    one.reopen([0])
    one.drop(0, unlike=False)
    one.drop(1, unlike=False)
    assert (one.merged, len(one)) == (1, 1)
    assert one.closed() == [(0, (1, 2)), (1, (3, 4))]


def test_a_new_search_forgets_what_was_not_answered() -> None:
    one = round_of((1, 2), (3, 4), (5, 6))
    one.begin(0, (1, 2))
    one.end(0, DIFFERENT)
    one.put_aside(1)
    one.forget()
    assert (one.upcoming(9), len(one), one.different) == ([], 1, 1)


def test_a_hundred_thousand_pairs_take_two_megabytes() -> None:
    one = Round()
    tracemalloc.start()
    one.add((number, number + 1) for number in range(0, 200_000, 2))
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 2_500_000
    assert len(one.upcoming(4)) == 4
