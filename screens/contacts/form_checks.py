"""What the form says beside a field: what will be stored, a question, or what is wrong.

Odd phones, e-mails and numbers are kept and flagged, so they are questions; only what can't be
stored at all is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kobicrm.domain import dates, drafting, emails, identity, phones, places
from kobicrm.domain.date_words import read_date
from kobicrm.domain.turkish import fold
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.asking import asked
from screens.contacts.form_values import CUSTOM, OwnField, birthday_text, split_key
from screens.contacts.values import custom_text
from screens.widgets.sheet_line import NOTHING, Said

# Cells of an answer behind its sign: the column is narrow.
_ROOM = 24
_DOUBTS = {
    "phone_short": N_("number too short"),
    "phone_damaged": N_("digits are missing"),
    "phone_letters": N_("letters in the number"),
    "phone_invalid": N_("no such number"),
    "email_invalid": N_("not an e-mail address"),
    "email_typo": N_("looks mistyped"),
    "email_turkish_letters": N_("Turkish letters in it"),
    "tax_number_checksum": N_("check digit is wrong"),
    "tax_number_length": N_("should be 10 or 11 long"),
    "tax_number_repeated": N_("one digit repeated"),
    "iban_length": N_("length is wrong"),
    "iban_checksum": N_("check digits are wrong"),
}


def said(
    key: str, text: str, texts: Mapping[str, str], own: Mapping[str, OwnField], today: date
) -> Said:
    """Return what is said beside the line ``key`` holding ``text``, among all ``texts``."""
    value = text.strip()
    name, place, part = split_key(key) or (key, 0, "")
    if key in ("first_name", "name"):
        return _name(texts)
    if (name, part) == ("companies", "role"):
        return _role(value, texts.get(f"companies.{place}.name", ""), texts)
    if not value:
        return NOTHING
    if key.startswith(CUSTOM):
        return _custom(value, own[key.removeprefix(CUSTOM)], today)
    if key == "birthday":
        return _birthday(value, today)
    if (name, part) == ("addresses", "district"):
        return _district(value, texts.get(f"addresses.{place}.province", ""))
    check = {
        "phones.raw": _phone,
        "emails.raw": _email,
        "tax_number": _tax_number,
        "iban": _iban,
        "addresses.province": _province,
        "socials.raw": _social,
    }.get(f"{name}.{part}" if part else key)
    return check(value) if check else NOTHING


def written(key: str, text: str, own: Mapping[str, OwnField], today: date) -> str:
    """Return ``text`` with a date in words written out: `dün` means another day tomorrow."""
    is_date = key.startswith(CUSTOM) and own[key.removeprefix(CUSTOM)].type == "date"
    if not (is_date or key == "birthday") or not text.strip():
        return text
    if key == "birthday" and drafting.birthday(text) is not None:
        return text
    if is_date and dates.parse_date(text) is not None:
        return text
    found = read_date(text, today)
    return birthday_text(found.isoformat()) if found else text


def _name(texts: Mapping[str, str]) -> Said:
    if texts["kind"] == "company":
        missing = not texts["name"].strip()
    else:
        missing = not (texts["first_name"].strip() or texts["last_name"].strip())
    return Said("error", _("a name is needed")) if missing else NOTHING


def _role(value: str, company: str, texts: Mapping[str, str]) -> Said:
    if value and not company.strip() and texts["kind"] == "person":
        return Said("error", _("write the company too"))
    return NOTHING


def _doubt(code: str, otherwise: str = "") -> str:
    return _(_DOUBTS.get(code) or _DOUBTS[otherwise])


def _phone(value: str) -> Said:
    found = phones.parse_phones(value)
    if not found:
        return Said("question", _doubt("phone_invalid"))
    if len(found) > 1:
        count = ngettext("{n} number", "{n} numbers", len(found)).format(n=len(found))
        return Said("ok", count)
    number = found[0]
    if not number.valid:
        return Said("question", _doubt(number.problem, "phone_invalid"))
    shown = phones.display(number.e164, number.ext, language())
    if shown == value:
        return NOTHING
    if len(shown) > _ROOM and number.ext:
        # A number is never cut: the word before its extension is.
        shown = " ".join((phones.display(number.e164), _("ext."), number.ext))
    return Said("ok", shown)


def _email(value: str) -> Said:
    found = emails.parse_emails(value)
    if not found:
        return Said("question", _doubt("email_invalid"))
    first = found[0]
    if first.suggestion:
        own, _at, domain = first.suggestion.rpartition("@")
        same = value.startswith(f"{own}@")
        return Said("question", asked(domain if same else first.suggestion), first.suggestion)
    if first.problem:
        return Said("question", _doubt(first.problem, "email_invalid"))
    return Said("ok", first.address) if first.address != value else NOTHING


def _birthday(value: str, today: date) -> Said:
    stored = drafting.birthday(value)
    if stored is None:
        found = read_date(value, today)
        stored = found.isoformat() if found else None
    if stored is None:
        return Said("error", _("“{value}” is not a date").format(value=value))
    return Said("ok", dates.format_birthday(stored, language()))


def _tax_number(value: str) -> Said:
    number = identity.parse_tax_number(value)
    if number.problem:
        return Said("question", _doubt(number.problem, "tax_number_length"))
    return Said("ok", number.value) if number.value != value else NOTHING


def _iban(value: str) -> Said:
    number = identity.parse_iban(value)
    if not number.valid:
        return Said("question", _doubt(number.problem, "iban_length"))
    shown = identity.display_iban(number.value)
    # The number itself is too long for the column.
    return Said("ok", _("valid")) if shown != value else NOTHING


def _social(value: str) -> Said:
    made = drafting.make_social(value)
    shown = f"@{made.handle}" if made else ""
    return Said("ok", shown) if shown != value else NOTHING


def _province(value: str) -> Said:
    found = places.find_province(value)
    if found:
        return Said("ok", found) if found != value else NOTHING
    near = places.complete_province(value)
    if len(near) == 1:
        return Said("question", asked(near[0]), near[0])
    return Said("question", _("not in the list"))


def _district(value: str, province: str) -> Said:
    found = places.find_district(value, province)
    if found:
        home = "" if province.strip() else places.province_of_district(value)
        shown = ", ".join(part for part in (found, home) if part)
        return Said("ok", shown) if shown != value else NOTHING
    near = places.complete_district(value, province) if province.strip() else []
    if len(near) == 1:
        return Said("question", asked(near[0]), near[0])
    if places.find_province(province):
        return Said("question", _("not in {province}").format(province=province))
    return Said("question", _("not in the list"))


def _custom(value: str, own: OwnField, today: date) -> Said:
    if own.type == "date":
        return _date(value, today)
    made = drafting.custom_value(own.type, value, language())
    if own.type == "choice" and made not in own.choices:
        made = next((one for one in own.choices if fold(one) == fold(value)), None)
        if made is not None:
            return Said("question", asked(str(made)), str(made))
    if made is None:
        return Said("error", _("does not fit this field"))
    shown = custom_text(made, own.type)
    return Said("ok", shown) if shown != value else NOTHING


def _date(value: str, today: date) -> Said:
    found = read_date(value, today)
    if found is None:
        return Said("error", _("“{value}” is not a date").format(value=value))
    if found.year == today.year:
        return Said("ok", dates.long_date(found, language()))
    return Said("ok", dates.format_birthday(found.isoformat(), language()))
