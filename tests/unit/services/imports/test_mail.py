"""E-mail becomes interactions of the contacts whose addresses it carries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kobicrm.errors import BadFile
from kobicrm.services import contacts, interactions, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.imports import ImportOptions, preview, run_import
from kobicrm.services.session import Session

LETTER = """\
From: =?utf-8?q?=C5=9Eule_=C3=87a=C4=9Flayan?= <Sule.Caglayan@ornek.com.tr>
To: dukkan@ornek.com
Date: Tue, 17 Nov 2026 14:05:00 +0300
Subject: =?utf-8?b?VGVrbGlmIGlzdGXEn2k=?=
Message-ID: <1@ornek>
Content-Type: text/plain; charset=iso-8859-9
Content-Transfer-Encoding: quoted-printable

40 koli i=E7in teklif rica ederim.=20
From here on it is the same letter.
"""
ANSWER = """\
From: Dükkan <dukkan@ornek.com>
To: sule.caglayan@ornek.com.tr, "Igdir, Ibrahim" <ibrahim@igdir.com.tr>
Date: Tue, 17 Nov 2026 16:00:00 +0300
Subject: Teklif
Message-ID: <2@ornek>
Content-Type: text/html; charset=utf-8

<html><head><style>p{}</style></head><body><p>Merhaba,</p><script>alert(1)</script>
<p>teklif <b>ektedir</b>.</p></body></html>
"""
STRANGER = """\
From: kim@bilinmez.example
To: dukkan@ornek.com
Date: Tue, 17 Nov 2026 17:00:00 +0300
Subject: Reklam

Kaçırmayın
"""
UNDATED = STRANGER.replace("Date: Tue, 17 Nov 2026 17:00:00 +0300\n", "Message-ID: <9@x>\n")


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str | bytes, name: str = "mektup.eml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def box(*letters: str) -> str:
    return "".join(f"From x@y Tue Nov 17 14:05:00 2026\n{letter}\n" for letter in letters)


def test_a_letter_and_its_answer(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    found = preview(shop, file(LETTER))
    assert (found.kind, found.source.format, found.contact and found.contact.name) == (
        "interaction", "mail", "Şule Çağlayan",
    )  # fmt: skip
    report = run_import(shop, file(LETTER), ImportOptions())
    assert (report.created, report.refused) == (1, 0)
    report = run_import(shop, file(box(LETTER, ANSWER, STRANGER, UNDATED), "kutu"), ImportOptions())
    assert (report.created, report.unchanged, report.refused) == (2, 1, 2)
    assert report.reasons == {"sender_unknown": 1, "row_without_at": 1}
    sule = contacts.get(shop, people[0].contact.uid).id
    answer, letter = interactions.newest(shop, sule)
    assert (letter.channel, letter.direction, letter.author) == ("email", "in", "Şule Çağlayan")
    assert letter.text.startswith("Teklif isteği\n40 koli için teklif rica ederim.")
    assert "From here on" in letter.text
    assert (answer.direction, answer.text) == ("out", "Teklif\nMerhaba,\nteklif ektedir.")
    ibrahim = contacts.get(shop, people[1].contact.uid).id
    assert interactions.count(shop, ibrahim) == 1
    again = run_import(shop, file(box(LETTER, ANSWER), "yine"), ImportOptions())
    assert (again.created, again.unchanged, again.changeset) == (0, 3, None)
    undo.undo(shop)
    undo.undo(shop)
    assert interactions.count(shop, sule) == 0


def test_a_letter_longer_than_an_entry_is_flagged(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    head = LETTER.partition("\n\n")[0].replace("quoted-printable", "8bit")
    report = run_import(shop, file(f"{head}\n\n" + "uzun mektup\n" * 20_000), ImportOptions())
    assert (report.created, report.flagged) == (1, 1)


def test_a_table_with_a_column_called_from_is_no_letter(
    shop: Session, people: list[Saved], file: Callable[..., Path]
) -> None:
    table = file("From;Date;Subject\nŞule;17.11.2026;Teklif\n", "liste.csv")
    assert preview(shop, table, ImportOptions(kind="interaction")).source.format == "csv"


HOSTILE = """\
From x@y Tue Nov 17 14:05:00 2026
From: a@b
Date: dün

 devam
Content-Type: multipart/mixed; boundary=x
--x
--x--
Content-Type: text/plain; charset=yok
Content-Transfer-Encoding: base64
====
Subject: =?utf-8?q?=FF?=
Subject: =?x?b?!!?=
Content-Type: message/rfc822
Date: Tue, 17 Nov 99999 14:05:00 +9999
\x01"""
LINES = st.sampled_from([*HOSTILE.splitlines(), "To: " + "a@b, " * 99])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25))
def test_no_letter_breaks_it(shop: Session, file: Callable[..., Path], lines: list[str]) -> None:
    text = box("\n".join([*STRANGER.splitlines()[:4], *lines]))
    path = file(text.encode("utf-8", "surrogatepass"), "kutu")
    # Mostly control characters: no text at all, and said to be none.
    with suppress(BadFile):
        report = run_import(shop, path, ImportOptions(dry_run=True))
        assert report.created + report.refused + report.unchanged == report.rows
