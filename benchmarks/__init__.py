"""Measurements of KobiCRM, each beside what it is compared with; run by ``make bench``."""
