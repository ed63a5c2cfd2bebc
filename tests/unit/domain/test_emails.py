"""E-mail addresses: case, Turkish letters, mistyped domains."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.emails import parse_email, parse_emails

GMAIL = [
    "gmial",
    "gamil",
    "gmal",
    "gmai",
    "gmil",
    "gmali",
    "gmaill",
    "gnail",
    "gmaul",
    "gimail",
    "gemail",
]
HOTMAIL = [
    "hotmial",
    "hotmal",
    "hotmil",
    "hotmai",
    "hotmaill",
    "hotamil",
    "hotmali",
    "homail",
    "hotmeil",
]


@pytest.mark.parametrize(
    "written",
    ["bilgi@firma.com.tr", "ali.veli+a@gmail.com", "a@ymail.com", "a@mail.com", "a@gmx.com",
     "a@email.com", "a@hotmail.com", "a@outlook.com.tr", "a@yahoo.com.tr", "a@ttmail.com",
     "a@mynet.com", "a@yandex.com.tr", "firma@hs01.kep.tr", "a@superonline.com", "a@msn.com",
     "a@cloud.com", "a@ttnet.net.tr", "mudur@okul.k12.tr", "a@live.com", "a@icloud.com"],
)  # fmt: skip
def test_right_addresses_raise_no_doubt(written: str) -> None:
    (mail,) = parse_emails(written)
    assert (mail.address, mail.key, mail.valid) == (written, written, True)
    assert (mail.problem, mail.suggestion) == ("", "")


@pytest.mark.parametrize("written", ["ALİ@HOTMAİL.COM", "ALI@HOTMAIL.COM", "Ali@Hotmail.com"])
def test_capitals_are_case_not_an_error(written: str) -> None:
    mail = parse_email(written)
    assert (mail.address, mail.valid, mail.problem) == ("ali@hotmail.com", True, "")
    assert mail.raw == written


@pytest.mark.parametrize(
    ("written", "address", "suggestion"),
    [("çağrı@gmail.com", "çağrı@gmail.com", "cagri@gmail.com"),
     ("ÇAĞRI@GMAIL.COM", "çağri@gmail.com", "cagri@gmail.com"),
     ("ali@gmaıl.com", "ali@gmaıl.com", "ali@gmail.com"),
     ("şükrü@gmial.com", "şükrü@gmial.com", "sukru@gmail.com"),
     ("İlker@gmail.com", "ilker@gmail.com", "ilker@gmail.com")],
)  # fmt: skip
def test_turkish_letters_are_kept_and_flagged(written: str, address: str, suggestion: str) -> None:
    mail = parse_email(written)
    assert (mail.address, mail.valid) == (address, False)
    assert (mail.problem, mail.suggestion) == ("email_turkish_letters", suggestion)


def test_the_key_is_the_folded_address() -> None:
    assert parse_email("çağrı@gmail.com").key == parse_email("CAGRI@gmail.com").key


@pytest.mark.parametrize(
    ("domain", "right"),
    [(f"{d}.com", "gmail.com") for d in GMAIL]
    + [(f"{d}.com", "hotmail.com") for d in HOTMAIL]
    + [
        ("gmail.con", "gmail.com"), ("gmail.co", "gmail.com"), ("gmail.cm", "gmail.com"),
        ("gmail.om", "gmail.com"), ("gmail.comm", "gmail.com"), ("gmail.com.tr", "gmail.com"),
        ("g-mail.com", "gmail.com"), ("hotmail.con", "hotmail.com"), ("hotmail.co", "hotmail.com"),
        ("outlok.com", "outlook.com"), ("outllok.com", "outlook.com"),
        ("outlook.co", "outlook.com"),
        ("yahoo.con", "yahoo.com"), ("yaho.com", "yahoo.com"), ("yhaoo.com", "yahoo.com"),
        ("iclod.com", "icloud.com"), ("iclould.com", "icloud.com"), ("icloud.con", "icloud.com"),
        ("firma.con", "firma.com"), ("firma.con.tr", "firma.com.tr"),
        ("firma.comtr", "firma.com.tr"),
        ("gmial.con", "gmail.com"), ("windoslive.com", "windowslive.com"),
    ],
)  # fmt: skip
def test_mistyped_domains(domain: str, right: str) -> None:
    mail = parse_email(f"ismail@{domain}")
    assert mail.problem == "email_typo"
    assert mail.suggestion == f"ismail@{right}"
    assert mail.valid


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("ali@gmail,com", "ali@gmail.com"), ("ali@gmailcom", "ali@gmail.com"),
     ("ali at gmail.com", "ali@gmail.com"), ("ali..veli@gmail.com", "ali.veli@gmail.com"),
     ("ali@gmail.com.", "ali@gmail.com"), ("ali@www.firma.com.tr.", "ali@firma.com.tr"),
     ("yok", ""), ("a@b@c.com", ""), ("@gmail.com", "")],
)  # fmt: skip
def test_bad_syntax(written: str, suggestion: str) -> None:
    (mail,) = parse_emails(written)
    assert (mail.valid, mail.problem, mail.suggestion) == (False, "email_invalid", suggestion)


@pytest.mark.parametrize(
    "cell",
    ["a@firma.com ::: b@firma.com", "a@firma.com;b@firma.com", "a@firma.com, b@firma.com",
     "a@firma.com\nb@firma.com", "a@firma.com b@firma.com",
     "Ayşe <a@firma.com>, Barış Ön <b@firma.com>", "mailto:a@firma.com; mailto:b@firma.com"],
)  # fmt: skip
def test_two_addresses_in_a_cell(cell: str) -> None:
    assert [mail.address for mail in parse_emails(cell)] == ["a@firma.com", "b@firma.com"]


@pytest.mark.parametrize(
    "written", ["Ad Soyad <a@b.com>", "mailto:a@b.com", " a@b.com ", "a @b.com"]
)
def test_wrappings(written: str) -> None:
    (mail,) = parse_emails(written)
    assert (mail.address, mail.valid) == ("a@b.com", True)


@pytest.mark.parametrize("cell", ["", "-", "  "])
def test_an_empty_cell_holds_no_address(cell: str) -> None:
    assert parse_emails(cell) == ()


@given(st.one_of(st.text(), st.text("ab@.,;: <>İışç\"'", max_size=30)))
def test_any_text_can_be_read(text: str) -> None:
    for mail in parse_emails(text):
        assert mail.valid or mail.problem
