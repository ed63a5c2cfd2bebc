"""Every finding is said in a sentence, in both languages."""

from __future__ import annotations

import pytest

from kobicrm import i18n
from kobicrm.domain.quality import CODES, Finding
from kobicrm.i18n import quality
from kobicrm.i18n.asking import particle

TYPO = Finding("email_typo", "emails", "ismail@gmial.com", "ismail@gmail.com")


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_kind_and_a_sentence_in_both_languages(code: str) -> None:
    finding = Finding(code, "name", "değer", about="yer")
    said = {}
    for lang in i18n.LANGUAGES:
        i18n.install(lang)
        kind, sentence = quality.kind_text(code), quality.sentence(finding)
        assert code not in (kind, sentence)
        assert "{" not in sentence
        assert len(kind) <= 24
        assert sentence[0].isupper() or sentence.startswith("yer")
        said[lang] = (kind, sentence)
    assert said["tr"][0] != said["en"][0]
    assert said["tr"][1] != said["en"][1]


def test_a_mistyped_domain_is_asked_about_as_people_ask() -> None:
    i18n.install("tr")
    assert quality.sentence(TYPO) == "gmial.com yerine gmail.com mu?"
    both = Finding("email_typo", "emails", "İsmail@gmial.com", "ismail@gmail.com")
    assert quality.sentence(both) == "E-postanın alan adı yanlış yazılmış görünüyor"
    ends = {"0532 123 45 67": "mi", "A101": "mi", "3": "mü", "2020": "mi", "500": "mü", "B0": "mı"}
    assert {value: particle(value) for value in ends} == ends
    i18n.install("en")
    assert quality.sentence(TYPO) == "gmail.com instead of gmial.com?"


def test_a_suggestion_is_said_in_words() -> None:
    i18n.install("tr")
    assert quality.suggestion_text(TYPO) == "ismail@gmail.com"
    assert quality.suggestion_text(Finding("phone_twice", "phones", "1", "")) == "silinsin"
    assert quality.suggestion_text(Finding("phone_short", "phones", "1")) == ""
    born = Finding("birthday_future", "birthday", "2029-03-14", "1929-03-14")
    assert quality.suggestion_text(born) == "14 Mart 1929"


def test_a_sentence_begins_with_a_turkish_capital_and_names_what_it_is_about() -> None:
    i18n.install("tr")
    missing = Finding("district_missing", "addresses.district", "", None, "İstanbul")
    assert quality.sentence(missing) == "İstanbul yazılmış, ilçe yazılmamış"
    hostile = Finding("district_missing", "addresses.district", "", None, "{value}\x1b[2J")
    assert quality.sentence(hostile) == "{value}[2J yazılmış, ilçe yazılmamış"


def test_a_place_in_the_contact_is_called_as_in_the_form() -> None:
    i18n.install("tr")
    assert quality.place_text("emails") == "E-posta"
    assert quality.place_text("addresses.district") == "İlçe"
    assert quality.place_text("custom.Puan\x07") == "Puan"
