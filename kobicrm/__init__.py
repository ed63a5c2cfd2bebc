"""KobiCRM: a customer book for small businesses that lives in a terminal."""

__version__ = "0.1.0"

# "KobC": marks a SQLite file as ours (PRAGMA application_id).
APPLICATION_ID = 0x4B6F6243
