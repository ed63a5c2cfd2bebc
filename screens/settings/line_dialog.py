"""One line of text for a setting; an empty one may mean the built-in value."""

from __future__ import annotations

from screens.dialogs.prompt import PromptDialog


class LineDialog(PromptDialog):
    """Returns what was typed; with ``empty`` an empty line is an answer as well."""

    def __init__(self, title: str, *, value: str = "", hint: str = "", empty: bool = False) -> None:
        """Ask under ``title``, starting from ``value``."""
        super().__init__(title, value=value, hint=hint)
        self._empty = empty

    def save(self) -> None:
        """Close with what stands in the line."""
        text = self.answer().strip()
        if text or self._empty:
            self.dismiss(text)
