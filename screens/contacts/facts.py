"""What the head row of the contacts says: marks, counts, the filter in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language
from screens.contacts.values import count_text
from screens.text import content

if TYPE_CHECKING:
    from screens.contacts.loading import ListLoader
    from screens.contacts.marked import Marked
    from screens.widgets.head_row import HeadRow

GAP = "   "


def facts(
    head: HeadRow, loader: ListLoader, marked: Marked, view: Content | None = None
) -> tuple[Content, Content | None]:
    """Return both ends of the head row; ``view`` is the saved view that is shown.

    `3 işaretli   312 kayıt   2.041 içinde   Etiket: vip` at the left; the invitation to search
    at the right. Right of a search field there is no room for all of it: the filter's words
    take the place of what it was found among.
    """
    chip = marked.chip()
    words = loader.filters.words()
    parts = [one for one in (chip, view) if one is not None]
    parts.append(content(count_text(loader.total), "bold $foreground"))
    narrowed = bool(loader.text or words)
    if narrowed and loader.everything is not None and not (words and head.searching):
        among = _("of {n}").format(n=format_count(loader.everything, language()))
        parts.append(content(among, "$muted"))
    if words:
        parts.append(content(words, "$foreground"))
    left = Content(GAP).join(parts)
    if head.searching or (loader.total == 0 and not narrowed):
        return left, None
    return left, head.search_hint(_("search") if chip or words else "")
