"""Pictures of reminders; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest

from screens.app import KobiApp
from tests.screens.kobi import app_on
from tests.screens.test_reminders import add, armed

LOOKS = [
    ("tr", "dark", (80, 24)),
    ("en", "light", (120, 40)),
    ("tr", "ansi", (80, 24)),
    ("en", "dark", (60, 16)),
]


class Telling(KobiApp):
    """The application with its toasts, which a picture leaves out otherwise."""

    def run_test(self, **options: object):  # type: ignore[no-untyped-def, override]
        """Run with toasts."""
        return super().run_test(**{**options, "notifications": True})  # type: ignore[arg-type]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("lang", "look", "size"), LOOKS, ids=str)
@pytest.mark.parametrize("count", [1, 3])
def test_toast(snap_compare, shop, settle, lang: str, look: str, size, count: int) -> None:
    for number in range(count):
        add(shop, "Teklif için ara ve fiyat listesini sor", contact=str(1 + number))

    async def before(pilot) -> None:  # type: ignore[no-untyped-def]
        await armed(pilot)
        await settle(pilot)

    app = app_on(shop, lang=lang, look=look)
    app.__class__ = Telling
    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.usefixtures("people")
def test_list_of_several(snap_compare, shop, settle) -> None:
    for number in range(3):
        add(shop, "Teklif için ara", contact=str(1 + number))

    async def before(pilot) -> None:  # type: ignore[no-untyped-def]
        await settle(pilot)
        pilot.app.action_reminders()
        await settle(pilot)

    assert snap_compare(app_on(shop), terminal_size=(80, 24), run_before=before)
