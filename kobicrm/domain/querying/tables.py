"""The fields of queries, kind by kind."""

from __future__ import annotations

from kobicrm.domain.querying.choices import (
    CHANNELS,
    DIRECTIONS,
    KINDS,
    LACKS,
    OUTCOMES,
    PRIORITIES,
    REPEATS,
    STAGES,
    STATES,
    TASK_KINDS,
)
from kobicrm.domain.querying.fields import QueryField
from kobicrm.i18n import N_

CONTACT = (
    QueryField("name", "words", N_("Full name"), ("ad", "isim", "ad soyad"), ("name", "full name")),
    QueryField("first_name", "words", N_("First name"), ("ilk-ad", "ön ad"), ("first-name",)),
    QueryField(
        "last_name", "words", N_("Last name"), ("soyad", "soyisim"), ("last-name", "surname")
    ),
    QueryField("kind", "choice", N_("Kind"), ("tür", "tip"), ("kind", "type"), KINDS),
    QueryField(
        "companies", "words", N_("Company"), ("firma", "şirket"), ("company", "organization")
    ),
    QueryField(
        "phones", "phone", N_("Phone"), ("telefon", "tel", "cep", "gsm"), ("phone", "mobile")
    ),
    QueryField("emails", "words", N_("E-mail"), ("e-posta", "mail"), ("email", "e-mail")),
    QueryField("tags", "value", N_("Tag"), ("etiket", "etiketler"), ("tag", "tags", "label")),
    QueryField("province", "value", N_("Province"), ("şehir", "il"), ("city", "province")),
    QueryField("district", "value", N_("District"), ("ilçe",), ("district",)),
    QueryField("country", "value", N_("Country"), ("ülke",), ("country",)),
    QueryField("postcode", "prefix", N_("Postcode"), ("posta-kodu", "pk"), ("postcode", "zip")),
    QueryField(
        "lifecycle",
        "choice",
        N_("Stage of life"),
        ("durum", "aşama"),
        ("lifecycle", "stage"),
        STAGES,
    ),
    QueryField(
        "owner",
        "value",
        N_("Responsible person"),
        ("sorumlu", "temsilci"),
        ("owner", "responsible"),
    ),
    QueryField("source", "value", N_("Source"), ("kaynak",), ("source",)),
    QueryField(
        "birthday",
        "birthday",
        N_("Birthday"),
        ("doğum-günü", "doğum tarihi", "doğum"),
        ("birthday", "born"),
    ),
    QueryField(
        "tax_number",
        "value",
        N_("Tax number"),
        ("vergi-no", "vkn", "tckn", "vergi numarası"),
        ("tax-number", "tax-no"),
    ),
    QueryField("tax_office", "words", N_("Tax office"), ("vergi-dairesi",), ("tax-office",)),
    QueryField("codes", "words", N_("Code"), ("kod", "cari kodu"), ("code",)),
    QueryField("notes", "words", N_("Note"), ("not", "notlar"), ("note", "notes")),
    QueryField(
        "created_at", "instant", N_("Created"), ("eklendi", "eklenme"), ("created", "added")
    ),
    QueryField(
        "updated_at",
        "instant",
        N_("Changed"),
        ("değişti", "değişme"),
        ("updated", "changed", "edited"),
    ),
    QueryField(
        "last_interaction",
        "instant",
        N_("Last interaction"),
        ("son_görüşme",),
        ("last_interaction", "last contact"),
    ),
    QueryField("channel", "choice", N_("Channel"), ("kanal", "görüşme"), ("channel",), CHANNELS),
    QueryField("missing", "missing", N_("Missing"), ("eksik",), ("missing", "without"), LACKS),
)

# What the contact of a record is asked about: the same fields, by the same names.
TAG, CITY, DISTRICT = (
    next(one for one in CONTACT if one.key == key) for key in ("tags", "province", "district")
)

INTERACTION = (
    QueryField(
        "contact",
        "words",
        N_("Contact"),
        ("kişi", "ad", "müşteri"),
        ("contact", "name", "customer"),
    ),
    QueryField(
        "channel", "choice", N_("Channel"), ("kanal", "tür"), ("channel", "kind", "type"), CHANNELS
    ),
    QueryField("outcome", "choice", N_("Outcome"), ("sonuç",), ("outcome", "result"), OUTCOMES),
    QueryField("direction", "choice", N_("Direction"), ("yön",), ("direction",), DIRECTIONS),
    QueryField("at", "instant", N_("When"), ("tarih", "zaman", "gün"), ("date", "when", "at")),
    QueryField(
        "minutes", "number", N_("Minutes"), ("süre", "dakika", "dk"), ("minutes", "duration")
    ),
    QueryField("author", "words", N_("Who wrote"), ("yazan", "görüşen"), ("author", "by")),
    QueryField("text", "words", N_("Text"), ("metin", "not", "açıklama"), ("text", "note")),
    TAG,
    CITY,
    DISTRICT,
)

TASK = (
    QueryField("title", "words", N_("Task title"), ("başlık", "görev", "konu"), ("title", "task")),
    QueryField(
        "contact",
        "words",
        N_("Contact"),
        ("kişi", "ad", "müşteri"),
        ("contact", "name", "customer"),
    ),
    QueryField("due", "date", N_("Due"), ("vade", "tarih", "gün"), ("due", "date")),
    QueryField("state", "choice", N_("State"), ("durum",), ("state", "status"), STATES),
    QueryField("kind", "choice", N_("Kind"), ("tür", "tip"), ("kind", "type"), TASK_KINDS),
    QueryField(
        "priority", "choice", N_("Priority"), ("öncelik", "önem"), ("priority",), PRIORITIES
    ),
    QueryField(
        "assignee",
        "value",
        N_("Assignee"),
        ("sorumlu", "atanan", "görevli"),
        ("assignee", "assigned-to", "owner"),
    ),
    QueryField(
        "repeat", "choice", N_("Repeats"), ("tekrar", "yineleme"), ("repeat", "repeats"), REPEATS
    ),
    QueryField("note", "words", N_("Note"), ("not", "notlar", "açıklama"), ("note", "notes")),
    QueryField(
        "minutes", "number", N_("Minutes"), ("süre", "dakika", "dk"), ("minutes", "duration")
    ),
    QueryField("created_at", "instant", N_("Added"), ("eklendi", "eklenme"), ("created", "added")),
    QueryField(
        "ended_at", "instant", N_("Ended"), ("bitti", "tamamlanma", "kapandı"), ("ended", "done")
    ),
    TAG,
    CITY,
    DISTRICT,
)

# In the order completion offers them; a kind that comes later adds its line.
TABLES: dict[str, tuple[QueryField, ...]] = {
    "contact": CONTACT,
    "task": TASK,
    "interaction": INTERACTION,
}
