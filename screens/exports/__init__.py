"""Writing contacts out: a dialog, and the work behind it."""
