"""The guide, its pictures and the list of keys say what the application is now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import commands, keys
from docs.key_places import PLACES
from docs.pictures import PICTURES
from kobicrm import i18n
from screens.areas import BUILDERS
from screens.keymap import _classes
from screens.widgets.base import KobiScreen
from screens.widgets.keys import key_name

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
PAGES = {lang: sorted((GUIDE / lang).glob("*.md")) for lang in i18n.LANGUAGES}
# The page of each screen; the areas are named by their ids.
SCREENS = {
    "ContactsScreen": "contacts",
    "DayScreen": "tasks",
    "DuplicatesScreen": "duplicates",
    "ExportScreen": "export",
    "FirstScreen": "first",
    "HistoryScreen": "history",
    "ImportScreen": "import",
    "MonthScreen": "tasks",
    "QualityScreen": "quality",
    "SettingsScreen": "settings",
    "TodayScreen": "today",
    "TasksScreen": "tasks",
    "TrashScreen": "trash",
}
_LINK = re.compile(r"\]\(([^)#]+)\)")
_CELL = re.compile(r"`([^`]+)`")


def links(page: Path) -> list[Path]:
    """Return the files a page leads to and shows."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [(page.parent / one).resolve() for one in found if "://" not in one]


def written() -> list[Path]:
    """Return every page a reader may open."""
    return [ROOT / "README.md", keys.FILE, *PAGES["tr"], *PAGES["en"], DOCS / "architecture.md"]


def test_every_command_stands_in_the_list_of_commands() -> None:
    assert commands.FILE.read_text(encoding="utf-8") == commands.whole(), "run `make commands`"


def test_every_binding_stands_in_the_list_of_keys() -> None:
    homeless = {one.holder.__name__ for one in keys.held()} - set(PLACES)
    assert not homeless, f"give them a place in docs/key_places.py: {sorted(homeless)}"
    assert keys.FILE.read_text(encoding="utf-8") == keys.whole(), "run `make keys`"


def test_every_screen_has_a_page_in_both_languages() -> None:
    named = {
        cls.__name__ for cls in _classes() if issubclass(cls, KobiScreen) and vars(cls).get("NAME")
    }
    assert named == set(SCREENS)
    for lang, pages in PAGES.items():
        names = {page.stem for page in pages}
        assert {*SCREENS.values(), *BUILDERS} <= names, lang


def test_both_languages_have_the_same_pages_and_pictures() -> None:
    turkish, english = ([page.name for page in PAGES[lang]] for lang in i18n.LANGUAGES)
    assert turkish == english
    for one, other in zip(PAGES["tr"], PAGES["en"], strict=True):
        shown, too = (
            [link.name for link in links(page) if link.suffix == ".svg"] for page in (one, other)
        )
        assert shown == too, one.name
        assert shown or one.stem == "index", f"{one.name} shows no picture"


def test_every_page_is_in_the_index_and_every_link_leads_somewhere() -> None:
    for pages in PAGES.values():
        index = next(page for page in pages if page.stem == "index")
        assert set(pages) - {index} <= set(links(index))
    dead = [f"{page.name}: {one}" for page in written() for one in links(page) if not one.exists()]
    assert not dead, dead


def test_every_picture_is_taken_and_shown() -> None:
    taken = {DOCS / "images" / lang / f"{one.name}.svg" for lang in PAGES for one in PICTURES}
    assert set((DOCS / "images").rglob("*.svg")) == taken, "run `make screenshots`"
    shown = {one for page in written() for one in links(page) if one.suffix == ".svg"}
    assert shown == taken


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_key_in_a_table_of_the_guide_is_one(lang: i18n.Language) -> None:
    before = i18n.language()
    i18n.install(lang)
    bound = {key_name(key) for one in keys.held() for key in one.binding.key.split(",")}
    i18n.install(before)
    # What Textual's own fields answer to, and what our menus and rows take by themselves.
    bound |= {"Tab", "Shift+Tab", "←", "→", "2", "3"}
    wrong = [
        f"{page.name}: {key}"
        for page in PAGES[lang]
        for row in page.read_text(encoding="utf-8").splitlines()
        if row.startswith("| `")
        for key in _CELL.findall(row.split("|")[1])
        if key not in bound
    ]
    assert not wrong, wrong
