"""Invented people and companies, the same for the same seed, as many as asked for.

Nobody real can be met by them: see :mod:`kobicrm.services.demo.numbers`; their e-mails and
websites lie under example.com, which RFC 2606 keeps free.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from kobicrm.domain import drafting, names as name_rules, places
from kobicrm.domain.contacts import Address, Code, CompanyLink, Contact, Email, Note, altered
from kobicrm.domain.money import Money
from kobicrm.domain.turkish import fold
from kobicrm.services.demo import names, numbers

T = TypeVar("T")

# One in seven is a company: about 85 % are people.
_EVERY = 7
# Somebody new works for one of the latest companies.
_EMPLOYERS = 40
_YEARS = 3
# From nine to seven in Türkiye, as UTC and as a share of the day.
_OPENS, _OPEN_SHARE = 6, 10 / 24
_DOMAIN = "example.com"
_PERSON = ("customer", "customer", "customer", "lead", "passive", "")
_COMPANY = ("customer", "customer", "supplier", "lead")
# Whose birthday it is whatever the day: so many days from it, by the number of the person.
_BIRTHDAYS = {3: 0, 17: 0, 5: 1, 9: 3, 12: 5}
_CHANNELS = ("", "", "call", "whatsapp", "message", "email")


def people(seed: int, size: int, now: datetime, *, balance: str = "Bakiye") -> Iterator[Contact]:
    """Yield ``size`` contacts with uids and times, a company before those who work there.

    ``now`` (aware) is the end of the three years in which they were added; ``balance`` names
    the custom money field some have. Memory does not grow with ``size``.
    """
    maker = _Maker(random.Random(seed), now, balance)  # noqa: S311 - no secret hangs on it
    start = now - timedelta(days=365 * _YEARS)
    for number in range(size):
        at = _open_hours(start + (now - start) * ((number + 1) / (size + 1)))
        made = maker.company(number, at) if number % _EVERY == 0 else maker.person(number, at)
        if number in _BIRTHDAYS:
            day = now + timedelta(days=_BIRTHDAYS[number])
            made = altered(made, birthday=f"{1964 + number}-{day:%m-%d}")
        yield made


class _Maker:
    """Makes contacts from one set of dice; every throw counts, so their order stays as it is."""

    def __init__(self, dice: random.Random, now: datetime, balance: str) -> None:
        self._dice, self._now, self._balance = dice, now, balance
        self._cities = list(names.CITIES)
        self._weights = [weight for weight, _areas in names.CITIES.values()]
        self._employers: list[CompanyLink] = []

    def company(self, number: int, at: datetime) -> Contact:
        """Return the next company."""
        family, trade = self._one(names.SURNAMES), self._one(names.TRADES)
        name = " ".join(filter(None, (family, trade, self._one(names.FORMS))))
        city, site = self._city(), f"{_ascii(family)}{_ascii(trade)}.{_DOMAIN}"
        uid = numbers.uid(at, self._dice)
        self._employers = [*self._employers[1 - _EMPLOYERS :], CompanyLink(uid, "", name)]
        website = drafting.make_website(site)
        return Contact(
            kind="company",
            name=name,
            phones=(self._office(number, city),),
            emails=self._emails(f"info@{site}", 0.7),
            websites=(website,) if website and self._chance(0.4) else (),
            addresses=(self._address(city, 0.9),),
            tax_office=self._one(_districts(city)) if self._chance(0.85) else "",
            tax_number=numbers.tax_number(number) if self._chance(0.85) else "",
            iban=numbers.iban(number) if self._chance(0.3) else "",
            codes=(Code("muhasebe", f"120.01.{number:05}"),) if self._chance(0.5) else (),
            **self._common(at, uid, _COMPANY),
        )

    def person(self, number: int, at: datetime) -> Contact:
        """Return the next person; one in three works for one of the latest companies."""
        woman = self._chance(0.5)
        first, last = self._one(names.WOMEN if woman else names.MEN), self._one(names.SURNAMES)
        title = f"{first} {'Hanım' if woman else 'Bey'}" if self._chance(0.6) else ""
        if self._chance(0.12):
            first = f"{first} {self._one(names.SECOND)}"
        account = f"{_ascii(first)}.{_ascii(last)}{number:04}"
        social = drafting.make_social(f"instagram:{account}.ornek")
        city = self._city()
        phones = [numbers.mobile(number, self._dice)] if self._chance(0.92) else []
        if self._chance(0.1):
            phones.append(self._office(number, city))
        return Contact(
            name=name_rules.join_person(first, last),
            first_name=first,
            last_name=last,
            title=title,
            companies=self._employer(),
            phones=tuple(phones),
            emails=self._emails(f"{account}@{_DOMAIN}", 0.6),
            socials=(social,) if social and self._chance(0.12) else (),
            addresses=(self._address(city, 0.6),) if self._chance(0.8) else (),
            birthday=self._birthday(),
            preferred_channel=self._one(_CHANNELS),
            preferred_time=self._one(names.TIMES) if self._chance(0.1) else "",
            **self._common(at, numbers.uid(at, self._dice), _PERSON),
        )

    def _common(self, at: datetime, uid: str, stages: Sequence[str]) -> dict[str, Any]:
        notes = self._notes(at)
        return {
            "uid": uid,
            "created_at": at,
            "updated_at": notes[-1].at if notes else at,
            "lifecycle": self._one(stages),
            "source": self._one(names.SOURCES) if self._chance(0.5) else "",
            "owner": self._one(names.STAFF) if self._chance(0.7) else "",
            "language": "tr" if self._chance(0.9) else "",
            "tags": tuple(self._dice.sample(names.TAGS, self._one((0, 0, 1, 1, 2, 3)))),
            "custom": self._custom(),
            "notes": notes,
        }

    def _chance(self, share: float) -> bool:
        return self._dice.random() < share

    def _one(self, options: Sequence[T]) -> T:
        return options[int(self._dice.random() * len(options))]

    def _city(self) -> str:
        return self._dice.choices(self._cities, self._weights)[0]

    def _office(self, number: int, city: str) -> Any:
        areas = names.CITIES[city][1].split()
        return numbers.landline(number, self._one(areas), self._dice)

    def _emails(self, address: str, share: float) -> tuple[Email, ...]:
        return drafting.make_emails(address) if self._chance(share) else ()

    def _address(self, city: str, share: float) -> Address:
        """Return an address in ``city``; with this share it says the street too."""
        street = f"{self._one(names.STREETS)} No: {self._dice.randint(1, 180)}"
        if self._chance(0.5):
            street = f"{street}/{self._dice.randint(1, 24)}"
        district = self._one(_districts(city))
        if not self._chance(share):
            return Address(district=district, province=city)
        plate = names.PLATES[city]
        postcode = f"{plate}{self._dice.randint(10, 99)}0" if self._chance(0.6) else ""
        return Address(street, district, city, postcode, "TR")

    def _employer(self) -> tuple[CompanyLink, ...]:
        if not self._employers or not self._chance(0.33):
            return ()
        link = self._one(self._employers)
        return (CompanyLink(link.uid, self._one(names.ROLES), link.name),)

    def _birthday(self) -> str:
        if not self._chance(0.6):
            return ""
        year = f"{self._dice.randint(1946, 2006)}" if self._chance(0.75) else "-"
        return f"{year}-{self._dice.randint(1, 12):02}-{self._dice.randint(1, 28):02}"

    def _custom(self) -> tuple[tuple[str, object], ...]:
        if not self._chance(0.3):
            return ()
        lira = int(self._dice.expovariate(1 / 2500)) + 50
        kurus = self._one((0, 0, 0, 50, 90))
        sign = -1 if self._chance(0.15) else 1
        return ((self._balance, Money(sign * (lira * 100 + kurus))),)

    def _notes(self, at: datetime) -> tuple[Note, ...]:
        times = sorted(
            at + (self._now - at) * self._dice.random()
            for _ in range(self._one((0, 0, 0, 1, 1, 3)))
        )
        return tuple(
            Note(
                self._one(names.NOTES).format(
                    day=self._one(names.DAYS), thing=self._one(names.THINGS)
                ),
                time,
                numbers.uid(time, self._dice),
            )
            for time in times
        )


def _open_hours(moment: datetime) -> datetime:
    """Return a moment of the same day while the shop is open, in the order the days went."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    opened = midnight + timedelta(hours=_OPENS)
    return (opened + (moment - midnight) * _OPEN_SHARE).replace(microsecond=0)


@lru_cache(maxsize=100)
def _districts(city: str) -> tuple[str, ...]:
    return places.districts(city)


@lru_cache(maxsize=1000)
def _ascii(word: str) -> str:
    return fold(word).replace(" ", "")
