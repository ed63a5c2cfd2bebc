"""Questions about a value: in Turkish the particle follows the last vowel that is heard."""

from __future__ import annotations

from kobicrm.domain.turkish import lower
from kobicrm.i18n import _

_PARTICLES = {
    "a": "mı",
    "ı": "mı",
    "e": "mi",
    "i": "mi",
    "o": "mu",
    "u": "mu",
    "ö": "mü",
    "ü": "mü",
}
# Digits as they are spoken: sıfır, bir, iki ... and the tens that end in a zero: on, yirmi ...
_DIGITS = ("mı", "mi", "mi", "mü", "mü", "mi", "mı", "mi", "mi", "mu")
_TENS = ("mü", "mu", "mi", "mu", "mı", "mi", "mı", "mi", "mi", "mı")


def particle(value: str) -> str:
    """Return the Turkish question particle that goes with ``value``: ``gmail.com mu``."""
    last, before = value[-1:], value[-2:-1]
    if last.isascii() and last.isdigit():
        tens = last == "0" and before.isascii() and before.isdigit()
        return _TENS[int(before)] if tens else _DIGITS[int(last)]
    vowels = [letter for letter in lower(value) if letter in _PARTICLES]
    return _PARTICLES[vowels[-1]] if vowels else "mi"


def asked(value: str) -> str:
    """Return ``gmail.com mu?``, in English ``gmail.com?``."""
    return _("{value}?").format(value=value, mi=particle(value))
