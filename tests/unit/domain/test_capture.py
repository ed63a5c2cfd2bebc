"""One line read into its parts: a corpus of both languages, what is asked, and hostile text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.capture import Captured, read_capture
from kobicrm.domain.capture.tokens import tokens_of
from kobicrm.domain.clean import clean_line

# A Friday.
NOW = datetime(2026, 11, 20, 10, 0)
GSM = "0532 123 45 67"


def told(line: Captured) -> dict[str, Any]:
    """Return what a line says, without what it does not say."""
    found: dict[str, Any] = {}
    for key in ("name", "phones", "emails", "companies", "tags", "note", "amounts", "unread"):
        value = getattr(line, key)
        if value:
            found[key] = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    if task := line.task:
        found["task"] = task.title
        if task.kind != "todo":
            found["kind"] = task.kind
        if task.due:
            clock = f"T{task.due.clock:%H:%M}" if task.due.clock else ""
            found["due"] = f"{task.due.day.isoformat()}{clock}"
        if task.repeat:
            found["repeat"] = task.repeat
    if line.asks:
        found["asks"] = {one.part: one.options for one in line.asks}
    return found


AYSE = {"name": "Ayşe Yılmaz", "phones": GSM}
CALL = {"task": "Ara", "kind": "call"}
CORPUS: list[tuple[str, dict[str, Any]]] = [
    (
        "Ayşe Yılmaz 0532 123 45 67 @Yılmaz Gıda yarın 15:00 ara #toptan",
        {**AYSE, **CALL, "companies": "Yılmaz Gıda", "tags": "toptan", "due": "2026-11-21T15:00"},
    ),
    (
        'Ayşe Yılmaz 0532 123 45 67 firma:"Yılmaz Gıda" yarın 15:00 ara etiket:toptan',
        {**AYSE, **CALL, "companies": "Yılmaz Gıda", "tags": "toptan", "due": "2026-11-21T15:00"},
    ),
    (
        'Ayşe Yılmaz 0532 123 45 67 company:"Yılmaz Gıda" tomorrow 3pm call tag:vip',
        {**AYSE, "companies": "Yılmaz Gıda", "tags": "vip", "task": "Call", "kind": "call",
         "due": "2026-11-21T15:00"},
    ),
    ("Ayşe Yılmaz 05321234567", {"name": "Ayşe Yılmaz", "phones": "05321234567"}),
    ("0532 123 45 67 Ayşe Yılmaz", AYSE),
    ("ayşe yılmaz 0532 123 45 67", {"name": "ayşe yılmaz", "phones": GSM}),
    ("Ayşe Yılmaz tel: 0532 123 45 67", AYSE),
    ("AYŞE YILMAZ +90 532 123 45 67 YARIN ARA",
     {"name": "AYŞE YILMAZ", "phones": "+90 532 123 45 67", "task": "ARA", "kind": "call",
      "due": "2026-11-21"}),
    ("Mehmet Kaya mehmet@kaya.com", {"name": "Mehmet Kaya", "emails": "mehmet@kaya.com"}),
    ("Mehmet Kaya <mehmet@kaya.com>, haftaya salı ara",
     {**CALL, "name": "Mehmet Kaya", "emails": "mehmet@kaya.com", "due": "2026-11-24"}),
    ("Ayşe Yılmaz bugün ara", {**CALL, "name": "Ayşe Yılmaz", "due": "2026-11-20"}),
    ("Ayşe Yılmaz öbür gün ziyaret",
     {"name": "Ayşe Yılmaz", "task": "Ziyaret", "kind": "visit", "due": "2026-11-22"}),
    ("Ahmet Çelik 3 gün sonra ara", {**CALL, "name": "Ahmet Çelik", "due": "2026-11-23"}),
    ("Ahmet Çelik in 3 days call",
     {"name": "Ahmet Çelik", "task": "Call", "kind": "call", "due": "2026-11-23"}),
    ("Ahmet Çelik ay sonu 1.250,50 TL tahsil et #vip #toptan",
     {"name": "Ahmet Çelik", "tags": ("vip", "toptan"), "amounts": "1.250,50 TL",
      "task": "1.250,50 TL tahsil et", "due": "2026-11-30"}),
    ("Işıl Ağaoğlu 15.01 fatura kes",
     {"name": "Işıl Ağaoğlu", "task": "Fatura kes", "due": "2027-01-15"}),
    ("Işıl Ağaoğlu 15 ocak 14:30 fatura kes",
     {"name": "Işıl Ağaoğlu", "task": "Fatura kes", "due": "2027-01-15T14:30"}),
    ("Işıl Ağaoğlu 14.30 ara", {**CALL, "name": "Işıl Ağaoğlu", "due": "2026-11-20T14:30"}),
    ("Işıl Ağaoğlu cuma günü saat 16'da ara",
     {**CALL, "name": "Işıl Ağaoğlu", "due": "2026-11-27T16:00"}),
    ("Zeynep Öz her pazartesi 10:00 ara",
     {**CALL, "name": "Zeynep Öz", "due": "2026-11-23T10:00", "repeat": "FREQ=WEEKLY;BYDAY=MO"}),
    ("Zeynep Öz every 3 weeks call",
     {"name": "Zeynep Öz", "task": "Call", "kind": "call", "repeat": "FREQ=WEEKLY;INTERVAL=3"}),
    ('Zeynep Öz 0532 123 45 67 not:"sabah müsait değil"',
     {"name": "Zeynep Öz", "phones": GSM, "note": "sabah müsait değil"}),
    ("Zeynep Öz 0532 123 45 67 note: call #2 in the morning",
     {"name": "Zeynep Öz", "phones": GSM, "note": "call #2 in the morning"}),
    ("Zeynep Öz 0532 123 45 67 40 koli istedi",
     {"name": "Zeynep Öz", "phones": GSM, "note": "40 koli istedi"}),
    ("Zeynep Öz 0532 123 45 67 ₺1.500 borcu var",
     {"name": "Zeynep Öz", "phones": GSM, "amounts": "₺1.500", "note": "₺1.500 borcu var"}),
    ("John Smith +49 30 901820 500 EUR offer tomorrow",
     {"name": "John Smith", "phones": "+49 30 901820", "amounts": "500 EUR",
      "task": "500 EUR offer", "due": "2026-11-21"}),
    ("Yılmaz Gıda Ltd. Şti. 0216 345 67 89 dahili 12",
     {"name": "Yılmaz Gıda Ltd. Şti.", "phones": "0216 345 67 89 dahili 12"}),
    ("@Deniz 0532 123 45 67", {"companies": "Deniz", "phones": GSM}),
    ("@Öz ve Ortakları yarın ara", {**CALL, "companies": "Öz ve Ortakları", "due": "2026-11-21"}),
    ("Ayşe Yılmaz @yılmaz gıda yarın ara",
     {**CALL, "name": "Ayşe Yılmaz", "companies": "yılmaz gıda", "due": "2026-11-21"}),
    ('Ayşe Yılmaz @"Deniz Un" @Öz #"özel müşteri"',
     {"name": "Ayşe Yılmaz", "companies": ("Deniz Un", "Öz"), "tags": "özel müşteri"}),
    ("ad:Cuma görev:\"Fiyat sor\" yarın",
     {"name": "Cuma", "task": "Fiyat sor", "due": "2026-11-21"}),
    ("kişi:\"Can Su\" task: send the list",
     {"name": "Can Su", "task": "Send the list"}),
    ("etiket:vip,toptan Ayşe Yılmaz", {"name": "Ayşe Yılmaz", "tags": ("vip", "toptan")}),
    ("Ayşe Yılmaz 2026-12-01 09:30 ziyaret",
     {"name": "Ayşe Yılmaz", "task": "Ziyaret", "kind": "visit", "due": "2026-12-01T09:30"}),
    ("Ali Kaya 0532 123 45", {"name": "Ali Kaya", "phones": "0532 123 45"}),
    ("Ali Kaya 444 1 234", {"name": "Ali Kaya", "phones": "444 1 234"}),
    ("Ayşe Yılmaz dün aradı", {"name": "Ayşe Yılmaz", "note": "dün aradı"}),
    ("0532 123 45 67 yarın ara", {**CALL, "phones": GSM, "due": "2026-11-21"}),
    ("yarın", {"task": "", "due": "2026-11-21"}),
    ("Ayşe Yılmaz # @ 0532 123 45 67", {**AYSE, "unread": ("#", "@")}),
    ("firma: ", {"unread": "firma:"}),
    ("Call Ayşe Yılmaz on friday 10am",
     {"name": "Ayşe Yılmaz", "task": "Call", "kind": "call", "due": "2026-11-27T10:00",
      "asks": {"name": ("Ayşe Yılmaz", "Call Ayşe Yılmaz", "")}}),
    ("Ara Güler yarın", {**CALL, "name": "Güler", "due": "2026-11-21",
                         "asks": {"name": ("Güler", "Ara Güler", "")}}),
    ("Cuma Yılmaz 0532 123 45 67 yarın ara",
     {**CALL, "name": "Cuma Yılmaz", "phones": GSM, "due": "2026-11-21",
      "asks": {"name": ("Cuma Yılmaz", "Yılmaz", "")}}),
    ("fiyat listesi yarın gönder",
     {"name": "fiyat listesi", "task": "Gönder", "due": "2026-11-21",
      "asks": {"name": ("fiyat listesi", "")}}),
    ("Ayşe Yılmaz 0532 123 45 67 500 TL ödedi",
     {**AYSE, "amounts": "500 TL", "note": "500 TL ödedi"}),
    ("Ayşe Yılmaz saat 3'te ara",
     {**CALL, "name": "Ayşe Yılmaz", "due": "2026-11-20T15:00",
      "asks": {"due": ("2026-11-20 15:00", "2026-11-20 03:00")}}),
    ("Ayşe Yılmaz yarın 14:00 15:30 ara",
     {**CALL, "name": "Ayşe Yılmaz", "due": "2026-11-21T14:00",
      "asks": {"due": ("2026-11-21 14:00", "2026-11-21 15:30")}}),
    ("Ayşe Yılmaz yarın ara cuma",
     {**CALL, "name": "Ayşe Yılmaz", "due": "2026-11-21",
      "asks": {"due": ("2026-11-21", "2026-11-27")}}),
    ("@Yılmaz Gıda Ayşe Yılmaz 0532 123 45 67",
     {"companies": "Yılmaz Gıda Ayşe Yılmaz", "phones": GSM,
      "asks": {"company": ("Yılmaz Gıda Ayşe Yılmaz", "Yılmaz Gıda Ayşe", "Yılmaz Gıda")}}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CORPUS, ids=[text for text, _parts in CORPUS])
def test_the_parts_of_a_line(text: str, expected: dict[str, Any]) -> None:
    assert told(read_capture(text, NOW)) == expected


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("Cuma Yılmaz yarın ara", {"name": 1},
         {**CALL, "name": "Cuma Yılmaz", "due": "2026-11-21"}),
        ("Cuma Yılmaz ara", {"name": 2}, {**CALL, "name": "Yılmaz", "due": "2026-11-27"}),
        ("Ara Güler yarın", {"name": 2},
         {"name": "Ara Güler", "task": "", "due": "2026-11-21"}),
        ("fiyat listesi yarın gönder", {"name": 2},
         {"task": "Fiyat listesi gönder", "due": "2026-11-21"}),
        ("Ayşe Yılmaz saat 3'te ara", {"due": 2},
         {**CALL, "name": "Ayşe Yılmaz", "due": "2026-11-20T03:00"}),
        ("@Yılmaz Gıda Ayşe Yılmaz 0532 123 45 67", {"company": 3},
         {**AYSE, "companies": "Yılmaz Gıda"}),
    ],
)  # fmt: skip
def test_an_answer_settles_the_question(
    text: str, choices: dict[str, int], expected: dict[str, Any]
) -> None:
    assert read_capture(text, NOW).asks
    assert told(read_capture(text, NOW, choices)) == expected


def test_an_answer_that_is_not_there_leaves_the_question() -> None:
    assert read_capture("saat 3 ara", NOW, {"due": 7, "name": 0}).asks


@pytest.mark.parametrize("text", ["araba sat", "buy car", "sun cream", "per person"])
def test_a_word_that_is_also_short_for_a_day_is_no_day(text: str) -> None:
    task = read_capture(f"task: {text}", NOW).task
    assert task is not None
    assert task.due is None
    assert read_capture(text, NOW, {"name": 2}).task is not None


def test_every_piece_has_its_place_in_the_text() -> None:
    line = read_capture("Ayşe Yılmaz 0532 123 45 67 @Öz yarın 15:00 ara #vip 5 TL", NOW)
    assert [(one.part, line.text[slice(*one.span)]) for one in line.pieces] == [
        ("name", "Ayşe Yılmaz"),
        ("phones", "0532 123 45 67"),
        ("company", "@Öz"),
        ("due", "yarın"),
        ("due", "15:00"),
        ("task", "ara"),
        ("tags", "#vip"),
        ("amount", "5 TL"),
    ]


def test_a_line_too_long_is_said_to_be_too_long() -> None:
    assert read_capture("a" * 1_001, NOW).too_long
    assert read_capture("a " * 100, NOW).too_long
    assert not read_capture(f'Ali Kaya not:"{"a " * 100}"', NOW).too_long


HOSTILE = ["\x1b[2J", "[bold]Ali[/]", "\u202eAyşe", "@" * 400, "#" * 400, '"' * 300, "firma:" * 90,
           "0" * 600, "1." * 300, "👨‍👩‍👧 Ayşe", "\ud800", "not:\"", "yarın " * 50]  # fmt: skip
words = st.sampled_from([
    "Ayşe", "yılmaz", "0532", "123", "45", "67", "@Öz", "@", "#vip", "#", "yarın", "cuma", "saat",
    "3'te", "15:00", "her", "pazartesi", "ara", "firma:", '"', "not:", "5", "TL", "a@b.co", ",",
    "Cuma", "etiket:x", "tel:", "+49", "İ", "ve",
])  # fmt: skip
lines = st.one_of(st.text(max_size=120), st.lists(words, max_size=18).map(" ".join),
                  st.sampled_from(HOSTILE))  # fmt: skip


@given(lines, st.dictionaries(st.sampled_from(["name", "due", "company"]), st.integers(0, 9)))
def test_no_text_breaks_it_and_no_word_is_lost(text: str, choices: dict[str, int]) -> None:
    line = read_capture(text, NOW, choices)
    assert line.text == clean_line(text, 1_000)
    for one, other in zip(line.pieces, line.pieces[1:], strict=False):
        assert one.span[1] <= other.span[0]
    if not line.too_long:
        seen = [False] * len(line.text)
        for start, end in [
            *(one.span for one in line.pieces),
            *((one.start, one.end) for one in tokens_of(line.text) if one.mark == "label"),
        ]:
            seen[start:end] = [True] * (end - start)
        lost = [char for char, is_seen in zip(line.text, seen, strict=True) if not is_seen]
        assert not {char for char in lost if not char.isspace()} - set(",;")
    for asked in line.asks:
        assert len(set(asked.options)) > 1
