"""The queue of the day in words: why somebody stands in it, and what the score is made of."""

from __future__ import annotations

from kobicrm.domain.today import Reason
from kobicrm.i18n import N_, _, ngettext
from kobicrm.i18n.moments import clock_words

LINES: dict[str, str] = {
    "late": N_("late"),
    "late_days": N_("days late"),
    "today": N_("due today"),
    "timed": N_("has a time of day"),
    "promised_call": N_("a promised call"),
    "priority_high": N_("high priority"),
    "priority_low": N_("low priority"),
    "birthday": N_("birthday"),
    "silent": N_("silent for too long"),
    "silent_beyond": N_("longer and longer"),
}


def reason_text(reason: Reason) -> str:
    """Return why a card is here, in one line."""
    if reason.code == "silent":
        return _("Silent for {days} days, {allowed} were agreed").format(
            days=reason.days, allowed=reason.allowed
        )
    what = what_words(reason)
    if reason.task is None:
        return what
    if reason.code == "late" and reason.days:
        text = ngettext("{title}: {days} day late", "{title}: {days} days late", reason.days)
        return text.format(title=what, days=reason.days)
    return f"{clock_words(reason.task.clock)} {what}".strip()


def when_words(reason: Reason) -> str:
    """Return what stands beside a name in the queue: how late, what time, how long silent."""
    if reason.code == "birthday":
        return _("birthday")
    if reason.code == "silent":
        return ngettext("{n} day", "{n} days", reason.days).format(n=reason.days)
    if reason.code == "late" and reason.days:
        return ngettext("{n} day late", "{n} days late", reason.days).format(n=reason.days)
    clock = clock_words(reason.task.clock) if reason.task else ""
    return clock or _("today")


def what_words(reason: Reason) -> str:
    """Return what is to be done, below a name in the queue."""
    if reason.code == "birthday":
        if reason.age is None:
            return _("Birthday today")
        return _("Birthday today, {age} years").format(age=reason.age)
    if reason.code == "silent":
        return ngettext(
            "Silent: every {n} day was agreed", "Silent: every {n} days was agreed", reason.allowed
        ).format(n=reason.allowed)
    return reason.task.title if reason.task else ""


def line_text(code: str) -> str:
    """Return what a line of the score is for."""
    return _(LINES[code])
