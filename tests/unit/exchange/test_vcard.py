"""Cards are read in every version, encoding and way of folding that phones and programs write."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, UsageError
from kobicrm.exchange.source import Card, Cards, open_source
from kobicrm.exchange.vcard_lines import Property
from tests.unit.exchange.kit import DATA, cards, hints, put

NAME = "Çağlayan;Şule İğdır;;;"


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def one(tmp_path: Path, content: bytes | str, **options: object) -> Card:
    [found] = cards(put(tmp_path / "rehber.vcf", content), **options)
    assert found.problem == ""
    return found


def first(tmp_path: Path, line: str, version: str = "3.0") -> Property:
    return one(tmp_path, card(line, version=version)).properties[1]


@pytest.mark.parametrize(("name", "count"), [("android", 41), ("iphone", 40)])
def test_the_samples_are_recognised_by_their_content(tmp_path: Path, name: str, count: int) -> None:
    path = put(tmp_path / "liste.csv", (DATA / f"rehber-{name}.vcf").read_bytes())
    with open_source(path, header_hints=hints) as source:
        assert isinstance(source, Cards)
        assert (source.info.format, source.info.encoding) == ("vcard", "utf-8")
        assert len(list(source.rows())) == len(list(source.rows())) == count


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1254", "iso8859-9"]
)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_names_in_every_encoding_and_line_end(tmp_path: Path, codec: str, end: str) -> None:
    text = card(f"N:{NAME}", "TEL:0532 111 22 33", "NOTE:uzun", " bir not", end=end)
    found = one(tmp_path, text.encode(codec))
    assert [p.value for p in found.properties] == ["3.0", NAME, "0532 111 22 33", "uzunbir not"]


def test_an_encoding_that_is_told_counts(tmp_path: Path) -> None:
    text = card(f"N:{NAME}").encode("cp857")
    assert one(tmp_path, text, encoding="cp857").properties[1].value == NAME
    path = put(tmp_path / "a.vcf", text)
    with pytest.raises(BadFile) as wrong:
        cards(path, encoding="utf-8")
    assert wrong.value.code == "wrong_encoding"
    with pytest.raises(UsageError):
        cards(path, encoding="kedi")


def test_every_property_may_have_its_own_charset(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        + b"N;CHARSET=ISO-8859-9:" + NAME.encode("iso8859-9") + b"\r\n"
        + b"NOTE;CHARSET=WINDOWS-1254;ENCODING=QUOTED-PRINTABLE:=DE=FDk\r\n"
        + b"FN;CHARSET=UTF-8:" + "Şule Çağlayan".encode() + b"\r\n"
        + b"ORG;CHARSET=KEDI:" + "Öztürk Gıda".encode() + b"\r\n"
        + b"TITLE:" + "Müdür".encode("cp1254") + b"\r\nEND:VCARD\r\n",
    )  # fmt: skip
    assert [p.value for p in found.properties][1:] == [
        NAME, "Şık", "Şule Çağlayan", "Öztürk Gıda", "Müdür",
    ]  # fmt: skip
    assert not any(p.is_damaged for p in found.properties)


def test_letters_cut_in_two_by_a_fold_are_whole_again(tmp_path: Path) -> None:
    note = "Şişli'de çiçekçi, " * 20
    data = f"NOTE:{note}".encode()
    pieces = [data[i : i + 17] for i in range(0, len(data), 17)]
    content = b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + b"\r\n ".join(pieces) + b"\r\nEND:VCARD\r\n"
    assert one(tmp_path, content).properties[1].value == note


def test_letters_that_no_encoding_has_are_flagged(tmp_path: Path) -> None:
    content = card(f"N:{NAME}", "FN:Ali ?").encode().replace(b"?", b"\x81")
    _version, name, shown = one(tmp_path, content).properties
    assert (name.value, name.is_damaged) == (NAME, False)
    assert (shown.value, shown.is_damaged) == ("Ali \ufffd", True)


def test_soft_line_breaks_join_lines_and_swallow_no_other(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        card(
            "NOTE;ENCODING=QUOTED-PRINTABLE:Merhaba=0D=0A=",
            "TEL: yok=",
            "",
            "TEL;CELL:0532 111 22 33",
            "FN;QUOTED-PRINTABLE;CHARSET=UTF-8:=C5=9Eule=",
            version="2.1",
        ),
    )
    assert [(p.name, p.value) for p in found.properties[1:]] == [
        ("NOTE", "Merhaba\r\nTEL: yok"),
        ("TEL", "0532 111 22 33"),
        ("FN", "Şule"),
    ]


def test_a_semicolon_of_a_value_is_not_one_between_values(tmp_path: Path) -> None:
    for line in (
        r"ORG:Kaya\; Oğulları;Satış",
        "ORG;ENCODING=QUOTED-PRINTABLE:Kaya=3B O=C4=9Fullar=C4=B1;Sat=C4=B1=C5=9F",
        "ORG;ENCODING=QUOTED-PRINTABLE:Kaya=5C=3B O=C4=9Fullar=C4=B1;Sat=C4=B1=C5=9F",
    ):
        assert first(tmp_path, line).parts() == ["Kaya; Oğulları", "Satış"]
    assert first(tmp_path, "N;ENCODING=QUOTED-PRINTABLE:Kaya=3BAli=3B=3B=3B").parts()[:2] == [
        "Kaya",
        "Ali",
    ]


def test_the_old_version_keeps_the_blank_of_a_fold(tmp_path: Path) -> None:
    lines = ("NOTE:Kapıyı", " çalmayın")
    assert one(tmp_path, card(*lines, version="2.1")).properties[1].text == "Kapıyı çalmayın"
    assert one(tmp_path, card(*lines, version="3.0")).properties[1].text == "Kapıyıçalmayın"


@pytest.mark.parametrize(
    ("line", "types"),
    [
        ("TEL;CELL;PREF:1", ["CELL", "PREF"]),
        ("TEL;TYPE=CELL,PREF:1", ["CELL", "PREF"]),
        ("tel;type=CELL;type=pref:1", ["CELL", "pref"]),
        ('TEL;VALUE=uri;TYPE="voice,cell":tel:1', ["voice", "cell"]),
        ("item1.TEL;TYPE=Yazlık:1", ["Yazlık"]),
        ("TEL;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:1", ["HOME"]),
        ('TEL;TYPE="CELL:1', []),
    ],
)
def test_types_are_read_in_every_spelling(tmp_path: Path, line: str, types: list[str]) -> None:
    found = first(tmp_path, line)
    assert (found.name, found.types) == ("TEL", types)
    assert found.value.endswith("1")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C4=B0=C5=9F 2):0532", "İş 2"),
        ("TEL;X-CUSTOM(Yazlık (eski)):0532", "Yazlık (eski)"),
        ("TEL;X-CUSTOM(a;b);PREF:0532", "a;b"),
    ],
)
def test_own_labels_of_android_are_read_and_flagged(tmp_path: Path, line: str, label: str) -> None:
    found = first(tmp_path, line, "2.1")
    assert (found.param("X-CUSTOM"), found.value, found.is_odd) == (label, "0532", True)


def test_photos_are_passed_over_however_they_are_written(tmp_path: Path) -> None:
    photo = base64.b64encode(bytes(range(256)) * 40).decode()
    folded = [photo[i : i + 70] for i in range(0, len(photo), 70)]
    found = one(
        tmp_path,
        card(
            "PHOTO;ENCODING=BASE64;JPEG:", *(f" {piece}" for piece in folded), "",
            "LOGO;ENCODING=b;TYPE=PNG:" + photo,
            "X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:" + folded[0], *folded[1:], "",
            "PHOTO:", "PHOTO;VALUE=uri:https://ornek.com/a.jpg",
            "item1.PHOTO:data:image/png;base64," + photo,
            "SOUND;ENCODING=b:" + photo, "X-KOKU;ENCODING=BASE64:" + photo,
            "FN:Şule", version="2.1",
        ),
    )  # fmt: skip
    assert found.photos == 5
    assert found.passed == ("SOUND", "X-KOKU")
    assert [p.name for p in found.properties] == ["VERSION", "FN"]
    assert found.size > 4 * len(photo)


def test_text_in_base64_is_decoded_and_kept_when_it_can_not_be(tmp_path: Path) -> None:
    text = base64.b64encode("Şule; Çağlayan".encode()).decode()
    assert first(tmp_path, f"NOTE;ENCODING=b:{text}").value == "Şule; Çağlayan"
    broken = first(tmp_path, "NOTE;ENCODING=b:Bu düz bir not")
    assert (broken.value, broken.is_odd) == ("Bu düz bir not", True)


def test_a_card_inside_of_another_is_passed_over(tmp_path: Path) -> None:
    inner = card("FN:Asistan", "AGENT:", *card("FN:Onun asistanı").split("\r\n")).split("\r\n")
    found = one(tmp_path, card("FN:Müdür", "AGENT:", *inner, "TEL:0532", version="2.1"))
    assert found.passed == ("AGENT",)
    assert [p.value for p in found.properties] == ["2.1", "Müdür", "0532"]


def test_what_is_no_property_is_kept_as_it_stands(tmp_path: Path) -> None:
    found = one(tmp_path, card("NOTE:ilk", "Saat: 10.00", "düz yazı", "X-BİR:a", "FN:Ali"))
    assert [(p.name, p.value) for p in found.properties[1:]] == [
        ("NOTE", "ilk"), ("", "Saat: 10.00"), ("", "düz yazı"), ("", "X-BİR:a"), ("FN", "Ali"),
    ]  # fmt: skip


def test_properties_are_given_back_as_they_stood(tmp_path: Path) -> None:
    found = one(tmp_path, card("N:" + NAME, "NOTE:uzun", "  not").encode("cp1254"))
    assert found.lines() == ("VERSION:3.0", f"N:{NAME}", "NOTE:uzun not")
