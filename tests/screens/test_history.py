"""The history area: every act, what it changed, and the way back."""

from __future__ import annotations

from kobicrm.services import contacts, fields, staff, undo
from kobicrm.services.session import open_session
from kobicrm.services.shop import get_shop, set_shop
from screens.dialogs.changeset import ChangesetDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.history.detail import RecordRows
from screens.history.screen import HistoryScreen
from tests.screens.kobi import app_on, elsewhere, names_of


def history(app) -> HistoryScreen:
    return next(one for one in app.open_screens() if isinstance(one, HistoryScreen))


def acts(app) -> list[str]:
    rows = history(app).rows
    return [rows.source.get(place).cells["what"] for place in range(rows.total)]


def records(app) -> list[tuple[str, str]]:
    rows = history(app).detail.rows
    cells = [rows.source.get(place).cells for place in range(rows.total)]
    return [(one["name"], one["change"]) for one in cells]


async def opened(pilot, settle) -> None:
    await settle(pilot)
    await pilot.press("8")
    await settle(pilot)


async def looked_at(pilot, settle) -> None:
    """Wait until the act under the bar is shown."""
    screen = history(pilot.app)
    while screen.detail.info is not screen.info:
        await pilot.pause(0.02)
    await settle(pilot)


async def test_every_act_has_a_line_and_its_records_beside_it(shop, people, settle, shown) -> None:
    contacts.edit(shop, f"id:{people[0].contact.id}", {"district": "Bornova"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        assert acts(app)[0] == "Değişti · Şule Çağlayan"
        assert len(acts(app)) == len(people) + 1
        assert "6 işlem" in shown(pilot)
        assert records(app) == [("Şule Çağlayan", "Adres +Bornova, İzmir -Karşıyaka, İzmir")]
        await pilot.press("down")
        await looked_at(pilot, settle)
        assert records(app) == [("Ali Rıza Kaya", "eklendi")]


async def test_enter_shows_the_act_in_full(shop, people, settle, shown) -> None:
    contacts.edit(shop, f"id:{people[0].contact.id}", {"district": "Bornova"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ChangesetDialog)
        assert "Bornova" in shown(pilot)
        await pilot.press("escape", "tab", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ChangesetDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.focused, RecordRows)
        await pilot.press("escape")
        await settle(pilot)
        assert history(app).rows.has_focus


async def test_u_takes_back_the_act_under_the_bar_not_the_last_one(
    shop, people, settle, shown
) -> None:
    set_shop(shop, name="Yılmaz Gıda")
    contacts.delete(shop, [f"id:{people[0].contact.id}"])
    app = app_on(shop)
    async with app.run_test(notifications=True) as pilot:
        await opened(pilot, settle)
        await pilot.press("down")
        await looked_at(pilot, settle)
        await pilot.press("u")
        await settle(pilot)
        assert get_shop(shop).name == ""
        assert "U yinele" in shown(pilot)
        assert contacts.get(shop, f"id:{people[0].contact.id}", trashed=True)
        assert history(app).info.action == "shop.edit"
        assert acts(app)[:3] == ["Geri alındı · Dükkân", "Silindi · Şule Çağlayan", "× Dükkân"]
        await looked_at(pilot, settle)
        assert "Geri alındı" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert "zaten geri alındı" in shown(pilot)
        await pilot.press("U")
        await settle(pilot)
        assert get_shop(shop).name == "Yılmaz Gıda"


async def test_an_act_on_several_is_asked_about_with_their_number(
    shop, people, settle, shown
) -> None:
    contacts.delete(shop, [f"id:{one.contact.id}" for one in people[:3]])
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        await pilot.press("u")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        assert "3 kayı" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        # With the company that was made beside one of them.
        assert len(names_of(app)) == len(people) + 1


async def test_what_was_changed_since_is_named_and_the_rest_offered(
    shop, people, settle, shown
) -> None:
    refs = [f"id:{one.contact.id}" for one in people[:3]]
    contacts.tag(shop, refs, add=["fuar"])
    contacts.tag(shop, refs[:1], remove=["fuar"])
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        await pilot.press("down")
        await looked_at(pilot, settle)
        await pilot.press("u", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        assert "Şule Çağlayan" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "fuar" not in contacts.get(shop, refs[1]).tags


async def test_it_is_narrowed_and_shown_whole_again(shop, people, settle, shown) -> None:
    with open_session(shop.path, who="Çağrı", door="command") as other:
        contacts.add(other, {"name": "Gül Öz"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        await pilot.press("f")
        await settle(pilot)
        await pilot.press(*"cagri", "enter")
        await settle(pilot)
        assert acts(app) == ["Eklendi · Gül Öz"]
        assert " Çağrı " in shown(pilot).splitlines()[2]
        await pilot.press("escape")
        await settle(pilot)
        assert len(acts(app)) == len(people) + 1


async def test_an_act_of_another_program_appears_and_the_bar_stays(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        await pilot.press("down")
        await looked_at(pilot, settle)
        before = history(app).info.id
        elsewhere(shop.path, 'contacts.add(s, {"name": "Gül Öz"})')
        while len(acts(app)) == len(people):
            await pilot.pause(0.02)
        await settle(pilot)
        assert history(app).info.id == before
        assert acts(app)[0] == "Eklendi · Gül Öz"


async def test_a_shop_without_acts_says_what_will_stand_here(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        assert "Henüz bir iş yapılmadı." in shown(pilot)
        await pilot.press("u", "U", "enter", "tab", "f", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HistoryScreen)
    assert undo.changesets(shop) == []


async def test_the_language_switch_keeps_the_act(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await opened(pilot, settle)
        await pilot.press("down", "down", "f2")
        await settle(pilot)
        assert history(app).rows.cursor == 2
        assert acts(app)[0].startswith("Added · ")
        assert "5 acts" in shown(pilot)


async def test_acts_on_staff_fields_and_shop_say_what_they_changed(
    shop, people, settle, shown
) -> None:
    staff.add_staff(shop, "Çağrı")
    uid = next(one.uid for one in staff.list_staff(shop) if one.name == "Çağrı")
    staff.rename_staff(shop, uid, "Çağrı Öz")
    fields.add_field(shop, "Sınıf", "choice", ["A"])
    fields.edit_field(shop, "Sınıf", rename="Grup", choices=["A", "B"])
    set_shop(shop, name="Yılmaz Gıda")
    contacts.tag(shop, [f"id:{one.contact.id}" for one in people], add=["fuar"])
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        assert acts(app)[:4] == ["Etiket · +fuar", "Dükkân", "Alan · Grup", "Yeni alan · Sınıf"]
        seen = []
        for _act in range(6):
            seen.append(records(app)[0])
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, ChangesetDialog)
            await pilot.press("escape", "down")
            await looked_at(pilot, settle)
        assert seen == [
            ("Şule Çağlayan", "+fuar"),
            ("Dükkân ayarları", "Dükkânın adı: - → Yılmaz Gıda"),
            ("Grup", "Seçenekler +B, Ad: Sınıf → Grup"),
            ("Grup", "eklendi"),
            ("Çağrı Öz", "Ad: Çağrı → Çağrı Öz"),
            ("Çağrı Öz", "eklendi"),
        ]
