"""The contacts area: list, card, form."""
