"""How likely two contacts are one: evidence weighed by how rarely strangers share it.

Every agreement adds, every contradiction takes away, in powers of ten of the odds, as record
linkage does since Fellegi and Sunter (A Theory for Record Linkage, 1969); the weight of a name
or place comes from how common it is in this shop. Names decide first: two people whose first
names differ are two, whatever number, address or birthday they share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log10

from kobicrm.domain.duplicates import evidence as codes
from kobicrm.domain.duplicates.evidence import Commons, Evidence, Profile, Verdict
from kobicrm.domain.duplicates.naming import (
    EXACT,
    INITIAL,
    SHORT,
    TYPO,
    Agreement,
    Naming,
    companies,
    people,
)

# How many of a shop's contacts have a second record somewhere, before anything is known.
PRIOR = 0.05
# Odds (powers of ten) after something identifying is shared: a family shares a mobile or a
# mailbox more often than somebody is noted twice; a shop's line or info@ is shared by many.
_AFTER = {codes.SAME_MOBILE: -0.3, codes.SAME_EMAIL: -0.3, codes.SAME_PHONE: -1.0}
_MAILBOX = -1.0
# What a second identifier adds; they tend to be copied together.
_ANOTHER = 1.0
_TAX = 1.5
# The most one word of a name can say, and what an inexact agreement costs.
WORD_MOST = 3.0
_COST = {EXACT: 0.0, SHORT: 0.7, TYPO: 0.8}
_INITIAL = 1.0
_FAMILY_ALONG = 0.5
_FAMILY_CHANGED = -1.7
_WORD_MORE = -0.15
_NO_FIRST_NAME = -0.5
# Mailboxes of an office, not of somebody.
_OFFICE = frozenset(
    ("info", "bilgi", "iletisim", "muhasebe", "satis", "satinalma", "destek", "siparis", "ofis",
     "office", "mail", "admin", "contact", "sales", "accounting", "insankaynaklari", "ik")
)  # fmt: skip
# Sixty years have 21,900 days; the first of January is also what is written for "not known".
BORN = 3.6
BORN_DAY = 2.0
_NEW_YEAR = "01-01"
_FULL_DATE = 10
_BORN_OTHER = -2.5
_BORN_SLIP = -0.7
ADDRESS = 1.5
PLACE_MOST = 1.5
EMPLOYER_MOST = 2.5
_ALONG = 0.3
_MOVED = -0.4
_OTHER_NUMBERS = -0.7
_OTHER_MAILS = -0.3
# Companies: the same name without legal forms is how they are recognised everywhere.
_SAME_KEY = 0.9
_ONE_WORD_KEY = 0.3
_KEY_SLIP = -0.5
_OTHER_DISTRICT = -0.6
_OTHER_PROVINCE = -1.8
_COMPANY_NUMBER = 0.2


@dataclass(slots=True)
class _Scale:
    """The odds so far as a power of ten, and what they rest on."""

    odds: float = 0.0
    found: list[Evidence] = field(default_factory=list)

    def add(self, weight: float, code: str = "", value: str = "") -> None:
        self.odds += weight
        if code:
            self.found.append(Evidence(code, value))

    def verdict(self) -> Verdict:
        chance = 1 / (1 + 10**-self.odds)
        ordered = sorted(self.found, key=lambda one: codes.CODES.index(one.code))
        return Verdict(max(1, min(99, int(100 * chance + 0.5))), tuple(ordered))


def judge(a: Profile, b: Profile, commons: Commons) -> Verdict | None:
    """Return how likely ``a`` and ``b`` are one contact, None when they can't be.

    A person is never a company, two different tax numbers are two, and a name alone says
    nothing: something else has to be shared too.
    """
    if a.kind != b.kind or a.id == b.id or (a.tax and b.tax and a.tax != b.tax):
        return None
    if a.kind == "company":
        return _companies(a, b, commons)
    naming = people(a.words, b.words)
    if naming is None and not a.tax:
        return None
    return _people(a, b, naming, commons)


def contradict(a: Profile, b: Profile) -> bool:
    """Tell whether two contacts can't be one, whatever else joins them."""
    if a.kind != b.kind or (a.tax and b.tax and a.tax != b.tax):
        return True
    naming = (people if a.kind == "person" else companies)(a.words, b.words)
    full = len(a.birthday) == len(b.birthday) == _FULL_DATE
    born = full and a.birthday != b.birthday and sorted(a.birthday) != sorted(b.birthday)
    return born or (naming is None and not a.tax)


def prior(contacts: int) -> float:
    """Return the odds, as a power of ten, that two of so many contacts are one."""
    return log10(PRIOR / max(contacts, 2))


def _people(a: Profile, b: Profile, naming: Naming | None, commons: Commons) -> Verdict | None:
    scale = _Scale()
    shared = _identifiers(scale, a, b)
    if naming is None:
        # The same tax number under another name: worth a look, never certain.
        return Verdict(60, tuple(scale.found)) if codes.SAME_TAX in shared else None
    if shared:
        _name_along(scale, naming, commons, strict=shared == {codes.SAME_PHONE})
    else:
        if naming.other_family or (INITIAL in naming.ways() and not a.employers & b.employers):
            return None
        scale.add(prior(commons.people))
        for one in (*naming.given, *naming.family):
            scale.add(_weight(one, commons))
        scale.add(_WORD_MORE * naming.more)
    before = len(scale.found)
    _birthdays(scale, a.birthday, b.birthday)
    _places(scale, a, b, commons, along=bool(shared))
    _employers(scale, a, b, commons, along=bool(shared))
    if not shared and len(scale.found) == before:
        return None
    _other_numbers(scale, a, b)
    _tell_name(scale, naming)
    return scale.verdict()


def _identifiers(scale: _Scale, a: Profile, b: Profile) -> set[str]:
    """Weigh what identifies; return the codes of what is shared."""
    shared: dict[str, tuple[str, float]] = {}
    if a.tax and a.tax == b.tax:
        shared[codes.SAME_TAX] = (a.tax, _TAX)
    if numbers := a.mobiles & b.mobiles:
        shared[codes.SAME_MOBILE] = (min(numbers), _AFTER[codes.SAME_MOBILE])
    if mails := a.emails & b.emails:
        own = {mail for mail in mails if mail.partition("@")[0] not in _OFFICE}
        weight = _AFTER[codes.SAME_EMAIL] if own else _MAILBOX
        shared[codes.SAME_EMAIL] = (min(own or mails), weight)
    if numbers := a.landlines & b.landlines:
        shared[codes.SAME_PHONE] = (min(numbers), _AFTER[codes.SAME_PHONE])
    if shared:
        best = max(weight for _value, weight in shared.values())
        others = [weight for _value, weight in shared.values()]
        others.remove(best)
        scale.add(
            best + sum(_ANOTHER if one >= _AFTER[codes.SAME_EMAIL] else _ALONG for one in others)
        )
    for code, (value, _odds) in shared.items():
        scale.add(0, code, value)
    return set(shared)


def _weight(one: Agreement, commons: Commons) -> float:
    """Return what an agreement of two words of people's names says."""
    if one.how == INITIAL:
        return _INITIAL
    said = min(commons.word(one.mine), commons.word(one.other), WORD_MOST)
    return max(0.0, said - _COST[one.how])


def _name_along(scale: _Scale, naming: Naming, commons: Commons, *, strict: bool) -> None:
    """Weigh the names of two who share a number: families share their family name too."""
    for one in naming.given[:1]:
        scale.add(_weight(one, commons))
    for one in naming.given[1:]:
        scale.add(_weight(one, commons) / 2)
    if not naming.given:
        scale.add(_NO_FIRST_NAME)
    if naming.other_family:
        scale.add(_FAMILY_CHANGED * (2 if strict else 1))
    for one in naming.family[:1]:
        scale.add(0.0 if one.how == INITIAL else _FAMILY_ALONG)
    scale.add(_WORD_MORE * naming.more)


def _tell_name(scale: _Scale, naming: Naming) -> None:
    ways = naming.ways()
    if naming.other_family:
        scale.add(0, codes.OTHER_FAMILY)
        return
    for how, code in (
        (SHORT, codes.SHORT_NAME),
        (TYPO, codes.NAME_TYPO),
        (INITIAL, codes.NAME_INITIAL),
    ):
        if how in ways:
            scale.add(0, code)
    if naming.more:
        scale.add(0, codes.NAME_PART)
    elif ways == {EXACT}:
        scale.add(0, codes.SAME_NAME)


def _birthdays(scale: _Scale, a: str, b: str) -> None:
    if not (a and b):
        return
    full = not a.startswith("--") and not b.startswith("--")
    if (a if full else a[-5:]) == (b if full else b[-5:]):
        known = full and not a.endswith(_NEW_YEAR)
        scale.add(BORN if known else BORN_DAY, codes.SAME_BIRTHDAY, a if full else max(a, b))
    elif full and sorted(a) == sorted(b):
        # Day and month swapped, two digits turned: a slip.
        scale.add(_BORN_SLIP)
    else:
        scale.add(_BORN_OTHER)


def _places(scale: _Scale, a: Profile, b: Profile, commons: Commons, *, along: bool) -> None:
    if streets := a.streets & b.streets:
        scale.add(_ALONG if along else ADDRESS, codes.SAME_ADDRESS, min(streets))
    mine = {place for place in a.places if place[1]}
    theirs = {place for place in b.places if place[1]}
    if same := mine & theirs:
        rare = min(PLACE_MOST, max(commons.district(one[1]) for one in same))
        scale.add(min(rare, _ALONG) if along else rare, codes.SAME_DISTRICT, min(same)[1])
    elif mine and theirs:
        scale.add(_MOVED)


def _employers(scale: _Scale, a: Profile, b: Profile, commons: Commons, *, along: bool) -> None:
    if same := a.employers & b.employers:
        rare = min(EMPLOYER_MOST, max(commons.employer(one) for one in same))
        scale.add(_ALONG if along else rare, codes.SAME_EMPLOYER, str(min(same)))


def _other_numbers(scale: _Scale, a: Profile, b: Profile) -> None:
    if a.mobiles and b.mobiles and not a.mobiles & b.mobiles:
        scale.add(_OTHER_NUMBERS)
    if a.emails and b.emails and not a.emails & b.emails:
        scale.add(_OTHER_MAILS)


def _companies(a: Profile, b: Profile, commons: Commons) -> Verdict | None:
    scale = _Scale()
    shared = _identifiers(scale, a, b)
    naming = companies(a.words, b.words)
    if naming is None:
        return Verdict(80, tuple(scale.found)) if codes.SAME_TAX in shared else None
    if shared:
        scale.add(_COMPANY_NUMBER - min(0.0, scale.odds) + _distinct(naming, commons) / 2)
        scale.add(_WORD_MORE * min(3, naming.more))
    elif naming.whole:
        scale.add(_ONE_WORD_KEY if len(a.words) == 1 else _SAME_KEY)
        scale.add(_KEY_SLIP if TYPO in naming.ways() else 0)
    else:
        scale.add(prior(commons.companies) + _distinct(naming, commons))
    before = len(scale.found)
    _company_places(scale, a, b, commons, along=bool(shared) or naming.whole)
    if not shared and not naming.whole and len(scale.found) == before:
        return None
    _other_numbers(scale, a, b)
    _tell_name(scale, naming)
    return scale.verdict()


def _distinct(naming: Naming, commons: Commons) -> float:
    """Return what the words say that two companies' names share."""
    said = 0.0
    for one in naming.family:
        both = min(commons.company_word(one.mine), commons.company_word(one.other), WORD_MOST)
        said += max(0.0, both - _COST[one.how])
    return said


def _company_places(
    scale: _Scale, a: Profile, b: Profile, commons: Commons, *, along: bool
) -> None:
    if not (a.places and b.places):
        return
    if same := {one for one in a.places & b.places if one[1]}:
        rare = min(PLACE_MOST, max(commons.district(one[1]) for one in same))
        scale.add(min(0.8, rare) if along else rare, codes.SAME_DISTRICT, min(same)[1])
    elif {one[0] for one in a.places} & {one[0] for one in b.places}:
        if all(one[1] for one in (*a.places, *b.places)):
            scale.add(_OTHER_DISTRICT)
    else:
        scale.add(_OTHER_PROVINCE)
