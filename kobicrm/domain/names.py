"""Names of people and companies: splitting, telling apart, comparing."""

from __future__ import annotations

import re

from kobicrm.domain.turkish import fold, lower

_WORD = re.compile(r"\w+")

# Words no person is called: legal forms and trades seen in company names of Türkiye.
_TRADES = (
    "ltd sti tic koop dernegi vakfi sirketi sirket limited anonim sanayi sanayii ticaret insaat ins"
    " market supermarket otomotiv mobilya giyim tekstil konfeksiyon gida ambalaj elektrik"
    " elektronik bilisim yazilim teknoloji lojistik nakliyat kargo turizm restoran restaurant"
    " lokanta lokantasi kafe cafe bufe bufesi eczane eczanesi kirtasiye matbaa matbaacilik reklam"
    " ajansi cicekcilik hirdavat kuyumculuk emlak sigorta oto petrol tarim hayvancilik makina"
    " makine metal plastik kozmetik temizlik danismanlik muhendislik mimarlik pazarlama"
    " ithalat ihracat holding grup gmbh llc okulu koleji universitesi hastanesi klinigi"
    " belediyesi kooperatifi odasi birligi apartmani otel oteli pansiyon firin firini kasabi"
    " pastanesi manavi"
)
_COMPANY_WORDS = frozenset(_TRADES.split())
_JOINT_STOCK = re.compile(
    r"\bA\s*\.?\s*[ŞS]\s*\.|\bA\s*\.\s*[ŞS]\b|\bA\s+Ş\b|\bAŞ\b", re.IGNORECASE
)
# "San." stands for Sanayi only where it is shortened or followed by more; Şan is a surname.
_INDUSTRY = re.compile(r"\bsan(?:\.|\s+(?:ve|tic))")

_FORMS = (
    "as anonim sirketi sirket ltd limited sti san sanayi sanayii tic ticaret ve koll kollektif"
    " kom komandit koop kooperatifi"
)
_LEGAL = frozenset(_FORMS.split())
_TRADE = {
    "ins": "insaat",
    "insaat": "insaat",
    "paz": "pazarlama",
    "pazarlama": "pazarlama",
    "ith": "ithalat",
    "ithalat": "ithalat",
    "ihr": "ihracat",
    "ihracat": "ihracat",
}


def split_person(full: str) -> tuple[str, str]:
    """Return (first names, last name); the last word is the last name, one word has none."""
    words = full.split()
    if len(words) < 2:
        return " ".join(words), ""
    return " ".join(words[:-1]), words[-1]


def join_person(first: str, last: str) -> str:
    """Return the full name with single spaces."""
    return " ".join(f"{first} {last}".split())


def looks_like_company(name: str) -> bool:
    """Tell whether ``name`` reads like a company: a legal form or a trade among its words."""
    words = _WORD.findall(fold(name))
    if not _COMPANY_WORDS.isdisjoint(words):
        return True
    return bool(_JOINT_STOCK.search(name) or (len(words) > 1 and _INDUSTRY.search(lower(name))))


def _company_words(name: str) -> list[str]:
    words = _WORD.findall(fold(name))
    joined: list[str] = []
    for word in words:
        if word == "s" and joined and joined[-1] == "a":
            joined[-1] = "as"
        elif word in ("tic", "ticaret") and joined and joined[-1] == "dis":
            # Foreign trade; "diş" alone is a dentist.
            joined[-1] = word
        else:
            joined.append(word)
    return joined


def company_key(name: str) -> str:
    """Return the folded name without legal forms, for finding the same company again.

    Trades (inşaat, pazarlama, ithalat, ihracat) go too, unless fewer than two words remain; a
    name made of such words only keeps them all.
    """
    words = _company_words(name)
    kept = [w for w in words if w not in _LEGAL]
    if not kept:
        return " ".join(words)
    core = [w for w in kept if w not in _TRADE]
    if len(core) < 2:
        core = [_TRADE.get(w, w) for w in kept]
    return " ".join(core)


def compatible(a: str, b: str) -> bool:
    """Tell whether two names may be one person: equal folded, or one's words within the other's.

    An empty name is compatible with nothing; there is no fuzziness.
    """
    one, other = frozenset(_WORD.findall(fold(a))), frozenset(_WORD.findall(fold(b)))
    if not one or not other:
        return False
    return one <= other or other <= one
