"""Pictures of the saved views, looked at; `--snapshot-update` takes them anew."""

from __future__ import annotations

from typing import Any

import pytest

from kobicrm.services import views
from kobicrm.services.session import Session
from tests.screens.kobi import app_on
from tests.screens.test_areas_snapshots import pressed

KEPT = (
    ("VIP müşteriler", "etiket:vip durum:müşteri"),
    ("Kadıköy, telefonu yok", 'ilçe:"Kadıköy" -telefon:*'),
    ("Uzun zamandır aranmayanlar", "son_görüşme<-90g etiket:toptan şehir:İstanbul"),
)


@pytest.mark.parametrize(
    ("lang", "look", "size", "keys", "some"),
    [
        ("tr", "dark", (80, 24), "F down", True),
        ("en", "light", (120, 40), "F", True),
        ("tr", "dark", (80, 24), "F", False),
        ("tr", "light", (60, 20), "F", True),
        ("tr", "dark", (100, 30), "F 1", True),
    ],
    ids=["dark", "light-120-en", "none", "narrow", "opened"],
)
def test_views(
    snap_compare: Any,
    crowd: Session,
    settle: Any,
    lang: str,
    look: str,
    size: Any,
    keys: str,
    some: bool,
) -> None:
    for name, query in KEPT if some else ():
        views.save_view(crowd, name, query)
    app = app_on(crowd, lang=lang, look=look)
    assert snap_compare(app, terminal_size=size, run_before=pressed(settle, *keys.split()))
