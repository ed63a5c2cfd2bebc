"""Turkish and English texts: gettext catalogues, standard library only.

Message ids are the English sentences, so English needs no catalogue. The language is
settled once per process with :func:`install`, and may be switched again at any time:
every text is looked up when it is shown.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kobicrm.errors import KobiError

Language = Literal["tr", "en"]
LANGUAGES: tuple[Language, ...] = ("tr", "en")
LOCALE_DIR = Path(__file__).parent / "locale"

_catalogues: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
_current: Language = "en"


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text for translation and return it unchanged; it is looked up when shown."""
    return message


def language() -> Language:
    """Return the language in force."""
    return _current


def _catalogue(lang: Language) -> gettext.NullTranslations:
    if lang not in _catalogues:
        _catalogues[lang] = gettext.translation("kobicrm", LOCALE_DIR, [lang], fallback=True)
    return _catalogues[lang]


def in_language(lang: Language, message: str) -> str:
    """Return ``message`` in ``lang``, whatever the language in force."""
    return _catalogue(lang).gettext(message) if message else ""


def install(lang: Language) -> None:
    """Make ``lang`` the language of every text looked up from now on."""
    global _current  # noqa: PLW0603 - one language per process, by design
    _catalogue(lang)
    _current = lang


def _(message: str) -> str:
    """Return ``message`` in the language in force."""
    return _catalogues[_current].gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form for ``count``; Turkish has one form, English two."""
    return _catalogues[_current].ngettext(singular, plural, count)


def pick_language(*wishes: str | None) -> Language:
    """Return the first usable of ``wishes``, else the system locale's, else English."""
    for wish in wishes:
        if wish:
            tag = wish.replace("-", "_").split("_")[0].strip()
            if tag in LANGUAGES:
                return tag
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "tr" if value.startswith("tr") else "en"
    try:
        return "tr" if (locale.getlocale()[0] or "").startswith(("tr", "Turkish")) else "en"
    except ValueError:
        return "en"


def error_text(error: KobiError) -> str:
    """Return the sentence of an error, in the language in force, values filled in."""
    from kobicrm.i18n.messages import sentence

    return sentence(error)


def error_hint(error: KobiError) -> str:
    """Return what to do about an error, '' when there is nothing to say."""
    from kobicrm.i18n.messages import hint

    return hint(error)
