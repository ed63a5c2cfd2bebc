"""A form made of every form part, for the tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.widget import Widget

from screens.dialogs.form import FormDialog
from screens.widgets.choice import ChoiceField, NoteField
from screens.widgets.fields import FormField, Label
from screens.widgets.palette import TurkishSuggester

PROVINCES = ["İstanbul", "İzmir", "Iğdır", "Şanlıurfa", "Muğla"]


class DemoForm(FormDialog[dict[str, str]]):
    """A contact's form, small."""

    def __init__(self, title: str = "Yeni kişi", name: str = "Ayşe") -> None:
        super().__init__()
        self.title_text, self.person = title, name
        self.heard: list[object] = []

    def heading(self) -> str:
        return self.title_text

    def fields(self) -> Iterable[Widget]:
        yield ChoiceField("Tür", [("person", "Kişi"), ("company", "Firma")], "person", id="kind")
        yield FormField("Ad", self.person, id="name")
        yield Label("Ulaşım", section=True)
        yield FormField("E-posta", id="email")
        yield FormField("İl", id="province", suggester=TurkishSuggester(PROVINCES))
        yield NoteField("Not", id="note")

    def field(self, name: str) -> FormField:
        """Return a field by its id."""
        return self.query_one(f"#{name}", FormField)

    def values(self) -> Mapping[str, object]:
        values: dict[str, object] = {one.id or "": one.value for one in self.query(FormField)}
        values["kind"] = self.query_one(ChoiceField).value
        values["note"] = self.query_one(NoteField).value
        return values

    def check(self) -> FormField | None:
        if not self.field("name").value:
            self.field("name").fail("Ad gerekli")
            return self.field("name")
        return None

    def draft(self) -> dict[str, str]:
        return {key: str(value) for key, value in self.values().items()}

    def on_form_field_left(self, event: FormField.Left) -> None:
        self.heard.append((event.field.id, event.value))
        if event.field.id == "email" and event.value.endswith("@gmial.com"):
            event.field.ask("gmail.com mu?", event.value.replace("gmial", "gmail"))

    def on_form_field_accepted(self, event: FormField.Accepted) -> None:
        self.heard.append(("accepted", event.value))
