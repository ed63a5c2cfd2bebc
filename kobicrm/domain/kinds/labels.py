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
INTERACTION_LABELS = {
    **CHANNEL_LABELS,
    "visit": N_("Visit to the shop"),
    "site_visit": N_("Visit to the customer"),
    "social": N_("Social media"),
    "web": N_("Web form"),
    "marketplace": N_("Marketplace"),
    "fair": N_("Fair"),
    "survey": N_("Survey"),
    "note": N_("Note"),
    "other": N_("Other"),
}
DIRECTION_LABELS = {"in": N_("Inbound"), "out": N_("Outbound")}
OUTCOME_LABELS = {
    "reached": N_("Reached"),
    "no_answer": N_("No answer"),
    "call_back": N_("Call back"),
    "appointment": N_("Appointment"),
    "quote": N_("Asked for a quote"),
    "complaint": N_("Complaint"),
}
TASK_KIND_LABELS = {
    "todo": N_("To-do"),
    "call": N_("Phone call"),
    "visit": N_("Visit"),
    "message": N_("Message"),
    "follow_up": N_("Follow-up"),
}
TASK_STATE_LABELS = {"open": N_("Still open"), "done": N_("Done"), "dropped": N_("Dropped")}
PRIORITY_LABELS = {"low": N_("Low"), "normal": N_("Normal"), "high": N_("High")}
# What a phone, e-mail or address is marked with; other labels are kept as they were given.
LABEL_NAMES = {
    "mobile": N_("mobile"),
    "work": N_("work"),
    "home": N_("home"),
    "fax": N_("fax"),
    "other": N_("other"),
}
