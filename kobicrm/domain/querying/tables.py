"""The fields of queries, kind by kind."""

from __future__ import annotations

from kobicrm.domain.querying.fields import Choice, QueryField
from kobicrm.i18n import N_

KINDS = (
    Choice("person", ("kişi", "şahıs"), ("person",)),
    Choice("company", ("firma", "şirket"), ("company",)),
)
STAGES = (
    Choice("lead", ("aday", "müşteri adayı"), ("lead",)),
    Choice("customer", ("müşteri",), ("customer",)),
    Choice("supplier", ("tedarikçi",), ("supplier",)),
    Choice("passive", ("pasif",), ("passive",)),
)
CHANNELS = (
    Choice("call", ("telefon", "arama", "telefon görüşmesi"), ("call", "phone", "phone call")),
    Choice("message", ("sms", "mesaj"), ("sms", "message")),
    Choice("whatsapp", ("whatsapp",), ("whatsapp",)),
    Choice("email", ("e-posta",), ("email", "mail", "e-mail")),
    Choice("visit", ("ziyaret", "toplantı"), ("visit", "meeting")),
    Choice("post", ("posta", "mektup", "kargo"), ("post", "letter")),
    Choice("other", ("diğer",), ("other",)),
)
DIRECTIONS = (
    Choice("in", ("gelen",), ("in", "inbound", "incoming")),
    Choice("out", ("giden",), ("out", "outbound", "outgoing")),
)
# What `missing:` may name: the key of the field that is empty.
LACKS = (
    Choice("phones", ("telefon", "tel"), ("phone",)),
    Choice("emails", ("e-posta", "mail"), ("email", "e-mail")),
    Choice("province", ("adres", "şehir", "il"), ("address", "city", "province")),
    Choice("district", ("ilçe",), ("district",)),
    Choice("tags", ("etiket",), ("tag", "tags")),
    Choice("companies", ("firma", "şirket"), ("company",)),
    Choice("birthday", ("doğum-günü",), ("birthday",)),
    Choice("lifecycle", ("durum",), ("lifecycle", "stage")),
    Choice("owner", ("sorumlu",), ("owner",)),
    Choice("source", ("kaynak",), ("source",)),
    Choice("tax_number", ("vergi-no", "vkn"), ("tax-number",)),
    Choice("notes", ("not",), ("note",)),
    Choice("last_interaction", ("görüşme",), ("interaction",)),
)

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

INTERACTION = (
    QueryField("contact", "words", N_("Contact"), ("kişi", "ad"), ("contact", "name")),
    QueryField("channel", "choice", N_("Channel"), ("kanal", "tür"), ("channel", "kind"), CHANNELS),
    QueryField("direction", "choice", N_("Direction"), ("yön",), ("direction",), DIRECTIONS),
    QueryField("at", "instant", N_("When"), ("tarih", "zaman"), ("date", "when")),
    QueryField("author", "words", N_("Who wrote"), ("yazan", "görüşen"), ("author", "by")),
    QueryField("text", "words", N_("Text"), ("metin", "not"), ("text", "note")),
)

# In the order completion offers them; a kind that comes later adds its line.
TABLES: dict[str, tuple[QueryField, ...]] = {"contact": CONTACT, "interaction": INTERACTION}
