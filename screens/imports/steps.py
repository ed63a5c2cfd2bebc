"""The four steps of an import, as the head row shows them."""

from __future__ import annotations

from textual.content import Content

from kobicrm.i18n import N_, _
from screens.styles.glyphs import current
from screens.text import content

STEPS = (
    ("file", N_("File")),
    ("columns", N_("Columns")),
    ("trial", N_("Trial")),
    ("result", N_("Result")),
)


def breadcrumb(name: str) -> Content:
    """Return `İçe aktar › musteri-listesi.csv`; without a name the page's title alone."""
    title = _("Import a list")
    if not name:
        return content(title, "bold $foreground")
    sign = current().path
    return Content.assemble(
        content(f"{title} {sign} ", "$muted"), content(name, "bold $foreground")
    )


def steps_line(active: str) -> Content:
    """Return `Dosya › Sütunlar › Deneme › Sonuç` with the ``active`` step in accent."""
    parts: list[Content] = []
    for key, name in STEPS:
        parts.append(content(_(name), "bold $primary" if key == active else "$muted"))
    return content(f" {current().path} ", "$faint").join(parts)
