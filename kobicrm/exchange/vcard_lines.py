"""Taking one line of a vCard 2.1, 3.0 or 4.0 apart: name, parameters, decoded value.

A raw line is a ``str`` with one character for each byte of the file (Latin-1), folded lines
put together: one property may be written in another encoding than the next one.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kobicrm.exchange.vcard_text import capitals, split_value, unescape

# Further down a line is no name and no parameter any more.
_HEAD_LIMIT = 8192
_HEAD = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)(?=[;:])")
# Android writes its users' own labels in a way no version of the format knows.
_PARAM = re.compile(
    r';(?:(?P<own>X-CUSTOM)\((?P<label>.*?)\)(?=[;:])|(?P<param>(?:"[^"]*"|[^";:])*))',
    re.IGNORECASE,
)
_ENCODINGS = {"QUOTED-PRINTABLE": "qp", "BASE64": "b64", "B": "b64", "8BIT": "", "7BIT": ""}
_CHARSETS = {
    "UTF8": "utf-8",
    "ISO88599": "cp1254",
    "LATIN5": "cp1254",
    "WINDOWS1254": "cp1254",
    "CP1254": "cp1254",
    "ISO88591": "cp1252",
    "LATIN1": "cp1252",
    "WINDOWS1252": "cp1252",
    "CP857": "cp857",
    "IBM857": "cp857",
}
_NOT_NAME = re.compile(r"[^A-Z0-9]")
_LAST = "cp1254"
_PHOTOS = frozenset({"PHOTO", "LOGO", "X-MS-CARDPICTURE"})
_BINARY = _PHOTOS | {"SOUND", "KEY"}
_BASE64 = frozenset({"BASE64", "ENCODING=BASE64", "ENCODING=B"})
# What is text even in Base64.
_TEXTS = "N FN NICKNAME NOTE ORG TITLE ROLE ADR LABEL TEL EMAIL URL CATEGORIES BDAY UID"
_TEXT = frozenset(_TEXTS.split())
OWN_LABEL = "X-CUSTOM"
# The properties of vCard 2.1 to 4.0 and their extensions, but for those that begin with X-.
_NAMES = (
    "ADR AGENT ANNIVERSARY BDAY BEGIN BIRTHPLACE CALADRURI CALURI CATEGORIES CLASS CLIENTPIDMAP"
    " CONTACT-URI CREATED DEATHDATE DEATHPLACE EMAIL END EXPERTISE FBURL FN GENDER GEO GRAMGENDER"
    " HOBBY IMPP INTEREST JSPROP KEY KIND LABEL LANG LANGUAGE LOGO MAILER MEMBER N NAME NICKNAME"
    " NOTE ORG ORG-DIRECTORY PHOTO PRODID PROFILE PRONOUNS RELATED REV ROLE SOCIALPROFILE"
    " SORT-STRING SOUND SOURCE TEL TITLE TZ UID URL VERSION XML"
)
_KNOWN = frozenset(_NAMES.split())


@dataclass(frozen=True, slots=True)
class Property:
    """One property: ``value`` is decoded, its backslashes still stand.

    ``raw`` is the line as it stands in the file, without ``name`` when it can't be read.
    ``is_odd`` tells that it is written in a way the format does not know, ``is_damaged`` that
    some letters could not be read.
    """

    line: int
    raw: str
    name: str = ""
    group: str = ""
    params: dict[str, list[str]] = field(default_factory=dict)
    value: str = ""
    is_odd: bool = False
    is_damaged: bool = False

    @property
    def types(self) -> list[str]:
        """Return the words of its TYPE as given, from every spelling of the three versions."""
        return self.params.get("TYPE", [])

    @property
    def text(self) -> str:
        """Return the value as one text."""
        return unescape(self.value)

    def parts(self, separator: str = ";") -> list[str]:
        """Return the parts of the value, each as a trimmed text."""
        return [unescape(part).strip() for part in split_value(self.value, separator)]

    def param(self, name: str) -> str:
        """Return a parameter's first value, '' without one."""
        return _first(self.params, name)


def _first(params: dict[str, list[str]], name: str) -> str:
    return next(iter(params.get(name, ())), "")


def head_of(raw: str) -> str:
    """Return a raw line up to and with its first colon, '' when none is where one belongs."""
    return raw[: raw.find(":", 0, _HEAD_LIMIT) + 1]


def name_of(raw: str) -> str:
    """Return the name of the property a line begins with, '' when it begins with none."""
    match = _HEAD.match(raw)
    return capitals(match[2]) if match else ""


def is_photo(name: str) -> bool:
    """Tell whether a property is a photo or a logo."""
    return name in _PHOTOS


def is_skipped(head: str) -> bool:
    """Tell whether the line that begins so holds a photo, a sound, a key or the like."""
    name = name_of(head)
    return name in _BINARY or (is_base64(head) and name not in _TEXT)


def is_base64(head: str) -> bool:
    """Tell whether the value behind ``head`` is Base64."""
    words = capitals(head).rstrip(":").split(";")
    return not _BASE64.isdisjoint(words)


def is_quoted(head: str) -> bool:
    """Tell whether the value behind ``head`` is quoted-printable and may have soft breaks."""
    return "QUOTED-PRINTABLE" in capitals(head)


def parse(line: int, raw: str, codecs: Sequence[str]) -> Property:
    """Return a raw line as a property, without a name when it is none.

    ``codecs`` are tried in order; a charset the line names itself comes after UTF-8, which
    Turkish text in another encoding is never mistaken for.
    """
    match = _HEAD.match(raw)
    name = capitals(match[2]) if match else ""
    if match is None or not head_of(raw) or not (name in _KNOWN or name.startswith("X-")):
        # The rest of a note that was never folded may even look like a property.
        text, damaged = decoded(raw, codecs)
        return Property(line, raw, value=text, is_odd=True, is_damaged=damaged)
    params, colon, odd = _params(raw[:_HEAD_LIMIT], match.end(), codecs)
    encoding = _ENCODINGS.get(capitals(_first(params, "ENCODING")), "")
    charset = _CHARSETS.get(_NOT_NAME.sub("", capitals(_first(params, "CHARSET"))))
    order = (codecs[0], charset, *codecs[1:]) if charset else codecs
    value, wrong, damaged = _value(raw[colon + 1 :], encoding, order)
    return Property(
        line,
        raw,
        name,
        capitals(match[1] or ""),
        params,
        value,
        odd or wrong,
        damaged,
    )


def _params(head: str, place: int, codecs: Sequence[str]) -> tuple[dict[str, list[str]], int, bool]:
    """Return the parameters, where the colon behind them is, and whether they are odd."""
    found: dict[str, list[str]] = {}
    odd = False
    while (match := _PARAM.match(head, place)) is not None:
        place = match.end()
        if match["own"]:
            odd = True
            found.setdefault(OWN_LABEL, []).append(_own_label(match["label"], codecs))
            continue
        name, sign, text = decoded(match["param"], codecs)[0].partition("=")
        name = name.strip()
        if not sign:
            # vCard 2.1 leaves TYPE= and ENCODING= out.
            sign, text = name, name
            name = "ENCODING" if capitals(name) in _ENCODINGS else "TYPE"
        words = text.split(",") if capitals(name) == "TYPE" else [text]
        words = [word for piece in words if (word := piece.strip(' "'))]
        found.setdefault(capitals(name), []).extend(words)
    if head[place : place + 1] != ":":
        # A quotation mark that is never closed: the value begins at the next colon.
        return found, max(head.find(":", place), head.find(":")), True
    return found, place, odd


def _own_label(text: str, codecs: Sequence[str]) -> str:
    *params, label = text.split(",")
    if any(is_quoted(param) for param in params):
        label = _quoted(label)
    return decoded(label, codecs)[0].strip()


def _value(raw: str, encoding: str, codecs: Sequence[str]) -> tuple[str, bool, bool]:
    """Return a decoded value, whether it is written wrongly and whether letters are lost."""
    odd = False
    if encoding == "b64":
        try:
            data = binascii.a2b_base64("".join(raw.split()), strict_mode=True)
            raw = data.decode("latin-1")
        except ValueError:
            odd = True
    if encoding != "qp":
        text, damaged = decoded(raw, codecs)
        return text, odd, damaged
    found = [decoded(_quoted(part), codecs) for part in split_value(raw)]
    damaged = any(lost for _text, lost in found)
    if len(found) == 1:
        return found[0][0], odd, damaged
    # Beside semicolons that part the value, one written as =3B is a letter.
    return ";".join("\\;".join(split_value(text)) for text, _lost in found), odd, damaged


def _quoted(text: str) -> str:
    return binascii.a2b_qp(text.encode("latin-1")).decode("latin-1")


def decoded(text: str, codecs: Sequence[str]) -> tuple[str, bool]:
    """Return a text of bytes in the first encoding it is valid in, and whether none fits."""
    if text.isascii():
        return text, False
    data = text.encode("latin-1")
    for codec in codecs:
        try:
            return data.decode(codec), False
        except UnicodeDecodeError:
            continue
    return data.decode(_LAST, "replace"), True
