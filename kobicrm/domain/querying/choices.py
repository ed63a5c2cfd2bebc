"""The closed sets of values that queries know: their words in both languages."""

from __future__ import annotations

from kobicrm.domain.querying.fields import Choice

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
    Choice("whatsapp", ("whatsapp", "wp"), ("whatsapp",)),
    Choice("email", ("e-posta", "mail"), ("email", "mail", "e-mail")),
    Choice("visit", ("ziyaret", "mağaza", "toplantı"), ("visit", "meeting")),
    Choice("site_visit", ("yerinde", "saha", "müşteri ziyareti"), ("site-visit", "on-site")),
    Choice("social", ("sosyal", "sosyal medya", "instagram"), ("social", "social media")),
    Choice("web", ("web", "form", "web formu"), ("web", "web form", "form")),
    Choice("marketplace", ("pazaryeri",), ("marketplace",)),
    Choice("fair", ("fuar",), ("fair",)),
    Choice("survey", ("anket",), ("survey",)),
    Choice("post", ("posta", "mektup", "kargo"), ("post", "letter")),
    Choice("note", ("not",), ("note",)),
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
OUTCOMES = (
    Choice("reached", ("görüşüldü", "ulaşıldı"), ("reached",)),
    Choice("no_answer", ("cevapsız", "açmadı", "cevap yok"), ("no-answer", "missed")),
    Choice("call_back", ("tekrar-ara", "geri ara", "tekrar aranacak"), ("call-back",)),
    Choice("appointment", ("randevu",), ("appointment",)),
    Choice("quote", ("teklif", "teklif istedi"), ("quote", "asked for a quote")),
    Choice("complaint", ("şikayet",), ("complaint",)),
)
TASK_KINDS = (
    Choice("todo", ("yapılacak", "iş"), ("to-do",)),
    Choice("call", ("telefon", "arama", "ara"), ("call", "phone")),
    Choice("visit", ("ziyaret", "randevu"), ("visit", "meeting")),
    Choice("message", ("mesaj",), ("message",)),
    Choice("follow_up", ("takip",), ("follow-up",)),
)
STATES = (
    Choice("open", ("açık", "bekliyor"), ("open", "pending")),
    Choice("done", ("yapıldı", "bitti", "tamam", "tamamlandı"), ("done", "completed")),
    Choice("dropped", ("vazgeçildi", "iptal"), ("dropped", "cancelled", "canceled")),
)
PRIORITIES = (
    Choice("low", ("düşük",), ("low",)),
    Choice("normal", ("normal",), ("normal", "medium")),
    Choice("high", ("yüksek", "acil", "önemli"), ("high", "urgent")),
)
# The frequency a rule of RFC 5545 begins with.
REPEATS = (
    Choice("DAILY", ("günlük", "her gün"), ("daily",)),
    Choice("WEEKLY", ("haftalık", "her hafta"), ("weekly",)),
    Choice("MONTHLY", ("aylık", "her ay"), ("monthly",)),
    Choice("YEARLY", ("yıllık", "her yıl"), ("yearly",)),
)
