"""How KobiCRM looks and speaks for this user, and under which name they work."""

from __future__ import annotations

from collections.abc import Sequence

from kobicrm.i18n import N_, _, language
from screens.dialogs.pick import Choice, PickDialog
from screens.settings.items import Group, Item
from screens.styles import glyphs, theme

LANGUAGES = (("tr", "Türkçe"), ("en", "English"))
THEMES = (("dark", N_("dark")), ("light", N_("light")), ("ansi", N_("16 colours")))
GLYPHS = (("", N_("as the terminal can")), ("ascii", N_("plain letters and signs only")))
_NAMES = {theme.DARK: "dark", theme.LIGHT: "light", theme.ANSI: "ansi"}


class LookGroup(Group):
    """Language, colours, signs."""

    NAME = N_("Language and look")

    def items(self) -> Sequence[Item]:
        """Return the three lines."""
        kept = self.where_kept()
        look = _NAMES.get(self.app.theme, "")
        signs = "ascii" if glyphs.current() is glyphs.ASCII else ""
        return (
            Item("language", _("Language"), dict(LANGUAGES).get(language(), ""), kept),
            Item("theme", _("Look"), _(dict(THEMES).get(look, self.app.theme)), kept),
            Item("glyphs", _("Signs"), _(dict(GLYPHS)[signs]), kept),
        )

    def edit(self, item: Item) -> None:
        """Offer what there is."""
        offers = {"language": LANGUAGES, "theme": THEMES, "glyphs": GLYPHS}[item.key]
        choices = [Choice(value or "auto", _(name)) for value, name in offers]
        now = next((one.value for one in choices if one.label == item.value), "")

        def answered(picked: str | None) -> None:
            if picked is not None and picked != now:
                self._use(item.key, "" if picked == "auto" else picked)
                self.changed()

        self.app.push_screen(PickDialog(item.label, choices, now, below=self.below), answered)

    def _use(self, key: str, value: str) -> None:
        choices = self.app.choices
        if key == "language":
            choices.use_language("tr" if value == "tr" else "en")
        elif key == "theme":
            choices.use_look(value)
        else:
            choices.use_signs("ascii" if value else "auto")


class MeGroup(Group):
    """The name the history knows this user by."""

    NAME = N_("You")

    def items(self) -> Sequence[Item]:
        """Return the one line."""
        about = _("Stands in the history at everything you do. Empty: your login name.")
        lines = f"{about}\n{self.where_kept()}"
        return (Item("staff", _("Your name"), self.app.session.author.staff, lines),)

    def edit(self, item: Item) -> None:
        """Ask for the name."""

        def save(text: str) -> None:
            self.app.choices.use_name(text)
            self.kept(item.label, self.app.session.author.staff)

        hint = _("Your name as the history shows it; empty: your login name.")
        self.ask(_("Your name"), self.app.settings.staff, save, hint=hint, empty=True)
