"""Reading JSON and JSONL: three shapes, damage named by line, never the whole file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kobicrm.errors import BadFile
from tests.unit.exchange.kit import documents, put, read_limited

ALI, ECE = {"name": "Ali Şen", "notes": [{"text": "a\nb"}]}, {"name": "Ece", "n": 1.5, "x": None}
ALI_TEXT, ECE_TEXT = (
    '{"name": "Ali Şen", "notes": [{"text": "a\\nb"}]}',
    '{"name": "Ece", "n": 1.5, "x": null}',
)


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (f"[\n{ALI_TEXT},\n{ECE_TEXT}\n]\n", "json", [2, 3]),
        (f"\ufeff \r\n[{ALI_TEXT},{ECE_TEXT}]", "json", [2, 2]),
        (f'{{"contacts": [{ALI_TEXT}, {ECE_TEXT}]}}', "json", [1, 1]),
        (f'{{\n "v": {{"a": [1]}},\n "data": [\n{ALI_TEXT},\n{ECE_TEXT}]\n}}', "json", [4, 5]),
        (f"{ALI_TEXT}\n\n{ECE_TEXT}\n", "jsonl", [1, 3]),
        (f"{ALI_TEXT}\r\n{ECE_TEXT}", "jsonl", [1, 2]),
    ],
)
def test_shapes(tmp_path: Path, text: str, kind: str, lines: list[int]) -> None:
    with documents(put(tmp_path / "a.txt", text)) as found:
        rows, again = list(found.rows()), list(found.rows())
    assert found.info.format == kind
    assert [row.document for row in rows] == [ALI, ECE]
    assert [row.line for row in rows] == lines
    assert rows == again


@pytest.mark.parametrize(
    "text", ["[]", "[ ]\n", '{"contacts": []}', '{"a": 1, "data": [], "b": {}}']
)
def test_empty_lists_hold_nothing(tmp_path: Path, text: str) -> None:
    with documents(put(tmp_path / "a.json", text)) as found:
        assert list(found.rows()) == []


def test_one_document_alone_is_a_line(tmp_path: Path) -> None:
    with documents(put(tmp_path / "a.json", ALI_TEXT)) as found:
        assert [row.document for row in found.rows()] == [ALI]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"name": "Ali"},\n{"name": "Ec', 3),
        ('[\n{"name": "Ali"},\n]', 3),
        ('[\n{"name": "Ali"}\n{"name": "Ece"}]', 3),
        ('[{"name": "Ali"}]\nfazla', 2),
        ('[{"name": "Ali"}', 1),
        ("[", 1),
        ("{", 1),
        ('{"contacts": [', 1),
        ('{"contacts": [{}]', 1),
        ('{\n"contacts": [{}],\n}', 3),
        ('{\n"contacts" [{}]\n}', 2),
        ('[{"n": NaN}]', 1),
        ('[{"n": 1e999}]', 1),
        ("[" * 100_000, 1),
        ('[\n{"a":' + "[" * 100_000 + "]" * 100_000 + "}]", 2),
        ('[{"n": ' + "9" * 5000 + "}]", 1),
        ('[{"a": "satır\nkırık"}]', 1),
    ],
)
def test_damage_is_named_by_its_line(tmp_path: Path, text: str, line: int) -> None:
    with (
        documents(put(tmp_path / "a.json", text)) as found,
        pytest.raises(BadFile, match="json_damaged") as wrong,
    ):
        list(found.rows())
    assert wrong.value.values["line"] == line


def test_object_without_a_list_is_refused(tmp_path: Path) -> None:
    with (
        documents(put(tmp_path / "a.json", '{\n"name": "Ali"\n}')) as found,
        pytest.raises(BadFile, match="json_no_list"),
    ):
        list(found.rows())


def test_bad_line_stops_only_itself(tmp_path: Path) -> None:
    deep = '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    nested = '{"a": ' + "[" * 50 + "]" * 50 + "}"
    lines = ['{"name": "Ali', ECE_TEXT, "3", '"x"', "", deep, nested, '{"n": ' + "9" * 5000 + "}"]
    with documents(put(tmp_path / "a.jsonl", "\n".join(lines))) as found:
        rows = [(row.line, row.document, row.problem) for row in found.rows()]
    assert rows == [
        (1, None, "json_line_damaged"),
        (2, ECE, ""),
        (3, None, "json_not_an_object"),
        (4, None, "json_not_an_object"),
        (6, None, "json_line_damaged"),
        (7, None, "json_too_deep"),
        (8, None, "json_line_damaged"),
    ]


def test_elements_that_are_no_objects_are_named(tmp_path: Path) -> None:
    with documents(put(tmp_path / "a.json", '[{"a": 1}, 2, [3]]')) as found:
        assert [row.problem for row in found.rows()] == ["", *["json_not_an_object"] * 2]


def test_texts_are_cleaned(tmp_path: Path) -> None:
    text = '[{"na\\u0000me": "A\\u001b[31mli\\ud800", "tags": ["\\u202ex"]}]'
    with documents(put(tmp_path / "a.json", text)) as found:
        assert next(found.rows()).document == {"name": "A[31mli", "tags": ["x"]}


def test_first_document_may_be_longer_than_a_glance(tmp_path: Path) -> None:
    long = '{"name": "Ali", "note": "' + "ş" * 90_000 + '"}'
    with documents(put(tmp_path / "a.jsonl", f"{long}\n{ECE_TEXT}\n")) as found:
        assert found.info.format == "jsonl"
        assert [row.problem for row in found.rows()] == ["", ""]


def test_large_files_are_read_in_little_memory(tmp_path: Path) -> None:
    doc = '{"name": "Şule Çağlayan", "note": "' + "n" * 3000 + '"}'
    path = tmp_path / "a.json"
    with path.open("w", encoding="utf-8") as file:
        file.write("[" + doc)
        for _ in range(59_999):
            file.write(",\n" + doc)
        file.write("]")
    assert read_limited(path, limit=160) == "read 60000 0"


def test_documents_are_capped_as_a_whole_and_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.write(b'[{"a": "')
        file.truncate(300 << 20)
    assert read_limited(path) in ("json_too_large", "file_binary")
    with path.open("wb") as file:
        file.write(b'[{"a": "')
        for _ in range(150):
            file.write(b"x" * (1 << 20))
    assert read_limited(path) == "json_damaged"
    with path.open("wb") as file:
        file.write(b'{"a": "x"}\n{"a": "')
        for _ in range(250):
            file.write(b"x" * (1 << 20))
    assert read_limited(path) == "record_too_long"
