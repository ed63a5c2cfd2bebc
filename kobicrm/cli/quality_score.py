"""The score command: how good the data is, by kind of finding and by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kobicrm.cli import output
from kobicrm.cli.context import Call
from kobicrm.domain.dates import format_date
from kobicrm.errors import StoreBusy, StoreError
from kobicrm.i18n import _, error_text, language
from kobicrm.i18n.quality import kind_text
from kobicrm.services import quality
from kobicrm.services.quality import Score, Tally

if TYPE_CHECKING:
    from kobicrm.services.session import Session


def print_score(
    call: Call, session: Session, progress: Callable[[int], None], as_json: bool
) -> None:
    """Look everybody through, keep today's score if that can be, and print it."""
    tally, codes = _look(session, progress)
    try:
        scores = quality.keep_score(session, tally)
    except (StoreBusy, StoreError) as error:
        # The score itself is known; only the trend goes without it.
        call.say(error_text(error))
        scores = [*quality.trend(session), Score(session.clock().astimezone().date(), tally)]
    if as_json:
        output.write_json(_document(scores, codes))
    else:
        output.write_facts(_facts(scores, codes))


def _look(session: Session, progress: Callable[[int], None]) -> tuple[Tally, Counter[str]]:
    contacts = flagged = 0
    codes: Counter[str] = Counter()
    after: int | None = 0
    while after is not None:
        piece = quality.scan(session, after)
        contacts += piece.looked
        flagged += len(piece.found)
        codes.update(one.code for found in piece.found for one in found.findings)
        progress(contacts)
        after = piece.last
    return Tally(contacts, flagged, codes.total()), codes


def _facts(scores: list[Score], codes: Counter[str]) -> Iterator[tuple[str, object]]:
    last = scores[-1]
    change = quality.change(scores)
    value = _("no contacts yet") if last.value is None else str(last.value)
    yield _("Data quality"), f"{value} ({change:+})" if change else value
    yield _("Contacts"), str(last.tally.contacts)
    yield _("With a finding"), str(last.tally.flagged)
    yield _("Findings"), str(last.tally.findings)
    for code, count in codes.most_common():
        yield f"  {kind_text(code)}", str(count)
    if len(scores) > 1:
        days = [f"{format_date(one.day, language())}  {_shown(one)}" for one in scores]
        yield _("Trend"), days


def _shown(score: Score) -> str:
    return "-" if score.value is None else str(score.value)


def _document(scores: list[Score], codes: Counter[str]) -> dict[str, object]:
    last = scores[-1]
    return {
        "score": last.value,
        "change": quality.change(scores),
        "contacts": last.tally.contacts,
        "flagged": last.tally.flagged,
        "findings": last.tally.findings,
        "codes": dict(codes.most_common()),
        "days": [
            {
                "day": one.day.isoformat(),
                "score": one.value,
                "contacts": one.tally.contacts,
                "flagged": one.tally.flagged,
                "findings": one.tally.findings,
            }
            for one in scores
        ],
    }
