"""Pictures of the parts together, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from screens.dialogs.confirm import ConfirmDialog
from screens.styles import theme
from screens.text import say
from screens.widgets.rows import Rows
from tests.screens.form_demo import DemoForm
from tests.screens.parts_app import PartsApp


@pytest.mark.parametrize(
    ("look", "lang", "size"),
    [
        (theme.DARK, "tr", (80, 24)),
        (theme.LIGHT, "en", (120, 40)),
        (theme.ANSI, "tr", (80, 24)),
    ],
    ids=["dark-80", "light-120-en", "ansi-80"],
)
def test_list(snap_compare, look: str, lang: str, size: tuple[int, int]) -> None:
    app = PartsApp(300, look=look, lang=lang)
    assert snap_compare(app, terminal_size=size, press=["down", "space"])


def test_list_without_colour(snap_compare, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(PartsApp(300), terminal_size=(80, 24), press=["down", "space"])


def test_question(snap_compare, settle) -> None:
    async def before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, PartsApp)
        await settle(pilot)
        app.parts.query_one(Rows).highlight(["isik"])
        app.ask(
            ConfirmDialog(
                "3 kişi çöp kutusuna taşınsın mı?",
                verb="taşı",
                samples=["Ayşe Yılmaz Demir", "Çağrı Öztürk", "Gökçe Çiçek"],
                consequence="2 açık görev ve 1 fırsat onlarla birlikte gider.",
                way_back="u ile geri alabilirsiniz.",
            )
        )
        await settle(pilot)

    assert snap_compare(PartsApp(), terminal_size=(80, 24), run_before=before)


def test_form(snap_compare, settle) -> None:
    async def before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, PartsApp)
        await settle(pilot)
        form = DemoForm()
        app.ask(form)
        await settle(pilot)
        form.field("name").note("kayıtlı")
        form.field("email").ask("gmail.com mu?", "ayse@gmail.com")
        form.field("province").fail("“13.32” bir il değil")
        form.strip.set("Benzer kayıt:", "Ayşe Yılmaz Demir · 0532 123 45 67")
        await settle(pilot)

    assert snap_compare(PartsApp(look=theme.LIGHT), terminal_size=(80, 24), run_before=before)


def test_help(snap_compare) -> None:
    assert snap_compare(PartsApp(), terminal_size=(80, 24), press=["question_mark"])


def test_toast(snap_compare, settle) -> None:
    async def before(pilot: Pilot[None]) -> None:
        say(pilot.app, "3 kişi çöp kutusuna taşındı.", back="u geri al")
        await settle(pilot)

    assert snap_compare(PartsApp(), terminal_size=(80, 24), run_before=before)
