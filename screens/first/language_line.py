"""The line under the doors: the language and the look in force, each with its key."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from kobicrm.i18n import _, language
from screens.styles import theme
from screens.widgets.keys import key_of


class LanguageLine(Widget):
    """`Dil Türkçe F2   Görünüm koyu F3`; a click changes."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the look."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())

    async def on_click(self, event: events.Click) -> None:
        """Change what was clicked."""
        if act := event.style.meta.get("act"):
            event.stop()
            await self.app.run_action(act)

    def render(self) -> Content:
        """Draw both."""
        tongue = "Türkçe" if language() == "tr" else "English"
        look = _("Light") if self.app.theme == theme.LIGHT else _("Dark")
        if self.app.native_ansi_color:
            look = _("16 colours")
        return Content("    ").join(
            [
                self._one(_("Language"), tongue, "app.language"),
                self._one(_("Look"), look, "app.look"),
            ]
        )

    def _one(self, name: str, value: str, act: str) -> Content:
        whole = Content.assemble(
            (f"{name} ", "$muted"), (value, "$foreground"), (f" {key_of(self.app, act)}", "$muted")
        )
        return whole.stylize(Style.from_meta({"act": act}))
