"""Taking an act of the history back: shown in full, asked about, told, conflicts named."""

from __future__ import annotations

from kobicrm.services import contacts, undo
from kobicrm.services.imports import run_import
from screens import undoing
from screens.dialogs.changeset import ChangesetDialog
from screens.dialogs.confirm import ConfirmDialog
from tests.screens.kobi import app_on, elsewhere, names_of


def edited(shop, person) -> int:
    """Give a contact another title, birthday and phone; return the changeset."""
    saved = contacts.edit(
        shop,
        f"uid:{person.contact.uid}",
        {"title": "Sayın", "birthday": "14.03.1988", "phones+": ["iş: 0216 345 67 89"]},
    )
    return saved.changeset


async def test_an_act_is_shown_field_by_field_with_who_when_and_where(
    shop, people, settle, shown
) -> None:
    number = edited(shop, people[0])
    app = app_on(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        undoing.open_changeset(app, number, uid=people[0].contact.uid)
        await settle(pilot)
        text = shown(pilot)
        assert "Kayıt değişti" in text
        assert f"Ayşe · ekrandan · 02.11.2026 09.00 · #{number}" in text
        assert "Şule Çağlayan  değişti" in text
        assert "Hitap         - → Sayın" in text
        assert "Doğum günü    - → 14 Mart 1988" in text
        assert "Telefon       - → 0216 345 67 89 (iş)" in text
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, ChangesetDialog)
        assert contacts.get(shop, f"uid:{people[0].contact.uid}").title == "Sayın"


async def test_u_takes_back_exactly_this_act_and_redo_puts_it_back(
    shop, people, settle, shown
) -> None:
    number = edited(shop, people[0])
    contacts.note(shop, f"uid:{people[0].contact.uid}", "Cuma arayın")
    app = app_on(shop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        undoing.open_changeset(app, number, uid=people[0].contact.uid)
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        after = contacts.get(shop, f"uid:{people[0].contact.uid}")
        assert (after.title, after.birthday, len(after.notes)) == ("", "", 1)
        assert "Geri alındı: düzenleme · Şule Ça…  U yinele" in shown(pilot)
        await pilot.press("U")
        await settle(pilot)
        assert contacts.get(shop, f"uid:{people[0].contact.uid}").title == "Sayın"


async def test_an_act_on_many_records_says_how_many_before(shop, people, settle, shown) -> None:
    refs = [f"uid:{saved.contact.uid}" for saved in people]
    number = contacts.tag(shop, refs, add=["fuar-2026"]).changeset
    app = app_on(shop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        undoing.open_changeset(app, number, uid=people[1].contact.uid)
        await settle(pilot)
        assert "İbrahim Iğdır  değişti" in shown(pilot).split("Telefon")[-1]
        await pilot.press("u")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        assert "5 kayıttaki değişiklik geri alınsın mı?" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert contacts.get(shop, refs[0]).tags[-1] == "fuar-2026"
        undoing.take_back_one(app, number)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert contacts.get(shop, refs[0]).tags == ("VIP", "İzmir")
        assert "Geri alındı: etiket · 5 kişi" in shown(pilot)


async def test_taking_an_import_back_says_that_its_contacts_go(
    shop, people, settle, shown, tmp_path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Ad Soyad;Cep\nGökçe Çiçek;0530 246 80 13\nÜmit Gürsel;0531 507 63 84\n")
    number = run_import(shop, file).changeset
    app = app_on(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        undoing.open_changeset(app, number)
        await settle(pilot)
        assert "Dosya: liste.csv" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert "Bu işlemin eklediği 2 kayıt kaldırılır." in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Gökçe Çiçek" not in names_of(app)
        undoing.open_changeset(app, number)
        await settle(pilot)
        assert "Bu işlem geri alınmış." in shown(pilot)
        assert "artık olmayan bir kayıt" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert isinstance(app.screen, ChangesetDialog)


async def test_what_was_changed_since_is_named_and_the_rest_can_be_taken_back(
    shop, people, settle, shown
) -> None:
    refs = [f"uid:{saved.contact.uid}" for saved in people]
    number = contacts.tag(shop, refs, add=["fuar-2026"]).changeset
    app = app_on(shop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        elsewhere(shop.path, f'contacts.tag(s, ["{refs[0]}"], add=["bayi"])')
        undoing.take_back_one(app, number)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "1 kayıt sonradan değişmiş; kalanı geri alınsın mı?" in shown(pilot)
        assert "Şule Çağlayan: o zamandan beri değişti" in shown(pilot)
        assert "diğer 4 kayıt geri alınır" in shown(pilot)
        assert contacts.get(shop, refs[1]).tags == ("fuar-2026",)
        await pilot.press("enter")
        await settle(pilot)
        assert contacts.get(shop, refs[1]).tags == ()
        assert contacts.get(shop, refs[0]).tags == ("VIP", "İzmir", "fuar-2026", "bayi")


async def test_a_single_record_changed_since_is_told_in_a_sentence(
    shop, people, settle, shown
) -> None:
    number = edited(shop, people[0])
    uid = people[0].contact.uid
    app = app_on(shop)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        elsewhere(shop.path, f'contacts.edit(s, "uid:{uid}", {{"title": "Hanımefendi"}})')
        undoing.take_back_one(app, number)
        await settle(pilot)
        assert "geri alınmadı. Şule Çağlayan:" in shown(pilot)
        assert contacts.get(shop, f"uid:{uid}").title == "Hanımefendi"
    assert undo.changesets(shop)[0].action == "contact.edit"
