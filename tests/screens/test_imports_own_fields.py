"""Columns that are told to go into a field of the shop."""

from __future__ import annotations

from kobicrm.services import contacts, fields
from tests.screens.importing import page_of, pick, table
from tests.screens.kobi import app_on


async def test_a_column_goes_into_a_choice_of_the_shop(shop, own_home, settle, shown) -> None:
    fields.add_field(shop, "Kademe", "choice", ["Toptancı", "İhracatçı"])
    table(
        own_home,
        "Ad Soyad;Cep Tel;Satış",
        "Ali Kaya;0532 123 45 01;TOPTANCI",
        "Işıl Koç;0532 123 45 02;ihracatci",
        "Can Er;0532 123 45 03;perakende",
    )
    app = app_on(shop)
    async with app.run_test(size=(100, 30)) as pilot:
        await pick(pilot, settle, "liste.csv")
        while page_of(app).columns.column.header != "Satış":
            await pilot.press("down")
        await pilot.press("enter", *"kademe", "enter")
        await settle(pilot)
        line = next(one for one in shown(pilot).split("\n") if " Satış" in one)
        assert "Özel alan: Kademe" in line
        assert "1 hatalı" in line
        # What it is now stands under the bar when it is asked again.
        await pilot.press("enter")
        await settle(pilot)
        assert "▌ Kademe" in shown(pilot).replace("▌  ", "▌ ")
        await pilot.press("escape", "ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        chosen = [
            dict(contacts.get(shop, f"0532 123 45 {number}").custom) for number in ("01", "02")
        ]
        assert chosen == [{"Kademe": "Toptancı"}, {"Kademe": "İhracatçı"}]
        can = contacts.get(shop, "0532 123 45 03")
        assert (can.custom, can.notes[0].text) == ((), "Kademe: perakende")
