"""Address books made to hurt: refused card by card, in little memory and time, none for another."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.unit.exchange.kit import DATA, cards, put, read_limited

MIB = 1 << 20
ALI = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ali\r\nEND:VCARD\r\n"


def problems(tmp_path: Path, content: bytes | str) -> list[tuple[int, str]]:
    return [(card.line, card.problem) for card in cards(put(tmp_path / "a.vcf", content))]


def test_a_card_without_end_costs_no_other(tmp_path: Path) -> None:
    found = cards(put(tmp_path / "a.vcf", ALI + "BEGIN:VCARD\r\nFN:Veli\r\n" + ALI * 2))
    assert [card.problem for card in found] == ["", "card_not_closed", "", ""]
    assert found[1].lines() == ("FN:Veli",)
    cut = cards(put(tmp_path / "a.vcf", ALI + "BEGIN:VCARD\r\nFN:Veli\r\nTEL:05"))
    assert (cut[1].line, cut[1].problem) == (5, "card_not_closed")


def test_ten_thousand_cards_without_end(tmp_path: Path) -> None:
    path = put(tmp_path / "a.vcf", "BEGIN:VCARD\nFN:Ali\n" * 10_000 + ALI)
    assert read_limited(path) == "read 10001 10000"


@pytest.mark.parametrize("inner", ["", "AGENT:\n"])
def test_a_thousand_cards_one_inside_the_other(tmp_path: Path, inner: str) -> None:
    deep = f"BEGIN:VCARD\n{inner}" * 1000 + "BEGIN:VCARD\nFN:Ali\n" + "END:VCARD\n" * 1001
    found = [problem for _line, problem in problems(tmp_path, deep + ALI)]
    # One inside the other they are one card; without a word for it, each stops the one before.
    assert found == ([""] if inner else ["card_not_closed"] * 1000 + [""]) + [""]


def test_an_inner_card_without_end_costs_only_its_own(tmp_path: Path) -> None:
    lost = "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:Asistan\nEND:VCARD\n"
    assert [problem for _line, problem in problems(tmp_path, lost + ALI + ALI)] == [
        "card_not_closed", "", "",
    ]  # fmt: skip


def test_a_card_of_a_hundred_thousand_lines(tmp_path: Path) -> None:
    many = "BEGIN:VCARD\nFN:Ali\n" + "TEL:0532 111 22 33\n" * 100_000 + "END:VCARD\n"
    first, second = cards(put(tmp_path / "a.vcf", many + ALI))
    assert (first.problem, second.problem) == ("card_too_long", "")
    # Its beginning is kept, for finding it again.
    assert first.lines()[0] == "FN:Ali"
    assert sum(map(len, first.lines())) <= 64 * 1024


def test_a_value_folded_into_a_hundred_thousand_lines(tmp_path: Path) -> None:
    note = "BEGIN:VCARD\nFN:Ali\nNOTE:" + "\n".join([" " + "a" * 70] * 100_000) + "\nEND:VCARD\n"
    found = cards(put(tmp_path / "a.vcf", note + ALI))
    assert [card.problem for card in found] == ["card_too_long", ""]


def test_one_line_of_hundreds_of_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    with path.open("wb") as file:
        file.write(b"BEGIN:VCARD\nFN:Ali\nNOTE:" + b"a" * MIB)
        file.seek(600 * MIB)
        file.write(b"\nEND:VCARD\n" + ALI.encode())
    assert read_limited(path) == "read 2 1"


def test_photos_of_many_megabytes_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    folded = b"PHOTO;ENCODING=b;TYPE=JPEG:" + b"\r\n ".join([b"A" * 74] * 40_000) + b"\r\n"
    with path.open("wb") as file:
        for number in range(30):
            photo = folded if number % 2 else b"PHOTO;BASE64:" + b"B" * 3 * MIB + b"\r\n\r\n"
            file.write(b"BEGIN:VCARD\r\nFN:Ali\r\n" + photo + b"TEL:0532\r\nEND:VCARD\r\n")
    assert path.stat().st_size > 85 * MIB
    assert read_limited(path, limit=150) == "read 30 0"


@pytest.mark.parametrize(
    ("begin", "piece", "times"),
    [
        ("NOTE;ENCODING=QUOTED-PRINTABLE:", "=\r\n", 300_000),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:", "=41", 300_000),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:", "=4", 300_000),
        ("NOTE;ENCODING=BASE64:", "QUJD", 250_000),
        ("NOTE;ENCODING=BASE64:", "Q=", 250_000),
        ("N:", ";", 1_000_000),
        ("N:", "\\", 1_000_000),
        ("CATEGORIES:", "a,", 500_000),
        ("TEL", ";X-CUSTOM(", 100_000),
        ("TEL;X-CUSTOM:1", ";X-CUSTOM(", 100_000),
        ("TEL", ';"', 4_000),
        ("TEL", ";A=", 100_000),
        ("", ";", 1_000_000),
        ("", ":", 1_000_000),
        ("", ".", 1_000_000),
        ("", "A-", 500_000),
        ("N;CHARSET=zip;ENCODING=idna:", "Ali", 1),
        ("N;CHARSET=unicode_escape:", "\\U00000041", 1),
        ("FN:Ali", "\0", 5),
    ],
)
def test_a_bomb_in_a_line_is_read_or_refused_at_once(
    tmp_path: Path, begin: str, piece: str, times: int
) -> None:
    bomb = f"BEGIN:VCARD\r\n{begin}{piece * times}\r\nEND:VCARD\r\n"
    path = put(tmp_path / "a.vcf", bomb + ALI)
    assert read_limited(path) in ("read 2 0", "read 2 1")


def test_text_outside_of_cards_is_told_once(tmp_path: Path) -> None:
    content = ALI + "END:VCARD\r\n\r\nTEL:0532\r\nelle eklendi\r\n" + ALI
    found = cards(put(tmp_path / "a.vcf", content))
    assert [(card.line, card.problem) for card in found] == [(1, ""), (7, "card_outside"), (9, "")]
    assert found[1].lines() == ("TEL:0532", "elle eklendi")
    endless = problems(tmp_path, ALI + "yazı\r\n" * 200_000)
    assert [problem for _line, problem in endless] == ["", "card_outside"]


def test_damaged_files_are_always_read_to_their_end(tmp_path: Path) -> None:
    chance = random.Random(11)
    seeds = [(DATA / f"rehber-{name}.vcf").read_bytes() for name in ("android", "iphone")]
    for _ in range(40):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(20, len(data) - 40)
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(40)]
                case 2:
                    data[at:at] = data[: chance.randrange(200)]
                case _:
                    data[at:at] = chance.choice([b"\r\n", b":", b";", b"=\r\n", b"\\", b"\x00"])
        found = cards(put(tmp_path / "a.vcf", bytes(data)))
        assert len(found) > 20
        assert all(isinstance(card.lines(), tuple) for card in found)
