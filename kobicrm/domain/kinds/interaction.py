"""The interaction kind: a call, message or visit that happened with a contact."""

from __future__ import annotations

from kobicrm.domain.contacts import DIRECTIONS, INTERACTION_CHANNELS
from kobicrm.domain.kinds.base import Field, Kind
from kobicrm.domain.kinds.labels import DIRECTION_LABELS, INTERACTION_LABELS
from kobicrm.i18n import N_

INTERACTION = Kind(
    key="interaction",
    label=N_("Interaction"),
    plural=N_("Interactions"),
    fields=(
        Field("uid", N_("Record number"), editable=False),
        Field("contact", N_("Contact"), "contact", personal=True),
        Field(
            "channel",
            N_("Channel"),
            "choice",
            aliases=("kanal", "tur", "turu", "gorusme turu", "tip", "type", "activity type"),
            choices=tuple((key, INTERACTION_LABELS[key]) for key in INTERACTION_CHANNELS),
            words={
                "call": ("telefon", "arama", "tel", "phone", "call", "aradi", "cagri"),
                "message": ("mesaj", "sms", "message", "text"),
                "email": ("e posta", "eposta", "mail", "email"),
                "visit": ("magaza", "toplanti", "randevu", "yuz yuze", "meeting", "store"),
                "post": ("mektup", "kargo", "letter"),
            },
            fallback="other",
        ),
        Field(
            "direction",
            N_("Direction"),
            "choice",
            aliases=("yon", "yonu", "gelen giden", "in out"),
            choices=tuple((key, DIRECTION_LABELS[key]) for key in DIRECTIONS),
            words={"in": ("inbound", "incoming"), "out": ("outbound", "outgoing")},
        ),
        Field(
            "at",
            N_("When"),
            "instant",
            aliases=(
                "tarih",
                "tarihi",
                "tarih saat",
                "gorusme tarihi",
                "zaman",
                "date",
                "time",
                "due date",
            ),
            required=True,
        ),
        Field(
            "author",
            N_("Who wrote"),
            aliases=("yazan", "gorusen", "personel", "kullanici", "user", "assigned to"),
            personal=True,
        ),
        Field(
            "text",
            N_("Text"),
            "text",
            aliases=(
                "metin",
                "mesaj",
                "not",
                "notlar",
                "aciklama",
                "konu",
                "gorusme notu",
                "icerik",
                "subject",
                "note",
                "notes",
                "message",
                "description",
            ),
            personal=True,
        ),
    ),
    keys=("contact", "at", "channel", "direction", "text"),
)
