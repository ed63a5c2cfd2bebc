"""The trash: contacts deleted, newest first, to be read and brought back."""
