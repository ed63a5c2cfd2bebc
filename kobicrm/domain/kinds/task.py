"""The task kind: something somebody of the shop has to do, mostly with a contact."""

from __future__ import annotations

from typing import Any

from kobicrm.domain.kinds.base import Field, Kind
from kobicrm.domain.kinds.labels import PRIORITY_LABELS, TASK_KIND_LABELS, TASK_STATE_LABELS
from kobicrm.domain.tasks import PRIORITIES, TASK_KINDS, TASK_STATES
from kobicrm.i18n import N_


def _settle(values: dict[str, Any], at: str) -> None:
    """Tell when a task was added and ended, and from when it repeats, where a file does not."""
    values["created_at"] = values["created_at"] or at
    if values["state"] == "open":
        values["ended_at"] = ""
    else:
        values["ended_at"] = values["ended_at"] or at
    if not values["due"]:
        values["clock"] = values["repeat"] = ""
    values["start"] = values["start"] or values["due"] if values["repeat"] else ""


TASK = Kind(
    key="task",
    label=N_("Task"),
    plural=N_("Tasks"),
    fields=(
        Field("uid", N_("Record number"), editable=False),
        Field("contact", N_("Contact"), "contact", personal=True),
        Field(
            "title",
            N_("Task title"),
            "line",
            aliases=("baslik", "gorev", "gorev adi", "yapilacak", "subject", "task", "task name"),
            sortable=True,
            searchable=True,
            required=True,
            personal=True,
        ),
        Field(
            "kind",
            N_("Kind"),
            "choice",
            aliases=("gorev turu", "task type", "type"),
            choices=tuple((key, TASK_KIND_LABELS[key]) for key in TASK_KINDS),
            words={
                "call": ("telefon", "arama", "ara", "call", "phone"),
                "visit": ("ziyaret", "randevu", "visit", "meeting", "appointment"),
                "message": ("mesaj", "sms", "whatsapp", "e posta", "email"),
                "follow_up": ("takip", "follow up", "followup"),
            },
            bulk_editable=True,
            fallback="todo",
        ),
        Field(
            "due",
            N_("Due"),
            "day",
            aliases=("tarih", "vade", "bitis", "bitis tarihi", "son tarih", "due date", "date"),
            sortable=True,
            bulk_editable=True,
        ),
        Field("clock", N_("Time"), "clock", aliases=("saat", "time"), bulk_editable=True),
        Field(
            "remind",
            N_("Reminder"),
            "remind",
            aliases=("hatirlatma", "hatirlat", "remind", "reminder"),
        ),
        Field(
            "priority",
            N_("Priority"),
            "choice",
            aliases=("oncelik", "onem"),
            choices=tuple((key, PRIORITY_LABELS[key]) for key in PRIORITIES),
            words={"high": ("acil", "onemli", "urgent"), "low": ("onemsiz",)},
            bulk_editable=True,
            fallback="normal",
        ),
        Field(
            "assignee",
            N_("Assignee"),
            "line",
            aliases=("atanan", "sorumlu", "gorevli", "personel", "assigned to", "owner"),
            bulk_editable=True,
            personal=True,
        ),
        Field("minutes", N_("Minutes"), "minutes", aliases=("sure", "sure dk", "duration")),
        Field("checklist", N_("Checklist"), "checklist", aliases=("kontrol listesi", "maddeler")),
        Field(
            "note",
            N_("Note"),
            "text",
            aliases=("not", "notlar", "aciklama", "description", "notes"),
            searchable=True,
            personal=True,
        ),
        Field("repeat", N_("Repeats"), "repeat", aliases=("tekrar", "recurrence", "repeat")),
        Field("start", N_("Repeats from"), "day", editable=False),
        Field("skipped", N_("Left out days"), "days", editable=False),
        Field("series", N_("Series' record number"), "uid", editable=False),
        Field(
            "state",
            N_("State"),
            "choice",
            aliases=("durum", "status"),
            choices=tuple((key, TASK_STATE_LABELS[key]) for key in TASK_STATES),
            words={
                "done": ("tamam", "tamamlandi", "yapildi", "completed", "closed"),
                "dropped": ("iptal", "vazgecildi", "cancelled", "canceled"),
                "open": ("acik", "bekliyor", "yapilacak", "pending", "todo", "in progress"),
            },
            editable=False,
            fallback="open",
        ),
        Field("ended_at", N_("Ended"), "instant", editable=False),
        Field("created_at", N_("Added"), "instant", editable=False),
    ),
    keys=("contact", "title", "due"),
    settle=_settle,
)
