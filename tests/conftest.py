"""What all tests share: a home of their own, a shop on a real file, people of Türkiye."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kobicrm import i18n
from kobicrm.services import contacts
from kobicrm.services.session import Session, open_session

# Two shared cores: how long an example takes says nothing. The same change gets the same answer;
# `--hypothesis-profile search`, as the long tests use it, looks for examples nobody has seen.
settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("kobicrm", settings.get_profile("search"), derandomize=True)
settings.load_profile("kobicrm")

_PLACES = ("DATA", "STATE", "CACHE", "CONFIG")

PEOPLE: tuple[dict[str, object], ...] = (
    {
        "name": "Şule Çağlayan",
        "phones": "0532 123 45 67",
        "emails": "sule.caglayan@ornek.com.tr",
        "tags": ["VIP", "İzmir"],
        "province": "İzmir",
        "district": "Karşıyaka",
    },
    {
        "name": "İbrahim Iğdır",
        "phones": ["0212 555 11 22", "+90 533 987 65 43"],
        "emails": "ibrahim@igdir.com.tr",
        "birthday": "29.02",
        "company": "Yıldız İnşaat Ltd. Şti.",
        "company_role": "Şantiye şefi",
    },
    {
        "kind": "company",
        "name": "Öztürk Gıda San. ve Tic. A.Ş.",
        "phones": "444 1 234",
        "tax_number": "1234567890",
        "tax_office": "Kadıköy",
        "province": "İstanbul",
    },
    {"name": "Ümit Yaşar", "emails": "ÜMİT@ORNEK.COM", "codes": "logo:120.01.001"},
    {"name": "Ali Rıza Kaya", "phones": "+49 30 901820", "note": "Almanya'dan aradı"},
)


@pytest.fixture
def in_istanbul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine stand in Türkiye: a time of day without an offset is local."""
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class Clock:
    """A clock that goes on one second whenever it is asked."""

    def __init__(self) -> None:
        """Start on a morning in November."""
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the folders of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for place in _PLACES:
        monkeypatch.setenv(f"XDG_{place}_HOME", str(home / place.lower()))
    for name in [name for name in os.environ if name.startswith("KOBICRM_")]:
        monkeypatch.delenv(name)
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin and end in English, whatever a test switches to."""
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new database, made once; copied where a test needs one."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with open_session(path, who="Ayşe", clock=Clock()):
        pass
    return path


@pytest.fixture
def open_shop(tmp_path: Path, empty_database: Path) -> Iterator[Callable[..., Session]]:
    """Return a function that opens the test's database for somebody at some door."""
    path = tmp_path / "dükkân.db"
    shutil.copy(empty_database, path)
    opened: list[Session] = []
    clock = Clock()

    def open_for(who: str = "Ayşe", door: str = "screen") -> Session:
        session = open_session(path, who=who, door=door, wait=10, lang="tr", clock=clock)
        opened.append(session)
        return session

    yield open_for
    for session in opened:
        session.close()


@pytest.fixture
def shop(open_shop: Callable[..., Session]) -> Session:
    """Return the open, empty database of a shop."""
    return open_shop()


@pytest.fixture
def people(shop: Session) -> list[contacts.Saved]:
    """Return five customers stored in the shop."""
    return [contacts.add(shop, given) for given in PEOPLE]
