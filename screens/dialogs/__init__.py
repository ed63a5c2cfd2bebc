"""Dialogs that every area shares; each returns a value and writes nothing."""
