"""Address books of phones through the commands: in, refused, corrected, and out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Shop

Sample = Callable[[str], str]
ALI = "BEGIN:VCARD\nVERSION:3.0\nFN:Ali Kaya\nGENDER:M\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n"
NOBODY = "BEGIN:VCARD\nVERSION:3.0\nTEL:0532 111 22 33\nEND:VCARD\n"


@pytest.mark.parametrize(("name", "count"), [("rehber-android", 41), ("rehber-iphone", 40)])
def test_a_phone_s_address_book_comes_in_once(
    shop: Shop, sample: Sample, name: str, count: int
) -> None:
    file = sample(f"{name}.vcf")
    tried = shop.json("import", file, "--dry-run")
    assert (tried["created"], tried["dry_run"], tried["changeset"]) == (count, True, None)
    first = shop.json("import", file)
    assert (first["rows"], first["created"], first["refused"]) == (count, count, 0)
    assert (first["source"]["format"], first["source"]["photos"]) == ("vcard", 0)
    again = shop.json("import", file)
    assert (again["unchanged"], again["changeset"]) == (count, None)
    shop.run("undo", str(first["changeset"]), "--yes").ok()
    assert shop.names() == []


def test_it_comes_through_a_pipe(shop: Shop, sample: Sample) -> None:
    data = Path(sample("rehber-iphone.vcf")).read_bytes()
    assert shop.json("import", "-", stdin=data)["created"] == 40


def test_what_was_left_out_is_told(shop: Shop) -> None:
    told = shop.run("import", "-", "--lang", "tr", stdin=ALI).ok().out
    assert "vCard" in told
    assert "1 kart" in told
    assert "Alınmayan fotoğraflar  1" in told
    assert "GENDER" in told
    report = shop.json("import", "-", stdin=ALI)
    assert (report["source"]["photos"], report["source"]["left_out"]) == (1, {"GENDER": 1})
    assert report["ignored"] == ["GENDER"]


def test_refused_cards_come_back_as_cards(shop: Shop) -> None:
    rejects = shop.folder / "kalan.vcf"
    answer = shop.run("import", "-", "--rejects", str(rejects), "--json", stdin=ALI + NOBODY)
    assert (answer.code, answer.json["refused"], answer.json["rejects"]) == (3, 1, str(rejects))
    assert "X-KOBICRM-LINE:7" in rejects.read_text("utf-8")
    text = rejects.read_text("utf-8").replace("TEL:", "FN:Veli Can\nTEL:")
    rejects.write_text(text, "utf-8")
    shop.run("import", str(rejects)).ok()
    assert shop.names() == ["Ali Kaya", "Veli Can"]
    entry = shop.run("import", "-", "--verbose", "--lang", "tr", stdin=NOBODY).out
    assert entry.count("ad ve firma yok") == 1


def test_cards_go_out_into_a_pipe(shop: Shop) -> None:
    shop.add("Şule Çağlayan", "--phone", "0532 111 22 33")
    answer = shop.run("export", "contacts", "--format", "vcard").ok()
    assert answer.out.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert "N:Çağlayan;Şule;;;\r\n" in answer.out
    other = ["--db", str(shop.folder / "öteki.db")]
    shop.run("import", "-", *other, stdin=answer.out).ok()
    assert shop.names(*other) == ["Şule Çağlayan"]


@pytest.mark.parametrize("content", [b"BEGIN:VCARD", b"BEGIN:VCARD\r\n" * 3, b"begin:vcard\nx"])
def test_what_is_hardly_an_address_book_is_refused_in_a_sentence(
    shop: Shop, content: bytes
) -> None:
    answer = shop.run("import", "-", "--json", stdin=content)
    assert (answer.code, answer.json["created"]) == (3, 0)
    assert "card_not_closed" in answer.json["reasons"]
