"""The queue of the day in words: why somebody stands in it, and what the score is made of."""

from __future__ import annotations

from kobicrm.domain.tasks import clock_text
from kobicrm.domain.today import Reason
from kobicrm.i18n import N_, _, language, ngettext

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
    if reason.code == "birthday":
        if reason.age is None:
            return _("Birthday today")
        return _("Birthday today, {age} years").format(age=reason.age)
    if reason.code == "silent":
        return _("Silent for {days} days, {allowed} were agreed").format(
            days=reason.days, allowed=reason.allowed
        )
    task = reason.task
    title = task.title if task else ""
    if reason.code == "late" and reason.days:
        text = ngettext("{title}: {days} day late", "{title}: {days} days late", reason.days)
        return text.format(title=title, days=reason.days)
    clock = clock_text(task.clock) if task else ""
    if not clock:
        return title
    return f"{clock.replace(':', '.') if language() == 'tr' else clock} {title}"


def line_text(code: str) -> str:
    """Return what a line of the score is for."""
    return _(LINES[code])
