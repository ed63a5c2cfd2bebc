"""Reading CSV: samples, delimiters, headers, lines, bad rows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, UsageError
from kobicrm.exchange.limits import VALUE_LIMIT
from kobicrm.exchange.source import Table, open_source
from tests.unit.exchange.kit import DATA, hints, opened, put


def test_excel_list_of_a_shop_reads_whole() -> None:
    with opened(DATA / "musteri-listesi.csv") as table:
        rows = list(table.rows())
    assert (table.info.encoding, table.info.delimiter, table.info.header_row) == ("cp1254", ";", 1)
    assert len(rows) == 320
    assert table.header[:3] == ("Müşteri Kodu", "Adı Soyadı", "Cep Tel")
    assert {len(row.cells) for row in rows} == {14}
    assert {row.problem for row in rows} == {""}


def test_google_contacts_read_whole() -> None:
    with opened(DATA / "google-kisiler.csv") as table:
        rows = list(table.rows())
    assert (table.info.encoding, table.info.delimiter) == ("utf-8-sig", ",")
    assert len(rows) == 150
    phones = table.header.index("Phone 1 - Value")
    assert sum(" ::: " in str(row.cells[phones]) for row in rows) == 49


def test_lines_are_physical_lines(tmp_path: Path) -> None:
    text = 'Ad Soyad;Not\r\n"Şule ""Ş"" Çağlayan";"iki\nsatır"\r\n\r\n;\r\nİbrahim Iğdır;tek\r\n'
    with opened(put(tmp_path / "a.csv", text)) as table:
        rows = list(table.rows())
    assert [(row.line, row.cells) for row in rows] == [
        (2, ('Şule "Ş" Çağlayan', "iki\nsatır")),
        (6, ("İbrahim Iğdır", "tek")),
    ]


def test_rows_start_again_and_may_run_side_by_side(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", "Ad,Telefon\nAyşe,1\nÇetin,2\n")) as table:
        first, second = table.rows(), table.rows()
        assert next(first).line == next(second).line == 2
        assert next(first).cells == next(second).cells == ("Çetin", "2")
        assert [row.line for row in table.sample(1)] == [2]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["Ad Soyad", "Telefon", "Not"], ["Şule Çağlayan", "0532", "a, b; c"], ["Can", "", "x"]]
    text = "\n".join(delimiter.join(f'"{c}"' for c in line) for line in lines)
    with opened(put(tmp_path / "a.csv", text)) as table:
        assert table.info.delimiter == delimiter
        assert [row.cells for row in table.rows()] == [tuple(line) for line in lines[1:]]


def test_more_commas_than_semicolons_do_not_mislead(tmp_path: Path) -> None:
    text = "Ad;Bakiye\n" + "".join(f"Kişi {i};1.{i},50, TL, peşin\n" for i in range(30))
    with opened(put(tmp_path / "a.csv", text)) as table:
        assert table.info.delimiter == ";"
        assert {row.problem for row in table.rows()} == {""}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("E-posta\nayse@ornek.com\ncan@ornek.com\n", "ayse@ornek.com"),
        ("Ad Soyad\nKaya, Ali\nDemir, Can\n", "Kaya, Ali"),
        ("İsim\nAyşe\n", "Ayşe"),
    ],
)
def test_one_column_is_enough(tmp_path: Path, text: str, cell: str) -> None:
    with opened(put(tmp_path / "a.csv", text)) as table:
        first = next(table.rows())
        assert (first.cells, first.problem) == ((cell,), "")


def test_sep_line_names_the_delimiter_and_counts_as_a_line(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", "\ufeffsep=|\r\nAd|Telefon\r\nAyşe|1,5;2\r\n")) as table:
        assert table.info.delimiter == "|"
        assert table.info.header_row == 2
        assert [(row.line, row.cells) for row in table.rows()] == [(3, ("Ayşe", "1,5;2"))]


def test_given_delimiter_wins(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "Ad;x\tTelefon\nAyşe;y\t1\n")
    with opened(path, delimiter="tab") as table:
        assert [row.cells for row in table.rows()] == [("Ayşe;y", "1")]
    with pytest.raises(UsageError) as wrong:
        opened(path, delimiter=";;")
    assert wrong.value.code == "bad_delimiter"


def test_header_stands_below_a_help_text(tmp_path: Path) -> None:
    text = "Telefon yazın;;\nAşağıyı doldurun;;\n\nAd;Telefon;Not\nAyşe;1;\n"
    with opened(put(tmp_path / "a.csv", text)) as table:
        assert table.info.header_row == 4
        assert table.header == ("Ad", "Telefon", "Not")
        assert [row.line for row in table.rows()] == [5]


def test_equal_headers_are_both_kept(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", "Ad;Tel;Tel\nAyşe;1;2\n")) as table:
        assert table.header == ("Ad", "Tel", "Tel")


def test_unknown_header_is_refused_and_shown(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as wrong:
        opened(put(tmp_path / "a.csv", "foo;bar\n1;2\n"))
    assert wrong.value.code == "header_not_found"
    assert wrong.value.values["cells"] == "foo | bar"


def test_header_alone_has_no_rows(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", "Ad;Telefon\r\n")) as table:
        assert list(table.rows()) == []


def test_short_rows_are_filled_up_and_long_ones_named(tmp_path: Path) -> None:
    text = "Ad,Telefon\nAyşe\nCan,1,,\nEce,1,2\nÖmer,3\n"
    with opened(put(tmp_path / "a.csv", text)) as table:
        rows = list(table.rows())
    assert [row.cells for row in rows] == [
        ("Ayşe", ""), ("Can", "1"), ("Ece", "1", "2"), ("Ömer", "3"),
    ]  # fmt: skip
    assert [row.problem for row in rows] == ["", "", "row_too_many_cells", ""]


def test_too_long_cell_stops_its_row_only(tmp_path: Path) -> None:
    text = f"Ad,Not\nAyşe,{'x' * (VALUE_LIMIT + 1)}\nCan,{'ş' * VALUE_LIMIT}\n"
    with opened(put(tmp_path / "a.csv", text)) as table:
        assert [row.problem for row in table.rows()] == ["cell_too_long", ""]


def test_many_long_notes_in_one_cell_are_no_problem(tmp_path: Path) -> None:
    notes = " ::: ".join(["ğ" * 100_000] * 5)
    with opened(put(tmp_path / "a.csv", f"Ad,Not\nAyşe,{notes}\n")) as table:
        row = next(table.rows())
    assert (row.cells[1], row.problem) == (notes, "")


def test_stray_quotes_stop_their_row_only(tmp_path: Path) -> None:
    text = 'Ad;Firma\nAyşe;"ÖZ "GIDA" LTD"\nCan;5" boru\nEce;X\n'
    with opened(put(tmp_path / "a.csv", text)) as table:
        rows = list(table.rows())
    assert [row.problem for row in rows] == ["row_bad_quotes", "", ""]
    assert rows[1].cells == ("Can", '5" boru')


@pytest.mark.parametrize("tail", ['"açık kaldı\n', '"açık', '"Ali "V" X\n', '"iki\n"x"\n'])
@pytest.mark.parametrize("before", [0, 40])
def test_open_quote_is_refused_with_the_line_where_it_began(
    tmp_path: Path, tail: str, before: int
) -> None:
    text = "Ad;Not\n" + "Ayşe;1\n" * before + "Can;" + tail + "Ece;2\n" * 5
    with (
        pytest.raises(BadFile, match="unterminated_quote") as wrong,
        opened(put(tmp_path / "a.csv", text)) as table,
    ):
        list(table.rows())
    assert wrong.value.values["line"] == before + 2


def test_truncated_file_is_noticed(tmp_path: Path) -> None:
    whole = (DATA / "musteri-listesi.csv").read_bytes()
    cut = whole.index("satırlı".encode("cp1254")) + 9
    with (
        pytest.raises(BadFile, match="unterminated_quote"),
        opened(put(tmp_path / "a.csv", whole[:cut])) as table,
    ):
        list(table.rows())


def test_cells_are_cleaned_and_unguarded(tmp_path: Path) -> None:
    text = "Ad;Not\n Ay\x00şe\u202e ;'=1+1\n\x1b[31mCan;''@x\nE\u0301ce;'tırnak\n"
    with opened(put(tmp_path / "a.csv", text)) as table:
        assert [row.cells for row in table.rows()] == [
            ("Ayşe", "=1+1"), ("[31mCan", "'@x"), ("Éce", "'tırnak"),
        ]  # fmt: skip


def test_old_mac_line_ends_count(tmp_path: Path) -> None:
    with opened(put(tmp_path / "a.csv", "Ad;Tel\rAyşe;1\rCan;2\r")) as table:
        assert [(row.line, row.cells[0]) for row in table.rows()] == [(2, "Ayşe"), (3, "Can")]


def test_standard_input_is_read_and_its_copy_removed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data = (DATA / "musteri-listesi.csv").read_bytes()
    with open_source("-", header_hints=hints, stdin=io.BytesIO(data)) as table:
        assert isinstance(table, Table)
        kept = list(tmp_path.iterdir())
        assert [path.stat().st_mode & 0o777 for path in kept] == [0o600]
        assert len(list(table.rows())) == len(list(table.rows())) == 320
    assert list(tmp_path.iterdir()) == []


def test_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "Ad;Tel\nAyşe;1\n")
    with opened(path) as table:
        put(path, "Ad;Tel\nAyşe;1\nCan;2\n")
        with pytest.raises(BadFile, match="file_changed"):
            list(table.rows())


def test_hash_is_that_of_the_file(tmp_path: Path) -> None:
    import hashlib

    data = (DATA / "musteri-listesi.csv").read_bytes()
    with opened(DATA / "musteri-listesi.csv") as table:
        assert table.info.sha256 == hashlib.sha256(data).hexdigest()
