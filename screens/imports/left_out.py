"""What an import leaves out of the cards of an address book, in one line."""

from __future__ import annotations

from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language, ngettext
from kobicrm.services.imports import ImportReport

_NAMED = 3


def left_out_text(report: ImportReport) -> str:
    """Return `12 fotoğraf ve 5 başka bilgi alınmaz: X-GENDER, TZ`, '' when all is taken in."""
    cards = report.cards
    if cards is None:
        return ""
    details = cards.left_out.total()
    counts = [
        text.format(n=format_count(count, language()))
        for count, text in (
            (cards.photos, ngettext("{n} photo", "{n} photos", cards.photos)),
            (details, ngettext("{n} other detail", "{n} other details", details)),
        )
        if count
    ]
    if not counts:
        return ""
    text = _("Left out: {what}").format(what=", ".join(counts))
    names = [name for name, _count in cards.left_out.most_common(_NAMED)]
    more = "…" if len(cards.left_out) > _NAMED else ""
    return f"{text} ({', '.join(names)}{more})" if names else text
