"""Queries in the search field: what is found, what completes, what a mistake says."""

from __future__ import annotations

import pytest

from kobicrm import i18n
from kobicrm.services import contacts, fields
from screens.contacts import query_box
from screens.contacts.form import ContactForm
from screens.widgets.head_row import SearchInput
from tests.screens.kobi import app_on, names_of, rows_of, screen_of


async def search(pilot, settle, text: str) -> SearchInput:
    """Open the search and type a text at once."""
    await pilot.press("slash")
    field = screen_of(pilot.app).query_one(SearchInput)
    field.value = text
    field.cursor_position = len(text)
    await settle(pilot)
    return field


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("etiket:vip", ["Şule Çağlayan"]),
        ("tag:VIP", ["Şule Çağlayan"]),
        ("tür:firma -ad:yıldız", ["Öztürk Gıda San. ve Tic. A.Ş."]),
        ("şehir:izmir VEYA kod:120", ["Şule Çağlayan", "Ümit Yaşar"]),
        ("çağ etiket:izmir", ["Şule Çağlayan"]),
        ("Puan>3", ["Ümit Yaşar"]),
    ],
)
async def test_a_query_narrows_the_list(shop, people, settle, typed, found) -> None:
    fields.add_field(shop, "Puan", "number")
    contacts.edit(shop, people[3].contact.uid, {"custom": {"Puan": "5"}})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await search(pilot, settle, typed)
        assert names_of(app) == found


async def test_words_never_load_the_language(shop, people, settle, monkeypatch) -> None:
    def refuse(*_words: object) -> None:
        raise AssertionError("words are no query")

    monkeypatch.setattr(query_box, "read_known", refuse)
    monkeypatch.setattr("screens.contacts.searching.read_known", refuse)
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        for text in ("çağlayan", "A.Ş. (Gıda)", "0532 123", "-vip", "09:30", "https://a.b"):
            await search(pilot, settle, text)
            assert screen_of(app).loader.view.text == text
            await pilot.press("escape")
            await settle(pilot)


async def test_a_mistake_is_told_below_the_field_and_f4_mends_it(
    shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        field = await search(pilot, settle, "ad:şule şehr:izmir")
        assert "! 9. harf: “şehr” alanı yok, “şehir” mi?   F4" in shown(pilot)
        # The list stays as it was.
        assert len(names_of(app)) == 6
        await pilot.press("f4")
        await settle(pilot)
        assert field.value == "ad:şule şehir:izmir"
        assert names_of(app) == ["Şule Çağlayan"]
        assert "harf:" not in shown(pilot)


async def test_an_unfinished_query_is_told_only_when_it_is_meant(
    shop, people, settle, shown
) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await search(pilot, settle, "etiket:")
        assert "harf:" not in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "8. harf: etiket için değer yazılmamış." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "harf:" not in shown(pilot)
        assert len(names_of(app)) == 6


async def test_fields_and_values_complete_in_both_languages(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        field = await search(pilot, settle, "etik")
        assert field.completion == "etiket:"
        for typed, whole in (
            ("etiket:iz", "etiket:İzmir"),
            ("şehir:ANK", "şehir:Ankara"),
            ("durum:müş", "durum:müşteri"),
            ("-lifecyc", "-lifecycle:"),
            ("lifecycle:sup", "lifecycle:supplier"),
            ("eklendi:bu-h", "eklendi:bu-hafta"),
        ):
            field.value = typed
            field.cursor_position = len(typed)
            await settle(pilot)
            assert field.completion == whole
        await pilot.press("f4")
        await settle(pilot)
        assert field.value == "eklendi:bu-hafta"


async def test_all_found_by_a_query_is_what_is_marked(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await search(pilot, settle, "tür:firma")
        await pilot.press("enter", "asterisk")
        await settle(pilot)
        marked = screen_of(app).marked
        assert marked.count == 2
        assert contacts.describe(shop, marked.selection).count == 2


async def test_a_query_is_no_name_for_a_new_contact(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await search(pilot, settle, "etiket:yok")
        assert rows_of(app).total == 0
        await pilot.press("enter", "n")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        assert "etiket:yok" not in shown(pilot)


async def test_a_mistake_speaks_the_language_in_force(shop, people, settle, shown) -> None:
    app = app_on(shop, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        await search(pilot, settle, "tga:vip")
        assert i18n.language() == "en"
        assert "Character 1: no field “tga”, “tag”?   F4" in shown(pilot)
