"""Which pictures there are: name, keys pressed before each, and what differs from the usual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docs import demo_shop
from docs.demo_shop import Shop
from kobicrm.i18n import Language


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the screen, taken in both languages.

    ``keys`` are pressed one after the other; ``=text`` types a text (``_`` for a space),
    ``<word>`` in it comes from WORDS, and ``!`` lets the other till write meanwhile.
    """

    name: str
    keys: str = ""
    shop: Shop = "full"
    # Where it begins.
    area: str = "contacts"
    # The Turkish ones are dark and the English ones light, unless said.
    look: str = ""
    size: tuple[int, int] = (100, 30)
    glyphs: str = ""
    environ: Mapping[str, str] | None = None
    # What happened to the database before.
    prepare: Callable[[Path], None] | None = None


WORDS: dict[Language, dict[str, str]] = {
    "tr": {
        "file": "muste",
        "second": "telefon",
        "tag": "yılbaşı",
        "said": "40_koli_için_teklif_istedi",
        "step": "Teklifi_gönder",
        "when": "pzt_10",
        "call": "Kışlık_siparişi_sor",
        "note": "Yeni_fiyat_listesini_istedi",
        "quality": "veri_kalitesi",
        "duplicates": "yinelenen",
        "line": "Ayşe_Yılmaz_0532_123_45_67_@Yılmaz_Gıda_yarın_15:00_ara_#toptan",
        "asked": "Can_Kara_cuma_saat_3_ara_#toptan",
    },
    "en": {
        "file": "custo",
        "second": "phone",
        "tag": "new_year",
        "said": "Wants_a_quote_for_40_boxes",
        "step": "Send_the_quote",
        "when": "mon_10",
        "call": "Ask_for_the_winter_order",
        "note": "Wants_the_new_price_list",
        "quality": "data_quality",
        "duplicates": "duplicates",
        "line": "Ayşe_Yılmaz_0532_123_45_67_@Yılmaz_Gıda_tomorrow_15:00_call_#toptan",
        "asked": "Can_Kara_friday_3_call_#toptan",
    },
}

# To the card of Can Kara, whose work the history shows.
FIND = "slash =can_kara_0501 enter"
# Where paths are shown and no file is read.
AT_HOME = {"HOME": "/home/ayse"}
WALK = "pagedown up up up up up up up up"
TO_COLUMNS = "ctrl+o =<file> enter"
TO_QUALITY = "colon =<quality> enter"
TO_DUPLICATES = "colon =<duplicates> enter"

PICTURES = (
    Picture("first", "=Yılmaz_Gıda", shop="new"),
    Picture("tour", "ctrl+t", shop="demo"),
    Picture("today", area="today", prepare=demo_shop.plan_a_day),
    Picture("today-score", "p", area="today", prepare=demo_shop.plan_a_day),
    Picture("contacts", WALK),
    Picture("sort", "s down down"),
    Picture("filter", "f down down down down space down space"),
    Picture("columns", "V down down down space"),
    Picture("letters", "full_stop right right right"),
    Picture("marks", "down space down space down"),
    Picture("tags", "down space down space t =<tag>"),
    Picture("bulk", "slash =sisli enter asterisk b"),
    Picture("trash-many", "slash =sisli enter asterisk d"),
    Picture("card", f"{FIND} tab"),
    Picture("link", f"{FIND} tab down down down enter"),
    Picture("change", f"{FIND} tab G up up up up up enter"),
    Picture("outcome", f"{FIND} c 5 =<said> tab =<step> tab =<when>"),
    Picture("entry", f"{FIND} tab f f f f down enter"),
    Picture("note", f"{FIND} N =<note>"),
    Picture("form", f"{FIND} e"),
    Picture(
        "form-new",
        "n =Can tab =Kara tab tab tab =05010000185 tab tab =can@gmial.com tab tab =anka",
    ),
    Picture(
        "conflict",
        f"{FIND} e {'down ' * 11} {'backspace ' * 7} =etimesgut ! ctrl+s",
    ),
    Picture("draft", prepare=demo_shop.leave_a_form),
    Picture("search", "slash =sisli"),
    Picture("palette", "colon"),
    Picture("palette-people", "colon =can_kar"),
    Picture("import-file", "ctrl+o"),
    Picture("import-columns", TO_COLUMNS),
    Picture("import-profiles", f"{TO_COLUMNS} n enter v"),
    Picture("import-trial", f"{TO_COLUMNS} ctrl+s"),
    Picture("import-done", f"{TO_COLUMNS} ctrl+s ctrl+s"),
    Picture("export", "slash =sisli enter w"),
    Picture("tasks", "3", prepare=demo_shop.plan_some_days),
    Picture(
        "task-form", "3 n =<call> tab tab =<when> tab =can_kara", prepare=demo_shop.plan_some_days
    ),
    Picture("month", "3 v", prepare=demo_shop.plan_some_days),
    Picture("day", "3 down down down v enter", prepare=demo_shop.plan_some_days),
    Picture("history", "8"),
    Picture("history-filter", "8 f"),
    Picture("trash", "9"),
    Picture("quality", TO_QUALITY, prepare=demo_shop.leave_odd_values),
    Picture("quality-all", f"{TO_QUALITY} down b", prepare=demo_shop.leave_odd_values),
    Picture("duplicates", f"{TO_DUPLICATES} down", prepare=demo_shop.note_some_twice),
    Picture("duplicates-next", f"{TO_DUPLICATES} ctrl+s", prepare=demo_shop.note_some_twice),
    Picture("capture", "plus =<line>"),
    Picture("capture-asked", "plus =<asked> tab"),
    Picture("settings", "0 down right", environ=AT_HOME),
    Picture("settings-backup", "0 down down down down down down right", environ=AT_HOME),
    Picture("settings-keys", "0 down down down right", environ=AT_HOME),
    Picture("key", "0 down down down right down down down down enter n", environ=AT_HOME),
    Picture("help", "question_mark"),
    Picture("sixteen-colours", WALK, look="ansi"),
    Picture("ascii", WALK, glyphs="ascii"),
    Picture("no-colour", WALK, environ={"NO_COLOR": "1"}),
)
