"""What an interaction can be: its channels, directions and outcomes."""

from __future__ import annotations

INTERACTION_CHANNELS = (
    "call",
    "message",
    "whatsapp",
    "email",
    "visit",
    "site_visit",
    "social",
    "web",
    "marketplace",
    "fair",
    "survey",
    "post",
    "note",
    "other",
)
DIRECTIONS = ("in", "out")
OUTCOMES = ("reached", "no_answer", "call_back", "appointment", "quote", "complaint")
# A week; longer than anything that happens at one go.
LONGEST_MINUTES = 10_080
