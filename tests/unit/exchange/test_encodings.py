"""Every encoding a Turkish file comes in, found without being told."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest

from kobicrm.domain.mojibake import looks_mojibake
from kobicrm.errors import BadFile, UsageError
from tests.unit.exchange.kit import DATA, documents, opened, put

GOLDEN = ("Şule Çağlayan", "İbrahim Iğdır")
FULL = "Ad Soyad;Şehir;Not\r\nŞule Çağlayan;İzmir;öğle üzeri\r\nİbrahim Iğdır;Muş;\r\n"
NAMES = "Ad Soyad\nŞule Çağlayan\nİbrahim Iğdır\n"
TWO = "Ad,Telefon,Not\nŞule Çağlayan,0532 111 22 33,çığ\nİbrahim Iğdır,,ÇĞİÖŞÜ\n"

ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16 little": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 big": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16-le bare": lambda text: text.encode("utf-16-le"),
    "utf-16-be bare": lambda text: text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32"),
    "cp1254": lambda text: text.encode("cp1254"),
    "iso8859-9": lambda text: text.encode("iso8859-9"),
    "cp857": lambda text: text.encode("cp857"),
    "mac_turkish": lambda text: text.encode("mac_turkish"),
}


@pytest.mark.parametrize("text", [FULL, NAMES, TWO])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_golden_names_are_read(tmp_path: Path, encoding: str, text: str) -> None:
    with opened(put(tmp_path / "a.csv", ENCODINGS[encoding](text))) as table:
        assert tuple(row.cells[0] for row in table.rows()) == GOLDEN


def test_random_name_lists_are_never_wrong(tmp_path: Path) -> None:
    dice = random.Random(2026)
    first = ["Şule", "İbrahim", "Çağrı", "Gül", "Ömer", "Ümran", "Işıl", "Ali", "Ayşe", "Ece"]
    last = ["Çağlayan", "Iğdır", "Şen", "Kaya", "Öztürk", "Güneş", "Yılmaz", "Tığlı", "İnce"]
    wrong = []
    for number in range(200):
        names = [f"{dice.choice(first)} {dice.choice(last)}" for _ in range(dice.randint(1, 6))]
        for encoding in ("utf-8", "utf-16-le bare", "utf-16 big", "cp1254", "cp857"):
            content = ENCODINGS[encoding]("Ad Soyad;Telefon\r\n" + ";\r\n".join(names))
            with opened(put(tmp_path / f"{number}.csv", content)) as table:
                if [row.cells[0] for row in table.rows()] != names:
                    wrong.append((encoding, names))
    assert wrong == []


def test_turkish_letter_far_down_is_seen(tmp_path: Path) -> None:
    text = "Ad;Not\n" + "Ali;x\n" * 300_000 + "Şule Çağlayan;y\n"
    with opened(put(tmp_path / "a.csv", text.encode("cp1254"))) as table:
        assert table.info.encoding == "cp1254"
        *_, last = table.rows()
    assert (last.line, last.cells[0]) == (300_002, "Şule Çağlayan")


def test_given_encoding_wins(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", TWO.encode("cp857")), encoding="cp857") as table:
        assert next(table.rows()).cells[0] == GOLDEN[0]
    with opened(put(tmp_path / "b.csv", TWO.encode("cp1254")), encoding="Windows-1254") as table:
        assert table.info.encoding == "cp1254"
        assert next(table.rows()).cells[0] == GOLDEN[0]
    with opened(put(tmp_path / "c.csv", "Ad\nÖmer\n"), encoding="cp1252") as table:
        assert looks_mojibake(str(next(table.rows()).cells[0])) == "Ömer"


@pytest.mark.parametrize("name", ["no-such", "hex", "rot13", "undefined", "a\0b", "ü"])
def test_unknown_encoding_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as wrong:
        opened(put(tmp_path / "a.csv", FULL), encoding=name)
    assert wrong.value.code == "unknown_encoding"


def test_wrong_given_encoding_names_the_line(tmp_path: Path) -> None:
    content = b"Ad;Not\nAli;x\n" + "Şule;y\n".encode("cp1254")
    with pytest.raises(BadFile) as wrong:
        opened(put(tmp_path / "a.csv", content), encoding="utf-8")
    assert (wrong.value.code, wrong.value.values["line"]) == ("wrong_encoding", 3)
    with pytest.raises(BadFile, match="wrong_encoding"):
        opened(put(tmp_path / "b.csv", FULL), encoding="ascii")


def test_utf8_with_a_broken_byte_is_not_taken_for_windows(tmp_path: Path) -> None:
    content = FULL.encode() * 3 + b"Ayse;\xc5;x\r\n"
    with pytest.raises(BadFile) as wrong:
        opened(put(tmp_path / "a.csv", content))
    assert wrong.value.values == {
        "file": str(tmp_path / "a.csv"), "encoding": "utf-8", "line": 10,
    }  # fmt: skip


def test_halved_utf16_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="wrong_encoding"):
        opened(put(tmp_path / "a.csv", FULL.encode("utf-16")[:-1]))


def test_json_may_be_utf16_too(tmp_path: Path) -> None:
    content = '[{"name": "Şule Çağlayan"}]'.encode("utf-16")
    with documents(put(tmp_path / "a.json", content)) as found:
        assert [row.document for row in found.rows()] == [{"name": "Şule Çağlayan"}]


def test_sample_in_every_encoding_gives_the_same_rows(tmp_path: Path) -> None:
    text = (DATA / "musteri-listesi.csv").read_bytes().decode("cp1254")
    with opened(DATA / "musteri-listesi.csv") as table:
        expected = list(table.rows())
    for name, encode in ENCODINGS.items():
        with opened(put(tmp_path / f"{name}.csv", encode(text))) as table:
            assert list(table.rows()) == expected, name
