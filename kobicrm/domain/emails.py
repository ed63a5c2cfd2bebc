"""E-mail addresses: reading cells, telling case from error, suggesting the likely domain.

The email_validator library takes ``şükrü@gmail.com`` and ``ali@gmaıl.com`` for international
addresses; here such an address is a mistake, which is what İYS answers too. The library is
asked only about what the fast pattern can't settle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kobicrm.domain.spelling import one_edit
from kobicrm.domain.turkish import fold, lower_invariant

_ATOM = r"[A-Za-z0-9_%+&-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_FAST = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+[A-Za-z]{{2,24}})")
_TURKISH = re.compile("[ıİşŞğĞüÜöÖçÇâÂîÎûÛ]")
_ANGLE = re.compile(r"<\s*([^<>]*@[^<>]*?)\s*>")
_SPLIT = re.compile(r"\s*(?::::|[;\n\r|])\s*|\s*,\s*|\s+")
_AROUND_AT = re.compile(r"\s*@\s*")
_SPELLED_AT = re.compile(r"\s*(?:\[at\]|\(at\)|\s+at\s+)\s*", re.IGNORECASE)

_WRONG = {
    right: wrong.split()
    for right, wrong in {
        "gmail.com": "gmial.com gamil.com gmal.com gmai.com gmil.com gmali.com gmaill.com gnail.com"
        " gmaul.com gimail.com gemail.com gmail.co gmail.cm gmail.om gmail.con gmail.cmo gmail.comm"
        " gmailcom gmail.com.tr g-mail.com gmail gmeil.com ggmail.com gmail.cim gmaol.com"
        " gmail.net gmail.tr",
        "hotmail.com": "hotmial.com hotmal.com hotmil.com hotmai.com hotmaill.com hotamil.com"
        " hotmali.com homail.com hotmeil.com hotmail.co hotmail.con hotmail.cm hotmail.comm"
        " hotmailcom hotmail otmail.com hotmail.cim hotmail.om",
        "outlook.com": "outlok.com outloo.com outllok.com outlookk.com outlook.co outlook.con"
        " outlook.cm outlookcom outlok.con",
        "yahoo.com": "yaho.com yahooo.com yhoo.com yhaoo.com yahoo.co yahoo.con yahoo.cm yahoo.comm"
        " yahoocom",
        "icloud.com": "iclod.com iclould.com icloud.con icloud.co icloud.cm icloudcom icoud.com",
        "mynet.com": "mynet.con mynet.co mynetcom mymet.com",
    }.items()
}
_TYPOS = {fold(wrong): right for right, many in _WRONG.items() for wrong in many}
_TARGETS = ("gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com",
            "windowslive.com", "yandex.com", "superonline.com", "ttnet.net.tr")  # fmt: skip
# Domains that exist although they are one edit away from a better known one.
_EXISTING = (
    "mail.com email.com ymail.com gmx.com fmail.com qmail.com zmail.com kmail.com umail.com"
    " imail.com tmail.com amail.com bmail.com smail.com cmail.com xmail.com gail.com cloud.com"
    " rotmail.com ttmail.com gmail.de yahoo.ca yandex.co kotmail.com jmail.com wmail.com vmail.com"
    " rmail.com pmail.com nmail.com lmail.com hmail.com dmail.com"
)
_REAL = frozenset(_EXISTING.split())
_ENDINGS = {
    ".con": ".com", ".cmo": ".com", ".cim": ".com", ".vom": ".com", ".xom": ".com",
    ".comm": ".com", ".ocm": ".com", ".nte": ".net", ".con.tr": ".com.tr", ".comtr": ".com.tr",
    ".com.rt": ".com.tr", ".cmo.tr": ".com.tr", ".cim.tr": ".com.tr", ".vom.tr": ".com.tr",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """One address as given (``raw``) and as understood.

    ``key`` is the folded address, under which the same address is found again. ``problem`` is
    empty or email_turkish_letters, email_typo, email_invalid; ``suggestion`` the likely address.
    A typo in a known domain leaves ``valid`` true: only its owner can know.
    """

    raw: str
    address: str = ""
    key: str = ""
    valid: bool = False
    problem: str = ""
    suggestion: str = ""


def parse_emails(text: str) -> tuple[EmailAddress, ...]:
    """Return every address in a cell, in order; none for an empty cell or a mere dash."""
    if match := _FAST.fullmatch(text):
        return (_checked(text, text.lower(), match[2].lower()),)
    if not any(c.isalnum() for c in text):
        return ()
    return tuple(_single(piece) for piece in _pieces(" ".join(text.split())))


def parse_email(text: str) -> EmailAddress:
    """Return the first address in ``text``, or an invalid one when there is none."""
    found = parse_emails(text)
    return found[0] if found else EmailAddress(text, problem="email_invalid")


def _pieces(text: str) -> list[str]:
    if found := _ANGLE.findall(text):
        rest = _ANGLE.sub(" ", text)
        return [*found, *(word for word in _SPLIT.split(rest) if "@" in word)]
    text = _AROUND_AT.sub("@", text.strip())
    if text.count("@") < 2:
        return [text.strip(" ,;|")]
    words = [word for word in _SPLIT.split(text) if any(c.isalnum() for c in word)]
    pieces: list[str] = []
    for word in words:
        # "ali@gmail,com": the tail of a domain, cut off by its own comma.
        if "@" not in word and pieces and "." not in pieces[-1].rpartition("@")[2]:
            pieces[-1] += f",{word}"
        else:
            pieces.append(word)
    return pieces


def _single(raw: str) -> EmailAddress:
    given = raw.strip().strip("<>").strip()
    if len(given) > 2 and given[0] == given[-1] and given[0] in "\"'":
        given = given[1:-1].strip()
    if lower_invariant(given[:7]) == "mailto:":
        given = given[7:].partition("?")[0]
    # In capitals throughout, İ and I are the capitals of i; a mixed İ is a typing error.
    case_only = not any(c.islower() for c in given)
    address = lower_invariant(given)
    tested = address if case_only else (given if _TURKISH.search(given) else address)
    if match := _FAST.fullmatch(tested):
        return _checked(raw, address, match[2].lower())
    if _TURKISH.search(tested):
        return _turkish(raw, address)
    return _doubtful(raw, address)


def _checked(raw: str, address: str, domain: str) -> EmailAddress:
    local_length = len(address) - len(domain) - 1
    if local_length > 64 or len(address) > 254:
        return EmailAddress(raw, address, address, False, "email_invalid")
    better = _better_domain(domain)
    if better:
        suggestion = address[: local_length + 1] + better
        return EmailAddress(raw, address, address, True, "email_typo", suggestion)
    return EmailAddress(raw, address, address, True)


def _turkish(raw: str, address: str) -> EmailAddress:
    plain = fold(address)
    match = _FAST.fullmatch(plain)
    if not match:
        suggestion = _repaired(plain)
        return EmailAddress(raw, address, plain, False, "email_invalid", suggestion)
    suggestion = f"{match[1]}@{_better_domain(match[2]) or match[2]}"
    return EmailAddress(raw, address, plain, False, "email_turkish_letters", suggestion)


def _doubtful(raw: str, address: str) -> EmailAddress:
    if address.count("@") == 1 and len(address) <= 320 and _library_takes(address):
        return EmailAddress(raw, address, fold(address), True)
    return EmailAddress(raw, address, fold(address), False, "email_invalid", _repaired(address))


def _library_takes(address: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except (EmailNotValidError, ValueError):
        return False
    return True


def _repaired(address: str) -> str:
    """Return the likely address behind broken syntax, or an empty string."""
    text = _SPELLED_AT.sub("@", fold(address))
    if " " in text and text.count("@") == 1:
        text = next(word for word in text.split() if "@" in word)
    local, at, domain = text.partition("@")
    if not at or "@" in domain:
        return ""
    local = re.sub(r"\.{2,}", ".", local.replace(",", ".")).strip(".")
    local = local.removeprefix("www.")
    domain = re.sub(r"\.{2,}", ".", domain.replace(",", ".")).strip(".;:")
    domain = domain.removeprefix("www.")
    domain = _better_domain(domain) or domain
    repaired = f"{local}@{domain}"
    return repaired if _FAST.fullmatch(repaired) else ""


@lru_cache(maxsize=8192)
def _better_domain(domain: str) -> str:
    """Return the domain that was probably meant, or an empty string when it looks right."""
    if domain in _TYPOS:
        return _TYPOS[domain]
    for ending, right in _ENDINGS.items():
        if domain.endswith(ending):
            fixed = domain.removesuffix(ending) + right
            return _TYPOS.get(fixed) or _near(fixed) or fixed
    if domain.endswith(".tr") and not domain.endswith("net.tr"):
        return ""
    return _near(domain)


def _near(domain: str) -> str:
    if domain in _TARGETS or domain in _REAL:
        return ""
    return next((target for target in _TARGETS if one_edit(domain, target)), "")
