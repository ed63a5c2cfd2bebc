"""Damaged backups (R9): each of them is refused, and the present data stay as they are."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import KobiError
from kobicrm.services import backups
from kobicrm.services.backups import sidecar
from tests.faults import children
from tests.faults.shop import Clock, dump, make_shop, refused


def one_bit(file: Path, chance: random.Random, _other: Path) -> None:
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def some_bytes(file: Path, chance: random.Random, _other: Path) -> None:
    data = bytearray(file.read_bytes())
    at = chance.randrange(len(data) - 64)
    data[at : at + 64] = chance.randbytes(64)
    file.write_bytes(data)


def one_page(file: Path, chance: random.Random, _other: Path) -> None:
    data = bytearray(file.read_bytes())
    at = chance.randrange(len(data) // 4096) * 4096
    data[at : at + 4096] = chance.randbytes(len(data[at : at + 4096]))
    file.write_bytes(data)


def shorter(file: Path, chance: random.Random, _other: Path) -> None:
    file.write_bytes(file.read_bytes()[: -chance.randrange(1, file.stat().st_size + 1)])


def longer(file: Path, chance: random.Random, _other: Path) -> None:
    file.write_bytes(file.read_bytes() + chance.randbytes(chance.randrange(1, 5000)))


def swapped(file: Path, _chance: random.Random, other: Path) -> None:
    shutil.copy(sidecar.sidecar_of(other), sidecar.sidecar_of(file))


def sidecar_bit(file: Path, chance: random.Random, other: Path) -> None:
    one_bit(sidecar.sidecar_of(file), chance, other)


def sidecar_short(file: Path, chance: random.Random, other: Path) -> None:
    shorter(sidecar.sidecar_of(file), chance, other)


DAMAGES = (
    one_bit,
    some_bytes,
    one_page,
    shorter,
    longer,
    swapped,
    sidecar_bit,
    sidecar_short,
)


@pytest.mark.parametrize("damage", DAMAGES)
@children.rounds(5, 125)
def test_every_damaged_backup_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path, random.Random, Path], None],
    rounds: int,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    db, usb = make_shop(tmp_path / "kobicrm.db"), tmp_path / "usb"
    public = backups.new_key(tmp_path / "anahtar.txt")
    made = [
        backups.create(db, to=usb, compress=compress, recipients=keys, clock=Clock()).path
        for compress in (False, True)
        for keys in ((), (public,))
    ]
    before = dump(db)
    chance = random.Random(11)
    for number in range(rounds):
        whole = made[number % len(made)]
        file = tmp_path / "hasarlı" / whole.name
        file.parent.mkdir(exist_ok=True)
        shutil.copy(whole, file)
        shutil.copy(sidecar.sidecar_of(whole), sidecar.sidecar_of(file))
        assert refused(file, tmp_path) == ""
        damage(file, chance, made[(number + 1) % len(made)])
        assert refused(file, tmp_path) != ""
        with pytest.raises(KobiError):
            backups.restore(db, file, identity=tmp_path / "anahtar.txt", clock=Clock())
    assert dump(db) == before
