"""What is said about findings of the data's quality: their kind, a sentence, the way out."""

from __future__ import annotations

from collections.abc import Mapping

from kobicrm.domain.clean import clean_line
from kobicrm.domain.dates import format_birthday
from kobicrm.domain.identity import display_iban
from kobicrm.domain.quality import CUSTOM, Finding
from kobicrm.domain.turkish import title_invariant, upper
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.asking import particle
from kobicrm.i18n.messages import field_label
from kobicrm.i18n.notices import NOTICES

# The kind of a finding in a list: at most 22 letters.
KINDS: dict[str, str] = {
    "mojibake": N_("Garbled letters"),
    "phone_short": N_("Short phone"),
    "phone_invalid": N_("Wrong phone"),
    "phone_letters": N_("Letters in a phone"),
    "phone_damaged": N_("Phone cut by Excel"),
    "email_typo": N_("Mistyped e-mail"),
    "email_turkish_letters": N_("Turkish letters"),
    "email_invalid": N_("Wrong e-mail"),
    "tax_number_checksum": N_("Wrong tax number"),
    "tax_number_length": N_("Length of tax number"),
    "tax_number_repeated": N_("Made-up tax number"),
    "iban_checksum": N_("Wrong IBAN"),
    "iban_length": N_("Length of IBAN"),
    "tax_number_padded": N_("Zero of tax number"),
    "phone_twice": N_("Phone twice"),
    "email_twice": N_("E-mail twice"),
    "name_phone": N_("Phone in the name"),
    "name_digits": N_("Digits in the name"),
    "name_capitals": N_("Name in capitals"),
    "name_small": N_("Name in small letters"),
    "province_unknown": N_("Unknown province"),
    "province_missing": N_("Province missing"),
    "district_missing": N_("District missing"),
    "district_unknown": N_("Unknown district"),
    "district_elsewhere": N_("District elsewhere"),
    "birthday_future": N_("Birthday to come"),
    "birthday_early": N_("Birthday before 1900"),
}
# The others are told of when the value is written, too.
SENTENCES: dict[str, str] = {
    "mojibake": N_("the letters were garbled on the way"),
    "tax_number_padded": N_("the tax number has lost the zero it begins with"),
    "phone_twice": N_("this number is there twice"),
    "email_twice": N_("this address is there twice"),
    "name_phone": N_("there is a phone number in the name"),
    "name_digits": N_("there are digits in the name"),
    "name_capitals": N_("the name is all in capitals"),
    "name_small": N_("the name is all in small letters"),
    "province_unknown": N_("there is no such province"),
    "province_missing": N_("{about} is there, but no province"),
    "district_missing": N_("{about} is there, but no district"),
    "district_unknown": N_("{about} has no such district"),
    "district_elsewhere": N_("{about} is not a district of {value}"),
    "birthday_future": N_("the birthday is still to come"),
    "birthday_early": N_("the birthday lies before 1900"),
}
_PARTS: dict[str, str] = {
    "addresses.street": N_("Street"),
    "addresses.district": N_("District"),
    "addresses.province": N_("Province"),
    "companies.role": N_("Role in the company"),
    "notes": N_("Note"),
    "tags": N_("Tag"),
}


def kind_text(code: str) -> str:
    """Return the kind of a finding in two or three words; the code when it is unknown."""
    return _(KINDS.get(code, code))


def place_text(field: str) -> str:
    """Return where in a contact a finding is: `E-posta`, `İlçe`, the name of an own field."""
    if field.startswith(CUSTOM):
        return clean_line(field.removeprefix(CUSTOM))
    return _(_PARTS[field]) if field in _PARTS else field_label(field)


def value_text(field: str, value: str) -> str:
    """Return a value of a finding as people read it: dates in words, an IBAN in groups."""
    if field == "birthday":
        return format_birthday(value, language())
    return display_iban(value) if field == "iban" else value


def sentence(finding: Finding) -> str:
    """Return what is wrong, without a full stop: `gmial.com yerine gmail.com mu?`."""
    if finding.code == "email_typo" and (text := _typo(finding)):
        return text
    text = _(SENTENCES.get(finding.code) or NOTICES.get(finding.code, finding.code))
    return _begun(text.format(**_values(finding)))


def suggestion_text(finding: Finding) -> str:
    """Return what should stand there instead: `Ayşe Yılmaz`, or that it should go; '' for none."""
    if finding.suggestion is None:
        return ""
    return value_text(finding.field, finding.suggestion) or _("take it out")


def _typo(finding: Finding) -> str:
    """Return the question about a domain; '' when more than the domain is suggested."""
    mine, _at, wrong = finding.value.rpartition("@")
    local, _at, right = (finding.suggestion or "").rpartition("@")
    if not right or mine != local:
        return ""
    text = _("{right} instead of {wrong}?")
    values = {"right": right, "wrong": clean_line(wrong, 100), "mi": particle(right)}
    return text.format(**values)


def _values(finding: Finding) -> Mapping[str, str]:
    values = {"value": finding.value, "about": finding.about}
    return {name: clean_line(value, 100) for name, value in values.items()}


def _begun(text: str) -> str:
    first = upper(text[:1]) if language() == "tr" else title_invariant(text[:1])
    return first + text[1:]
