"""Saved views of the contact list: kept from what is shown, opened by a digit, shared as text."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kobicrm.domain.query import EVERYTHING
from kobicrm.errors import Conflict, KobiError, NotFound
from kobicrm.services import fields, querying, undo, views
from kobicrm.services.contacts import ListView
from kobicrm.services.session import Session
from screens.contacts.filters import Filters, known_offers, read_offers
from screens.contacts.view_text import query_of
from screens.contacts.views_dialog import ViewsDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.prompt import PromptDialog
from tests.screens.kobi import app_on, elsewhere, names_of, rows_of, screen_of, type_in


def found_by(session: Session, text: str, filters: Filters) -> set[int]:
    """Return what a list finds that is narrowed so."""
    where = querying.where_found(session, text)
    words = "" if where is not None else text
    parts = [filters.where] if where is None else [where, filters.where]
    ids: set[int] | None = None
    for part in parts:
        view = ListView(session, text=words, where=part)
        view.start()
        view.finish()
        here = {row.id for row in view.window(0, view.total)}
        ids = here if ids is None else ids & here
    return ids or set()


TEXTS = (
    "",
    "demir",
    "şule 0532",
    "etiket:toptan",
    "şehir:ankara VEYA etiket:vip",
    'ad:"a" -b',
    "not: x",
)


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_the_query_of_a_view_finds_what_the_list_showed(crowd: Session, lang: str) -> None:
    app_on(crowd, lang=lang)
    dice = random.Random(20261127)
    offers = [one.tick for one in [*known_offers(), *read_offers(crowd)]]
    offers.append(("companies", "1:Yılmaz Gıda"))
    for _time in range(120):
        ticks = tuple(dict.fromkeys(dice.choices(offers, k=dice.randrange(4))))
        text, filters = dice.choice(TEXTS), Filters(ticks)
        query = query_of(crowd, text, filters)
        where = querying.where(crowd, query) if query else EVERYTHING
        view = ListView(crowd, where=where)
        view.start()
        view.finish()
        found = {row.id for row in view.window(0, view.total)}
        assert found == found_by(crowd, text, filters), (text, ticks, query)


def test_a_digit_stays_with_its_view(shop: Session) -> None:
    for name in ("b", "a", "c"):
        views.save_view(shop, name, f"ad:{name}")
    assert {one.name: one.key for one in views.views(shop)} == {"b": "1", "a": "2", "c": "3"}
    views.remove_view(shop, "a")
    views.save_view(shop, "b", "ad:bb")
    views.save_view(shop, "d", "ad:d")
    renamed = views.rename_view(shop, "c", "Çok alanlar")
    assert {one.name: one.key for one in views.views(shop)} == {
        "b": "1",
        "Çok alanlar": "3",
        "d": "2",
    }
    with pytest.raises(Conflict) as refused:
        views.rename_view(shop, "b", "ÇOK ALANLAR")
    assert refused.value.code == "view_exists"
    with pytest.raises(NotFound):
        views.rename_view(shop, "yok", "x")
    with pytest.raises(KobiError):
        views.rename_view(shop, "b", "  ")
    assert views.rename_view(shop, "b", "b") is None
    undo.undo(shop, renamed)
    assert views.view_named(shop, "c").key == "3"


async def test_the_list_is_kept_and_brought_back_by_a_digit(
    crowd: Session, settle: Any, shown: Any
) -> None:
    app = app_on(crowd)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("F")
        await settle(pilot)
        assert isinstance(app.screen, ViewsDialog)
        assert "Henüz kayıtlı görünüm yok." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        # A search, an order, and what it finds.
        await pilot.press("slash")
        await type_in(pilot, "demir")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("s", "4")
        await settle(pilot)
        before = names_of(app)
        assert len(before) == 20
        await pilot.press("F", "n")
        await settle(pilot)
        assert isinstance(app.screen, PromptDialog)
        await type_in(pilot, "Demirler")
        await pilot.press("enter")
        await settle(pilot)
        assert "Görünüm kaydedildi: Demirler" in shown(pilot)
        [view] = views.views(crowd)
        assert (view.query, view.sort, view.key) == ("demir", "created_at", "1")
        assert "name" in view.columns
        # Somewhere else, and back.
        await pilot.press("escape", "s", "1")
        await settle(pilot)
        assert rows_of(app).total == 320
        await pilot.press("F")
        await settle(pilot)
        assert "demir" in shown(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert names_of(app) == before
        assert "Demirler" in shown(pilot).splitlines()[2] + shown(pilot).splitlines()[3]
        # Narrowed further it is not that view any more.
        await pilot.press("slash", "end", "space", "a")
        await settle(pilot)
        assert screen_of(app).view_shown == ""
        await pilot.press("escape")
        await settle(pilot)
        assert rows_of(app).total == 320


async def test_a_filter_becomes_text_that_can_be_shared(
    crowd: Session, settle: Any, shown: Any
) -> None:
    app = app_on(crowd)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        screen_of(app).set_filters(Filters((("tags", "vip"), ("missing", "emails"))))
        await settle(pilot)
        before = names_of(app)
        await pilot.press("F", "n")
        await settle(pilot)
        await type_in(pilot, "Postasız VIP")
        await pilot.press("enter")
        await settle(pilot)
        [view] = views.views(crowd)
        assert view.query == "etiket:vip -e-posta:*"
        await pilot.press("escape", "F", "y")
        await settle(pilot)
        assert app.clipboard == "etiket:vip -e-posta:*"
        await pilot.press("F", "enter")
        await settle(pilot)
        assert names_of(app) == before
        assert not screen_of(app).loader.filters


async def test_a_name_that_is_taken_is_asked_about(crowd: Session, settle: Any, shown: Any) -> None:
    views.save_view(crowd, "Benim", "ad:x")
    app = app_on(crowd)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("F", "n")
        await settle(pilot)
        await type_in(pilot, "BENİM")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, PromptDialog)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert views.views(crowd)[0].query == ""
        await pilot.press("u")
        await settle(pilot)
        assert views.views(crowd)[0].query == "ad:x"


async def test_renamed_taken_away_and_gone_meanwhile(
    crowd: Session, settle: Any, shown: Any
) -> None:
    views.save_view(crowd, "Bir", "etiket:vip")
    views.save_view(crowd, "İki", "etiket:toptan")
    app = app_on(crowd)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("F", "e")
        await settle(pilot)
        await type_in(pilot, "inci")
        await pilot.press("enter")
        await settle(pilot)
        assert [one.name for one in views.views(crowd)] == ["Birinci", "İki"]
        await pilot.press("F", "down", "d")
        await settle(pilot)
        assert "Görünüm kaldırıldı: İki" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert len(views.views(crowd)) == 2
        await pilot.press("F")
        await settle(pilot)
        elsewhere(crowd.path, "from kobicrm.services import views\nviews.remove_view(s, 'Birinci')")
        await pilot.press("d")
        await settle(pilot)
        assert "“Birinci” adında bir görünüm yok." in " ".join(shown(pilot).split())
        assert isinstance(app.screen, ViewsDialog)
        assert "Birinci" not in "".join(one.name for one in app.screen._views)


async def test_a_view_that_can_not_be_read_any_more_tells_so(
    crowd: Session, settle: Any, shown: Any
) -> None:
    fields.add_field(crowd, "Renk", "text")
    added = undo.changesets(crowd)[0].id
    views.save_view(crowd, "Kırmızılar", "renk:kırmızı")
    undo.undo(crowd, added)
    app = app_on(crowd)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("F", "1")
        await settle(pilot)
        assert "“renk” diye bir alan yok" in shown(pilot)
