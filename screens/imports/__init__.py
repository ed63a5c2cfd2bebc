"""Taking a file of contacts in: file, columns, trial, result."""
