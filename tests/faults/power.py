"""A computer that loses its power while it writes; run as a program of its own.

SQLite writes through a VFS that remembers, per file, what was written since the last sync.
At a random operation the power goes: of every unsynced write all, nothing or some sectors
reach the disk, in any order. What lies on the disk then is written out for the parent.

This process uses APSW's SQLite and nothing of KobiCRM: two SQLite libraries must not meet in
one process. Pragmas and statements come from the parent on stdin.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class Disk:
    """What is on the disk for certain, and what may or may not be."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.safe: dict[str, bytearray] = {}
        self.loose: dict[str, list[tuple[int, bytes] | int]] = {}
        self.left = -1
        self.dead = False

    def tick(self) -> None:
        """Count an operation; the power goes when none is left."""
        if self.dead:
            raise apsw.IOError("no power")
        self.left -= 1
        if self.left == 0:
            self.dead = True
            raise apsw.IOError("the power went")

    def write(self, name: str, data: bytes, offset: int) -> None:
        self.loose.setdefault(name, []).append((offset, bytes(data)))
        self.tick()

    def truncate(self, name: str, size: int) -> None:
        self.loose.setdefault(name, []).append(size)
        self.tick()

    def sync(self, name: str) -> None:
        self.tick()
        for change in self.loose.pop(name, []):
            self._apply(self.safe.setdefault(name, bytearray()), change)

    def delete(self, name: str) -> None:
        self.tick()
        self.safe.pop(name, None)
        self.loose.pop(name, None)

    def images(self) -> dict[str, bytes]:
        """Return the files as they are found when the power is back."""
        for name, changes in self.loose.items():
            image = self.safe.setdefault(name, bytearray())
            self.chance.shuffle(changes)
            for change in changes:
                for piece in self._survivors(change):
                    self._apply(image, piece)
        return {name: bytes(image) for name, image in self.safe.items()}

    def _survivors(self, change: tuple[int, bytes] | int) -> list[tuple[int, bytes] | int]:
        fate = self.chance.random()
        if fate < 0.4:
            return []
        if fate < 0.8 or isinstance(change, int):
            return [change]
        offset, data = change
        return [
            (offset + at, data[at : at + SECTOR])
            for at in range(0, len(data), SECTOR)
            if self.chance.random() < 0.5
        ]

    @staticmethod
    def _apply(image: bytearray, change: tuple[int, bytes] | int) -> None:
        if isinstance(change, int):
            del image[change:]
            return
        offset, data = change
        if len(image) < offset:
            image.extend(bytes(offset - len(image)))
        image[offset : offset + len(data)] = data


class File(apsw.VFSFile):
    """A file whose writes the disk remembers."""

    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        self.name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.write(self.name, data, offset)
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self.disk.truncate(self.name, size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self.disk.sync(self.name)
        super().xSync(flags)


class Vfs(apsw.VFS):
    """Hands out files that the disk remembers."""

    def __init__(self, name: str, disk: Disk) -> None:
        super().__init__(name, "")
        self.disk = disk

    def xOpen(self, name: Any, flags: list[int]) -> File:
        return File(self.disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.disk.delete(filename)
        super().xDelete(filename, syncdir)


def run(order: dict[str, Any], number: int, left: int) -> tuple[int, int]:
    """Write until the power goes; return how many commits were acknowledged and the rest."""
    folder = Path(order["folder"]) / str(number)
    folder.mkdir()
    live = folder / "canlı.db"
    shutil.copy(order["base"], live)
    disk = Disk(random.Random(order["seed"] * 100_003 + number))
    disk.safe[str(live)] = bytearray(live.read_bytes())
    disk.left = left
    name = f"power{number}"
    vfs = Vfs(name, disk)
    saved = 0
    try:
        connection = apsw.Connection(str(live), vfs=name)
        for pragma, value in order["pragmas"]:
            connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
        for statements in order["commits"]:
            connection.execute("BEGIN IMMEDIATE")
            for sql, values in statements:
                connection.execute(sql, [_value(one) for one in values])
            connection.execute("COMMIT")
            saved += 1
    except apsw.Error:
        if not disk.dead:
            raise
    for path, image in disk.images().items():
        (folder / Path(path).name.replace("canlı", "disk")).write_bytes(image)
    del vfs
    return saved, disk.left


def _value(one: Any) -> Any:
    return bytes.fromhex(one["hex"]) if isinstance(one, dict) else one


def main() -> None:
    """Do what stdin asks; tell the acknowledged commits of each crash on stdout."""
    order = json.load(sys.stdin)
    plenty = 10**9
    _saved, left = run(order, 0, plenty)
    chance = random.Random(order["seed"])
    found = [
        run(order, number, chance.randrange(1, plenty - left))[0]
        for number in range(1, order["rounds"] + 1)
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
