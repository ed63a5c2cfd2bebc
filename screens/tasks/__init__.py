"""The tasks area: the list with its calendar, the month, and a day by the hour."""
