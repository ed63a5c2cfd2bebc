"""Random contacts in their normal form, as every door of the program would store them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from kobicrm.domain import drafting, identity
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.codec import EPOCH, sorted_custom
from kobicrm.domain.contacts import CHANNELS, CONTACT_KINDS, LIFECYCLES, CompanyLink, Contact, Note
from kobicrm.domain.dates import parse_birthday
from kobicrm.domain.money import Money
from kobicrm.domain.uids import new_uid

FORMS = ("plain", "excel-tr", "xlsx")


@dataclass(frozen=True)
class Own:
    name: str
    type: str
    choices: tuple[str, ...] = ()


OWN = (
    Own("Bakiye", "money"),
    Own("Beden", "choice", ("S", "M | L", "X\\L", "Büyük: çok (XL)")),
    Own("İlk alışveriş", "date"),
    Own("Not: önemli", "text"),
    Own("Puan", "number"),
    Own("Üye mi?", "yes_no"),
)

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"
words = st.text(alphabet=TURKISH + "0123456789 .,:;'\"=+-@|/\\()[]#%\n😀é", max_size=30) | st.text()
lines = words.map(clean_line)
texts = words.map(clean_text)
moments = st.integers(0, 7_000_000_000_000_000).map(
    lambda micros: EPOCH + timedelta(microseconds=micros)
)
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))
birthdays = days.map(lambda d: parse_birthday(d.isoformat()) or "") | days.map(
    lambda d: f"--{d.month:02}-{d.day:02}"
)


def phone_texts() -> st.SearchStrategy[str]:
    usual = st.sampled_from(
        ["0532 111 22 33", "+90 (216) 444 55 66", "5321112233", "444 1 234", "+49 30 1234567"]
    )
    odd = st.text(alphabet="0123456789 +()-/.xdahiliE,", max_size=20)
    return usual | odd | words


def email_texts() -> st.SearchStrategy[str]:
    usual = st.sampled_from(
        ["ayse@example.com", "Ayşe <AYSE@EXAMPLE.COM>", "İLETİŞİM@EXAMPLE.COM", "a@gmial.com", "x@"]
    )
    return usual | st.text(alphabet="aşi@.,;:<> \"'", max_size=20) | words


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    label = draw(st.sampled_from(["", "cep", "work", "Yazlık", "=1+1"]))
    links = draw(st.lists(st.tuples(lines, lines), max_size=3))
    own: dict[str, object] = {}
    for key, values in {
        "Bakiye": st.builds(
            Money,
            st.integers(-(10**15), 10**15),
            st.sampled_from(["TRY", "USD", "EUR", "XAU", "JPY"]),
        ),
        "Beden": st.sampled_from(OWN[1].choices),
        "İlk alışveriş": days.map(date.isoformat),
        "Not: önemli": texts.filter(bool),
        "Puan": st.decimals(allow_nan=False, allow_infinity=False, places=3).filter(
            lambda d: abs(d) < 10**20
        )
        | st.integers(-(10**20), 10**20).map(Decimal),
        "Üye mi?": st.booleans(),
    }.items():
        if draw(st.booleans()):
            own[key] = draw(values)
    addresses = draw(
        st.lists(
            st.builds(
                drafting.make_address,
                words,
                st.sampled_from(["", "Kadıköy", "SISLI", "Merkez"]) | words,
                st.sampled_from(["", "istanbul", "34", "Afyon"]) | words,
                st.sampled_from(["", "01000"]) | words,
                words,
                words,
            ),
            max_size=3,
        )
    )
    numbers = [
        phone
        for text in draw(st.lists(phone_texts(), max_size=3))
        for phone in drafting.make_phones(text, label)
        if drafting.make_phones(phone.raw, label) == (phone,)
    ]
    mails = [
        email
        for text in draw(st.lists(email_texts(), max_size=3))
        for email in drafting.make_emails(text, label)
        if drafting.make_emails(email.raw, label) == (email,)
    ]
    tax = draw(st.sampled_from(["", "1234567890", "0110023450", "123", "12 34-A"]))
    return Contact(
        kind=draw(st.sampled_from(CONTACT_KINDS)),
        name=draw(lines),
        first_name=draw(lines),
        last_name=draw(lines),
        title=draw(lines),
        companies=tuple(CompanyLink(new_uid(), role, name or "Kaya A.Ş.") for role, name in links),
        phones=tuple(numbers),
        emails=tuple(mails),
        socials=tuple(
            made
            for text in draw(st.lists(words | st.just("instagram:@ayse"), max_size=2))
            if (made := drafting.make_social(text, "", label))
        ),
        websites=tuple(
            made
            for text in draw(st.lists(words, max_size=2))
            if (made := drafting.make_website(text, label))
        ),
        addresses=tuple(address for address in addresses if not address.is_empty()),
        birthday=draw(st.just("") | birthdays),
        tax_office=draw(lines),
        tax_number=identity.parse_tax_number(tax).value or tax,
        iban=identity.parse_iban(draw(st.sampled_from(["", "TR33 0006 1005", "yok"]))).value,
        language=draw(st.sampled_from(["", "tr", "en"])),
        tags=drafting.make_tags(draw(st.lists(words, max_size=4))),
        lifecycle=draw(st.sampled_from(["", *LIFECYCLES])),
        owner=draw(lines),
        source=draw(lines),
        preferred_channel=draw(st.sampled_from(["", *CHANNELS])),
        preferred_time=draw(lines),
        codes=tuple(
            made
            for code, source in draw(st.lists(st.tuples(words, lines), max_size=2))
            if (made := drafting.make_code(code, source))
        ),
        custom=sorted_custom(own),
        notes=tuple(
            Note(text, draw(moments)) for text in draw(st.lists(texts, max_size=3)) if text
        ),
        origin=draw(lines),
        uid=new_uid(),
        created_at=draw(moments),
        updated_at=draw(moments),
    )
