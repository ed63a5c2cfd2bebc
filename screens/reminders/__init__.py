"""Reminders at their time, wherever one is in the application."""
