"""What the choices of a contact's fields are called (message ids)."""

from __future__ import annotations

from kobicrm.i18n import N_

KIND_LABELS = {"person": N_("Person"), "company": N_("Company")}
LIFECYCLE_LABELS = {
    "lead": N_("Lead"),
    "customer": N_("Customer"),
    "supplier": N_("Supplier"),
    "passive": N_("Passive"),
}
CHANNEL_LABELS = {
    "call": N_("Phone call"),
    "message": N_("SMS"),
    "whatsapp": N_("WhatsApp"),
    "email": N_("E-mail"),
    "visit": N_("Visit"),
    "post": N_("Post"),
}
# An interaction may have happened in a way that nobody prefers to be reached by.
INTERACTION_LABELS = {**CHANNEL_LABELS, "other": N_("Other")}
DIRECTION_LABELS = {"in": N_("Inbound"), "out": N_("Outbound")}
# What a phone, e-mail or address is marked with; other labels are kept as they were given.
LABEL_NAMES = {
    "mobile": N_("mobile"),
    "work": N_("work"),
    "home": N_("home"),
    "fax": N_("fax"),
    "other": N_("other"),
}
