"""Themes, signs and the shared style sheet."""
