"""Contacts that may be one: pair after pair, side by side, merged or told apart."""
