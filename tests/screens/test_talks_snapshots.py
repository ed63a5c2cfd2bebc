"""Pictures of logging and of the timeline, looked at; `--snapshot-update` takes them anew."""

from __future__ import annotations

from typing import Any

import pytest

from kobicrm.services import interactions, tasks
from kobicrm.services.session import Session
from tests.screens.kobi import NOW, app_on
from tests.screens.test_card_snapshots import filled, on

REF = "ayse@yilmazgida.com.tr"
SAID = (
    ("call", "out", "no_answer", "20.10.2026 11:00", ""),
    ("whatsapp", "in", "", "21.10.2026 16:20", "Yeni fiyat listesini istedi."),
    ("visit", "", "", "1.11.2026 15:00", "2 koli numune aldı, memnun kaldı."),
    ("call", "out", "quote", "17.11.2026 10:00", "Teklifi inceliyor, “cuma arayın” dedi."),
)


def lived_in(shop: Session) -> None:
    """Fill the shop, and let something happen with its best customer."""
    filled(shop)
    shop.clock.now = NOW  # type: ignore[attr-defined]
    for channel, direction, outcome, at, text in SAID:
        given = {"channel": channel, "direction": direction, "outcome": outcome, "text": text}
        interactions.log(shop, REF, {**given, "at": at, "minutes": "12" if text else ""})
    late = {"title": "Teklif yanıtını sor", "kind": "call", "due": "17.11.2026"}
    tasks.add(shop, {**late, "contact": REF})
    today = {"title": "Kışlık ambalaj numunelerini dükkâna götür", "due": "20.11.2026 15:00"}
    tasks.add(shop, {**today, "contact": REF})
    sent = tasks.add(shop, {"title": "Fiyat listesi gönder", "contact": REF})
    tasks.done(shop, sent.task.uid)


LOG = "c 5 4 0 space k o l i tab T e k l i f i space g ö n d e r tab p z t space 1 0"


@pytest.mark.parametrize(
    ("lang", "look", "size", "keys"),
    [
        ("tr", "dark", (80, 24), LOG),
        ("en", "light", (120, 40), "c 1 x tab tab f6"),
        ("tr", "ansi", (80, 24), "c up up right right"),
        ("tr", "light", (80, 24), "c 3 x tab tab 3 2 full_stop 1 3 enter"),
        ("tr", "dark", (60, 20), LOG),
        ("tr", "dark", (80, 24), "c 1 x escape"),
    ],
    ids=["dark", "light-120-en", "ansi-channel", "light-wrong", "narrow", "asked"],
)
def test_outcome(
    snap_compare: Any, shop: Session, settle: Any, lang: str, look: str, size: Any, keys: str
) -> None:
    lived_in(shop)
    before = on(settle, *keys.split())
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize(
    ("lang", "look", "size", "line", "keys"),
    [
        ("tr", "dark", (80, 24), "Teklif yanıtını", ""),
        ("en", "light", (120, 40), "Fiyat listesi", ""),
        ("tr", "ansi", (80, 24), "Mağaza", ""),
        ("tr", "light", (80, 24), "Mağaza", "f f"),
        ("tr", "dark", (60, 20), "Mağaza", ""),
    ],
    ids=["tasks-dark", "light-120-en", "ansi", "messages-light", "narrow"],
)
def test_timeline(
    snap_compare: Any,
    shop: Session,
    settle: Any,
    lang: str,
    look: str,
    size: Any,
    line: str,
    keys: str,
) -> None:
    lived_in(shop)
    before = on(settle, *keys.split(), line=line)
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize(
    ("lang", "look", "line", "keys"),
    [
        ("tr", "dark", "Teklif istedi", "enter"),
        ("en", "light", "Asked for", "enter e"),
        ("tr", "ansi", "ambalaj", "enter"),
        ("tr", "dark", "ambalaj", "z c u m a"),
    ],
    ids=["entry", "edit-en", "task-ansi", "later"],
)
def test_entry(
    snap_compare: Any, shop: Session, settle: Any, lang: str, look: str, line: str, keys: str
) -> None:
    lived_in(shop)
    before = on(settle, *keys.split(), line=line)
    app = app_on(shop, lang=lang, look=look)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
