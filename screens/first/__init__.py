"""The first page of a new shop: three doors, its name, the language."""
