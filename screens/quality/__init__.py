"""The quality of the data: finding after finding, each with its key."""
