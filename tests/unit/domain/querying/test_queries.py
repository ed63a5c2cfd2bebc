"""Queries: what they say in both languages, where their mistakes are, how they are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from kobicrm import i18n
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.money import Money
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.querying import (
    OwnField,
    format_query,
    has_sign,
    parse_query,
    parse_search,
    table_of,
)
from kobicrm.domain.querying.completing import complete
from kobicrm.domain.querying.dates import Fixed, Period, Shift, Yearly, read_when
from kobicrm.domain.querying.explaining import explained
from kobicrm.domain.querying.fields import RANGED, Table
from kobicrm.domain.querying.settling import settled
from kobicrm.domain.querying.trees import ANYWHERE, all_of, any_of, negated
from kobicrm.domain.querying.values import Span
from kobicrm.errors import QueryError

TABLE = table_of(
    "contact",
    (
        OwnField("Üyelik tipi", "choice", ("Altın", "Gümüş")),
        OwnField("Bakiye", "money"),
        OwnField("Puan", "number"),
        OwnField("Sözleşme", "date"),
        OwnField("Onaylı", "yes_no"),
        OwnField("Şehir", "text"),
        OwnField("2024 ciro", "money"),
    ),
)
TODAY = date(2026, 11, 20)

# The same in Turkish and in English, and what it means.
CORPUS: list[tuple[str, str, Filter]] = [
    ("ahmet yılmaz", "ahmet yılmaz", Text("ahmet yılmaz")),
    ('"ahmet yılmaz"', '"ahmet yılmaz"', Compare(ANYWHERE, "contains", "ahmet yılmaz")),
    (
        "şehir:İzmir etiket:vip",
        "city:İzmir tag:vip",
        All((Compare("province", "=", "İzmir"), Compare("tags", "=", "vip"))),
    ),
    (
        "etiket:vip VEYA etiket:bayi",
        "tag:vip OR tag:bayi",
        AnyOf((Compare("tags", "=", "vip"), Compare("tags", "=", "bayi"))),
    ),
    (
        "ad:ali -(durum:müşteri VEYA durum:aday)",
        "name:ali -(lifecycle:customer OR lifecycle:lead)",
        All(
            (
                Compare("name", "contains", "ali"),
                Not(
                    AnyOf(
                        (
                            Compare("lifecycle", "=", "customer"),
                            Compare("lifecycle", "=", "lead"),
                        )
                    )
                ),
            )
        ),
    ),
    ("telefon:*", "phone:*", Not(Compare("phones", "empty"))),
    ("-telefon:*", "-phone:*", Compare("phones", "empty")),
    ("eklendi<-90g", "created<-90d", Compare("created_at", "<", Shift(-90, "day"))),
    ("eklendi>=3a", "created>=3m", Compare("created_at", ">=", Shift(3, "month"))),
    ("değişti:bu-ay", "updated:this-month", Compare("updated_at", "=", Period("month", 0))),
    (
        "eklendi:01.01.2026..31.03.2026",
        "created:2026-01-01..2026-03-31",
        Compare("created_at", "range", Span(Fixed(2026, 1, 1), Fixed(2026, 3, 31))),
    ),
    (
        "eklendi:2026-03..",
        "created:2026-03..",
        Compare("created_at", "range", Span(Fixed(2026, 3), None)),
    ),
    ("doğum-günü:14.03", "birthday:14.03", Compare("birthday", "=", Yearly(3, 14))),
    ("doğum-günü:mayıs", "birthday:may", Compare("birthday", "=", Yearly(5))),
    (
        "son_görüşme<bugün",
        "last_interaction<today",
        Compare("last_interaction", "<", Period("day", 0)),
    ),
    ("kanal:ziyaret", "channel:visit", Compare("channel", "=", "visit")),
    ("Bakiye>1500,5", "Bakiye>1500.5", Compare("custom:Bakiye", ">", Money(150050))),
    ("Bakiye<10EUR", "Bakiye<10EUR", Compare("custom:Bakiye", "<", Money(1000, "EUR"))),
    (
        "Puan:2,5..3",
        "Puan:2.5..3",
        Compare("custom:Puan", "range", Span(Decimal("2.5"), Decimal(3))),
    ),
    ("Onaylı:evet", "Onaylı:yes", Compare("custom:Onaylı", "=", True)),
    ("Üyelik_tipi:Altın", "Üyelik_tipi:Altın", Compare("custom:Üyelik tipi", "=", "Altın")),
    ('"2024 ciro">5', '"2024 ciro">5', Compare("custom:2024 ciro", ">", Money(500))),
    ("alan_Şehir:x", "field_Şehir:x", Compare("custom:Şehir", "contains", "x")),
]


@pytest.mark.parametrize(("tr", "en", "tree"), CORPUS)
def test_both_languages_say_the_same(tr: str, en: str, tree: Filter) -> None:
    assert parse_query(tr, TABLE, "tr") == tree
    assert parse_query(en, TABLE, "en") == tree
    assert format_query(tree, TABLE, "tr") == tr
    assert format_query(tree, TABLE, "en") == en


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("sehir:izmir", "ŞEHİR:izmir"),
        ("il:izmir", "city=izmir"),
        ("şehir: izmir", "province:izmir"),
        ("-etiket:vip", "tag!=vip"),
        ("DEĞİL etiket:vip", "NOT tag:vip"),
        ("a VE b", "a b"),
        ("--etiket:vip", "etiket:vip"),
        ("eksik:telefon", "-telefon:*"),
        ("eksik:firma", "tür:kişi -firma:*"),
        ('etiket:""', "-etiket:*"),
        ("etiket:“yeni müşteri”", 'etiket:"yeni müşteri"'),
        ("uyelik-tipi:ALTIN", '"Üyelik tipi":altın'),
        ("((a) (b))", "a b"),
        ("telefon görüşmesi", "telefon görüşmesi"),
        ("doğum-günü:14.03", "doğum-günü:\"14 mart\""),
    ],
)  # fmt: skip
def test_spellings_do_not_matter(text: str, same: str) -> None:
    assert parse_query(text, TABLE, "tr") == parse_query(same, TABLE, "tr")


@pytest.mark.parametrize(
    ("text", "code", "position", "wrong", "near"),
    [
        ("ad:şule şehr:izmir", "query_field_near", 9, "şehr", "şehir"),
        ("tga:vip", "query_field_near", 1, "tga", "tag"),
        ("xyzq:1", "query_field_unknown", 1, "xyzq", ""),
        ("durum:müşte", "query_value_near", 7, "müşte", "müşteri"),
        ("-durum:qqqqq", "query_value", 8, "qqqqq", ""),
        ("eklendi:bu-yl", "query_value_near", 9, "bu-yl", "bu-yıl"),
        ("eklendi:31.02.2026", "query_value", 9, "31.02.2026", ""),
        ("eklendi:2026..dümn", "query_value_near", 15, "dümn", "dün"),
        ("a Puan>çok", "query_value", 8, "çok", ""),
        ("etiket>vip", "query_operator", 7, ">", ":"),
        ("etiket:", "query_value_missing", 8, "", ""),
        ("a (etiket:)", "query_value_missing", 11, ")", ""),
        ("a VEYA", "query_part_missing", 7, "", ""),
        ("VEYA a", "query_part_missing", 1, "VEYA", ""),
        ("a ()", "query_part_missing", 4, ")", ""),
        ('a "b', "query_quote_open", 3, '"', ""),
        ("a (b (c)", "query_bracket_open", 3, "(", ""),
        ("a b) c", "query_bracket_extra", 4, ")", ""),
        ("   ", "query_empty", 1, "", ""),
        ("(" * 50 + "a" + ")" * 50, "query_too_deep", 41, "(", ""),
        ("a" * 5000, "query_too_long", 4001, "", ""),
        ("-a VEYA " * 101 + "a", "query_too_many", 1, "", ""),
        ("eksik:*", "query_value", 7, "*", ""),
        ("eklendi:..", "query_value", 9, "..", ""),
        ("telefon:yok", "query_value", 9, "yok", ""),
    ],
)
def test_a_mistake_names_its_place_and_the_likely_word(
    text: str, code: str, position: int, wrong: str, near: str
) -> None:
    lang = "en" if text.startswith("tga") else "tr"
    with pytest.raises(QueryError) as caught:
        parse_query(text, TABLE, lang)
    values = caught.value.values
    told = (caught.value.code, values["position"], values["text"], values.get("near", ""))
    assert told == (code, position, wrong, near)
    assert caught.value.exit_code == 2
    if near and code != "query_operator":
        parse_query(caught.value.mended(text), TABLE, lang)


@pytest.mark.parametrize(
    "text",
    ["ahmet yılmaz", "A.Ş. (Ankara)", "0532-123", "+90 (532) 1", "09:30", "https://a.b/c", "-vip"],
)
def test_words_stay_words(text: str) -> None:
    assert not has_sign(text)
    assert parse_search(text, TABLE) is None


def test_a_colon_that_is_no_field_is_a_word_in_a_search_only() -> None:
    assert has_sign("xyzq:1")
    assert parse_search("xyzq:1", TABLE) is None
    with pytest.raises(QueryError):
        parse_search("şehr:izmir", TABLE)


def test_minus_and_or_make_a_query_between_words() -> None:
    assert parse_search("ali -veli", TABLE) == All((Text("ali"), Not(Text("veli"))))
    assert parse_search("ali VEYA veli", TABLE) == AnyOf((Text("ali"), Text("veli")))
    assert parse_search("Ali veya Veli - 2", TABLE) is None


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_a_mistake_in_it(text: str) -> None:
    try:
        tree = parse_query(text, TABLE, "tr")
    except QueryError as error:
        position = error.values["position"]
        assert isinstance(position, int)
        assert 1 <= position <= len(text) + 1
    else:
        assert parse_query(format_query(tree, TABLE, "tr"), TABLE, "tr") == tree


WORDS = st.text("abcçığöşüİI0123456789.@_+'*/:", min_size=1, max_size=8).filter(
    lambda word: parse_or_none(word) == Text(word)
)
PHRASES = st.text('abcçı ŞİI"()-:>*|.', min_size=1, max_size=12).filter(
    lambda text: text == " ".join(text.split()) and text
)
UNITS = st.sampled_from(("day", "week", "month", "year"))
DATES = st.dates(date(1800, 1, 1), date(2199, 12, 31))
WHEN = st.one_of(
    st.builds(Period, UNITS, st.sampled_from((-1, 0, 1))),
    st.builds(Shift, st.integers(-9999, 9999), UNITS),
    DATES.map(lambda day: Fixed(day.year, day.month, day.day)),
    DATES.map(lambda day: Fixed(day.year, day.month)),
    DATES.map(lambda day: Fixed(day.year)),
)
YEARLY = st.one_of(
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: Yearly(day.month, day.day)),
    st.builds(Yearly, st.integers(1, 12)),
    WHEN,
)
AMOUNTS = st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(("TRY", "EUR", "XAU")))
NUMBERS = st.decimals(-(10**6), 10**6, places=2).map(lambda value: value.normalize() + 0)
OF_TYPE = {
    "instant": WHEN,
    "date": WHEN,
    "birthday": YEARLY,
    "number": NUMBERS,
    "money": AMOUNTS,
    "yes_no": st.booleans(),
}


def parse_or_none(text: str) -> Filter | None:
    """Return the tree of a text, None for a mistake."""
    try:
        return parse_query(text, TABLE, "tr")
    except QueryError:
        return None


@st.composite
def terms(draw: st.DrawFn, table: Table) -> Filter:
    """Return one condition."""
    field = draw(st.sampled_from([one for one in table.fields if one.type != "missing"]))
    if draw(st.integers(0, 9)) == 0:
        return Compare(field.key, "empty")
    if field.type in OF_TYPE:
        values = OF_TYPE[field.type]
        if field.type in RANGED and draw(st.booleans()):
            low, high = draw(st.none() | values), draw(values)
            return Compare(field.key, "range", Span(low, high))
        signs = ("=", "<", "<=", ">", ">=") if field.type in RANGED else ("=",)
        return Compare(field.key, draw(st.sampled_from(signs)), draw(values))  # type: ignore[arg-type]
    if field.type == "choice":
        return Compare(field.key, "=", draw(st.sampled_from(field.choices)).key)
    if field.type == "phone":
        return Compare(field.key, "contains", draw(st.from_regex(r"[0-9]{1,9}", fullmatch=True)))
    return Compare(field.key, "contains" if field.type == "words" else "=", draw(PHRASES))


def trees(table: Table) -> st.SearchStrategy[Filter]:
    """Return queries on the fields of a table."""
    return st.recursive(
        st.one_of(
            st.lists(WORDS, min_size=1, max_size=3).map(lambda words: Text(" ".join(words))),
            PHRASES.map(lambda text: Compare(ANYWHERE, "contains", text)),
            terms(table),
        ),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=4).map(all_of),
            st.lists(inner, min_size=2, max_size=3).map(any_of),
            inner.map(negated),
        ),
        max_leaves=8,
    )


TABLES = {"contact": TABLE, "task": table_of("task"), "interaction": table_of("interaction")}
TREES = {kind: trees(table) for kind, table in TABLES.items()}


@st.composite
def with_tables(draw: st.DrawFn) -> tuple[Filter, Table]:
    """Return a query and the fields it is about."""
    kind = draw(st.sampled_from(list(TABLES)))
    return draw(TREES[kind]), TABLES[kind]


@given(with_tables(), st.sampled_from(("tr", "en")))
def test_what_is_written_is_read_as_the_same(about: tuple[Filter, Table], lang: str) -> None:
    tree, table = about
    text = format_query(tree, table, lang)
    assert parse_query(text, table, lang) == tree


@given(with_tables())
def test_every_query_can_be_told_and_made_ready(about: tuple[Filter, Table]) -> None:
    tree, table = about
    assert all(explained(tree, table, TODAY))
    settled(tree, table, TODAY, "Ayşe")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("bugün", "2026-11-20", "2026-11-20"),
        ("-90d", "2026-08-22", "2026-08-22"),
        ("3m", "2027-02-20", "2027-02-20"),
        ("-1y", "2025-11-20", "2025-11-20"),
        ("2h", "2026-12-04", "2026-12-04"),
        ("bu-hafta", "2026-11-16", "2026-11-22"),
        ("geçen ay", "2026-10-01", "2026-10-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("14.03.2026", "2026-03-14", "2026-03-14"),
        ("-99999y", "1800-01-01", "1800-01-01"),
        ("99999a", "2199-12-31", "2199-12-31"),
        ("geçen cuma", "2026-11-13", "2026-11-13"),
    ],
)
def test_days_are_meant_as_said(text: str, first: str, last: str) -> None:
    when = read_when(text)
    assert when is not None
    assert tuple(day.isoformat() for day in when.span(TODAY)) == (first, last)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("doğum-günü:bu-ay", Compare("birth_day", "range", ("11-01", "11-30"))),
        (
            "doğum-günü:15.12..15.01",
            AnyOf(
                (
                    Compare("birth_day", "range", ("12-15", None)),
                    Compare("birth_day", "range", (None, "01-15")),
                )
            ),
        ),
        ("doğum-günü<-18y", Compare("birthday", "range", ("1800", "2008-11-19"))),
        ("doğum-günü:1990", Compare("birthday", "range", ("1990-01-01", "1990-12-31"))),
        ("doğum-günü:bu-yıl", Compare("birthday", "range", (None, None))),
        ("sorumlu:ben", Compare("owner", "=", "Ayşe")),
        ("şehir:ist", Compare("province", "=", "İstanbul")),
        ("vkn:\"123 456 78 90\"", Compare("tax_number", "=", "1234567890")),
        ("Puan>2", Compare("custom:Puan", "range", (2001, None))),
        ("Bakiye:1TL..2EUR", AnyOf(())),
        ("Sözleşme<=2026", Compare("custom:Sözleşme", "range", (None, "2026-12-31"))),
    ],
)  # fmt: skip
def test_a_query_is_made_ready_for_today(text: str, tree: Filter) -> None:
    assert settled(parse_query(text, TABLE, "tr"), TABLE, TODAY, "Ayşe") == tree


def test_every_field_goes_by_its_names_in_both_languages() -> None:
    for kind in ("contact", "task", "interaction"):
        table: Table = table_of(kind)
        for field in table.fields:
            assert field.tr
            assert field.en
            assert table.find(table.written(field, "tr")) is field
            assert table.find(table.written(field, "en")) is field


def test_what_is_typed_completes() -> None:
    values = {"tags": ["vip", "yeni müşteri"], "province": ["İzmir"]}
    for typed, whole in {
        "ali eti": "ali etiket:",
        "etiket:V": "etiket:vip",
        'etiket:"yen': 'etiket:"yeni müşteri"',
        "(city:iz": "(city:İzmir",
        "-durum:": "",
        "ali v": "",
        "şehir:x": "",
    }.items():
        assert complete(typed, TABLE, values, "tr") == whole


def test_words_of_an_explanation_speak_the_language_in_force() -> None:
    tree = parse_query("etiket:vip eklendi<-90g -not:*", TABLE, "tr")
    assert explained(tree, TABLE, TODAY)[1] == "Created is before -90d (22 Aug 2026)"
    i18n.install("tr")
    assert explained(tree, TABLE, TODAY) == [
        "Etiket: vip",
        "Eklenme: -90g (22.08.2026) gününden önce",
        "Not: boş",
    ]


@pytest.mark.parametrize("kind", ["task", "interaction"])
def test_what_a_record_can_be_is_all_in_the_words_of_queries(kind: str) -> None:
    for field in KINDS[kind].fields:
        if field.choices:
            choices = table_of(kind).get(field.key).choices
            assert sorted(one.key for one in choices) == sorted(key for key, _l in field.choices)


@pytest.mark.parametrize(
    ("kind", "tr", "en", "tree"),
    [
        ("task", "vade<bugün", "due<today", Compare("due", "<", Period("day", 0))),
        ("task", "durum:açık", "state:open", Compare("state", "=", "open")),
        ("task", "öncelik:yüksek", "priority:high", Compare("priority", "=", "high")),
        ("task", "-sorumlu:*", "-assignee:*", Compare("assignee", "empty")),
        ("task", "tekrar:haftalık", "repeat:weekly", Compare("repeat", "=", "WEEKLY")),
        ("task", "süre>=2,5", "minutes>=2.5", Compare("minutes", ">=", Decimal("2.5"))),
        ("interaction", "sonuç:teklif", "outcome:quote", Compare("outcome", "=", "quote")),
        ("interaction", "kanal:fuar", "channel:fair", Compare("channel", "=", "fair")),
        ("interaction", "etiket:vip", "tag:vip", Compare("tags", "=", "vip")),
    ],
)  # fmt: skip
def test_records_are_asked_for_in_both_languages(kind: str, tr: str, en: str, tree: Filter) -> None:
    table = table_of(kind)
    assert parse_query(tr, table, "tr") == parse_query(en, table, "en") == tree
    assert (format_query(tree, table, "tr"), format_query(tree, table, "en")) == (tr, en)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("durum:bitti", "state:done"),
        ("tarih:yarın", "due:tomorrow"),
        ("önem:acil", "priority:high"),
        ("görevli:ben", "assignee:ben"),
        ("bitti:bu-hafta", "ended:this-week"),
        ("başlık:teklif", "title:teklif"),
        ("il:izmir", "city:izmir"),
        ("tür:ara", "kind:call"),
    ],
)
def test_a_shop_owner_says_it_in_other_words(text: str, same: str) -> None:
    table = table_of("task")
    assert parse_query(text, table, "tr") == parse_query(same, table, "tr")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("due<today", Compare("due", "range", (None, "2026-11-19"))),
        ("minutes<2.5", Compare("minutes", "range", (None, 2))),
        ("minutes>2", Compare("minutes", "range", (3, None))),
        ("assignee:me", Compare("assignee", "=", "Ayşe")),
        ("-due:*", Compare("due", "empty")),
        ("tag:*", Compare("tags", "range", (None, None))),
    ],
)
def test_a_query_on_tasks_is_made_ready_for_today(text: str, tree: Filter) -> None:
    table = table_of("task")
    assert settled(parse_query(text, table, "en"), table, TODAY, "Ayşe") == tree
