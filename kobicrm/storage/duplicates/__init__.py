"""Finding contacts that may be one: candidates by what they share, read in pieces."""
