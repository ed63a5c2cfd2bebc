"""The situations in which contacts are noted twice, or only look as if: rows of a table.

The code of a row is its truth: what stands before the hyphen is who it is.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks import data

SITUATIONS = ("slips", "nicknames", "moved", "shops", "twins", "companies")
Row = dict[str, str]
_NICKNAMES = {
    "Mehmet": "Memo", "Mustafa": "Mıstık", "İbrahim": "İbo", "Hüseyin": "Hüso", "Ramazan": "Ramo",
    "Süleyman": "Sülo", "Abdullah": "Apo", "Fatma": "Fatoş", "Hatice": "Hatçe", "Emine": "Emoş",
    "Zeynep": "Zeyno", "Murat": "Muro", "İsmail": "İsmo", "Hasan": "Haso", "Yusuf": "Yuso",
}  # fmt: skip
# Sisters and brothers whose names are a letter or two apart.
_ALIKE = (
    ("Selin", "Selim"), ("Emine", "Emin"), ("Cemile", "Cemil"), ("Kerem", "Kerim"),
    ("Semra", "Sema"), ("Nuray", "Nurcan"), ("Ahmet", "Mehmet"), ("Gülşen", "Gülden"),
    ("Esra", "Esma"), ("Onur", "Onat"), ("Erkan", "Serkan"), ("Ayşe", "Ayşegül"),
)  # fmt: skip
_SECOND = ("Kardeşler", "Oğulları", "Yapı", "Ticaret", "Grup", "Dekorasyon", "Toptan", "Merkez")
_SWAP = {"ş": "s", "ı": "i", "ğ": "g", "ü": "u", "ö": "o", "ç": "c"}


class Maker:
    """Makes the rows of one situation after the other."""

    def __init__(self, seed: int = 1071) -> None:
        """Begin with ``seed``."""
        self.pick = random.Random(seed)
        self.number = 0
        self.first = f"{data.WOMEN} {data.MEN}".split()
        self.last, self.trades = data.LAST.split(), data.TRADES.split()
        self.who = 0

    def rows(self, situation: str) -> list[Row]:
        """Return the rows of one situation."""
        make: Callable[[], list[Row]] = getattr(self, f"_{situation}")
        return [{**row, "Müşteri Kodu": situation + row["Müşteri Kodu"]} for row in make()]

    def _new(self, row: Row, kind: str = "Kişi") -> Row:
        """Give a row a code of its own."""
        self.who += 1
        return {**row, "Tür": kind, "Müşteri Kodu": f"{self.who}-1"}

    def _again(self, row: Row, **other: str) -> Row:
        """Return another row of the same contact; empty texts are left out."""
        who, _hyphen, time = row["Müşteri Kodu"].partition("-")
        return {**row, **other, "Müşteri Kodu": f"{who}-{int(time) + 1}"}

    def _mobile(self) -> str:
        self.number += 1
        return f"59{self.number:08d}"

    def _spelled(self, digits: str) -> str:
        """Return a mobile number spelled one of four ways."""
        a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
        ways = (f"0{a} {b} {c} {d}", f"+90 {a} {b} {c} {d}", f"0{digits}", f"({a}) {b}-{c}{d}")
        return self.pick.choice(ways)

    def _landline(self) -> str:
        self.number += 1
        return f"0{self.pick.choice(data.AREAS)} 9{self.number // 10_000 % 100:02d}" \
               f" {self.number // 100 % 100:02d} {self.number % 100:02d}"  # fmt: skip

    def _birthday(self) -> str:
        pick = self.pick
        return f"{pick.randint(1, 28):02d}.{pick.randint(1, 12):02d}.{pick.randint(1945, 2005)}"

    def _person(self, first: str = "", last: str = "") -> Row:
        pick = self.pick
        first, last = first or pick.choice(self.first), last or pick.choice(self.last)
        district, province = pick.choice(data.PLACES)
        plain = f"{first}.{last}".replace(" ", "").translate(data.PLAIN).lower()
        self.number += 1
        row = {
            "Ad Soyad": f"{first} {last}",
            "Cep Telefonu": self._mobile(),
            "E-posta": f"{plain}.{self.number}@{pick.choice(data.MAIL)}",
            "İlçe": district,
            "İl": province,
            "Doğum Tarihi": self._birthday(),
        }
        return self._new(row)

    def _share(self, row: Row) -> Row:
        """Return what the second row of a person has: some of it, spelled in another way."""
        pick = self.pick
        mobile, mail, born = row["Cep Telefonu"], row["E-posta"], row["Doğum Tarihi"]
        kept: Row = {"Cep Telefonu": "", "E-posta": "", "Doğum Tarihi": ""}
        way = pick.random()
        if way < 0.45:
            kept["Cep Telefonu"] = mobile
        elif way < 0.65:
            kept["E-posta"] = pick.choice((mail, mail.upper(), mail.title()))
        elif way < 0.85:
            kept |= {"Cep Telefonu": mobile, "E-posta": mail}
        elif way < 0.95:
            kept |= {"E-posta": mail, "Cep Telefonu": self._mobile(), "Doğum Tarihi": born}
        else:
            kept |= {"Doğum Tarihi": born}
        if pick.random() < 0.3:
            kept["Doğum Tarihi"] = born
        return kept

    def _spoken(self, rows: list[Row]) -> list[Row]:
        """Spell every mobile number somehow."""
        return [
            {**row, "Cep Telefonu": self._spelled(row["Cep Telefonu"])}
            if row.get("Cep Telefonu") else row
            for row in rows
        ]  # fmt: skip

    def _slip(self, word: str) -> str:
        """Return a word with one slip of the keyboard."""
        at = self.pick.randrange(1, len(word)) if len(word) > 1 else 0
        way = self.pick.randrange(4)
        if way == 0 and at + 1 < len(word) and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if way == 1:
            return word[:at] + word[at] + word[at:]
        if way == 2 and len(word) > 4:
            return word[:at] + word[at + 1 :]
        return word[:at] + self.pick.choice("aeiklmnrt") + word[at + 1 :]

    def _careless(self, name: str) -> str:
        """Return a name as it is typed in a hurry: capitals, no Turkish letters, as it is."""
        way = self.pick.random()
        if way < 0.3:
            return name.replace("i", "İ").replace("ı", "I").upper()
        if way < 0.5:
            return "".join(_SWAP.get(letter, letter) for letter in name)
        return name

    def _slips(self) -> list[Row]:
        row = self._person()
        words = row["Ad Soyad"].split()
        which = self.pick.randrange(len(words))
        words[which] = self._slip(words[which])
        again = self._again(row, **self._share(row))
        again["Ad Soyad"] = self._careless(" ".join(words))
        return self._spoken([row, again])

    def _nicknames(self) -> list[Row]:
        pick = self.pick
        way = pick.randrange(5)
        first = pick.choice(list(_NICKNAMES)) if way == 0 else pick.choice(self.first)
        last, second = pick.choice(self.last), pick.choice(self.last)
        full, short = {
            0: (f"{first} {last}", f"{_NICKNAMES.get(first, first)} {last}"),
            1: (f"{first} {last}", f"{first[0]}. {last}"),
            2: (f"{first} {pick.choice(self.first)} {last}", f"{first} {last}"),
            3: (f"{first} {last} {second}", f"{first} {last}"),
            4: (f"{first} {last}", f"{last} {first}"),
        }[way]
        row = {**self._person(first, last), "Ad Soyad": full}
        again = self._again(row, **self._share(row))
        again["Ad Soyad"] = self._careless(short)
        if way == 1 and not again["Cep Telefonu"] and not again["E-posta"]:
            again["Cep Telefonu"] = row["Cep Telefonu"]
        return self._spoken([row, again])

    def _moved(self) -> list[Row]:
        row = self._person()
        district, province = self.pick.choice(data.PLACES)
        again = self._again(row, **self._share(row))
        again |= {"İlçe": district, "İl": province, "Ad Soyad": self._careless(row["Ad Soyad"])}
        if self.pick.random() < 0.3:
            # A new number too; the birthday or the mailbox is left.
            again |= {"Cep Telefonu": self._mobile(), "Doğum Tarihi": row["Doğum Tarihi"]}
            if self.pick.random() < 0.5:
                again["E-posta"] = row["E-posta"]
        return self._spoken([row, again])

    def _shops(self) -> list[Row]:
        pick = self.pick
        line = self._landline() if pick.random() < 0.6 else ""
        mobile = "" if line else self._mobile()
        people: dict[str, Row] = {}
        for _ in range(pick.randint(3, 8)):
            row = self._person()
            row |= {"Sabit Telefon": line, "Firma": "", "Doğum Tarihi": ""}
            row["Cep Telefonu"] = mobile or (row["Cep Telefonu"] if pick.random() < 0.5 else "")
            row["E-posta"] = "" if pick.random() < 0.5 else row["E-posta"]
            people.setdefault(row["Ad Soyad"], row)
        return self._spoken(list(people.values()))

    def _twins(self) -> list[Row]:
        pick = self.pick
        pair = pick.choice(_ALIKE) if pick.random() < 0.5 else tuple(pick.sample(self.first, 2))
        one = self._person(pair[0])
        other = self._person(pair[1], one["Ad Soyad"].removeprefix(pair[0]).strip())
        other |= {"İlçe": one["İlçe"], "İl": one["İl"], "Doğum Tarihi": one["Doğum Tarihi"]}
        if pick.random() < 0.6:
            other["Cep Telefonu"] = one["Cep Telefonu"]
        if pick.random() < 0.3:
            other["E-posta"] = one["E-posta"]
        return self._spoken([one, other])

    def _company(self) -> Row:
        pick = self.pick
        district, province = pick.choice(data.PLACES)
        self.number += 1
        names = (pick.choice(self.last), pick.choice(self.last), pick.choice(self.trades))
        row = {
            "Firma": " ".join((*names, pick.choice(data.FORMS))).strip(),
            "Sabit Telefon": self._landline(),
            "E-posta": f"info@firma{self.number}.com.tr",
            "İlçe": district,
            "İl": province,
            "Vergi No": tax_number(self.number),
        }
        return self._new(row, "Firma")

    def _companies(self) -> list[Row]:
        pick = self.pick
        row = self._company()
        words = row["Firma"].split()
        way = pick.randrange(6)
        if way == 4:
            # The same name in another town is another company.
            town = pick.choice([place for place in data.PLACES if place[1] != row["İl"]])
            other = {**self._company(), "Firma": row["Firma"], "İlçe": town[0], "İl": town[1]}
            return [row, other]
        if way == 5:
            # One owner, one phone, two companies.
            trade = pick.choice([one for one in self.trades if one != words[2]])
            other = {**self._company(), "Firma": f"{words[0]} {words[1]} {trade} A.Ş."}
            other |= {key: row[key] for key in ("Sabit Telefon", "İlçe", "İl")}
            return [row, other]
        forms = {
            0: " ".join(words[:3]),
            1: " ".join([*words[:3], "San. ve Tic. Ltd. Şti."]).upper(),
            2: " ".join(words[:2]),
            3: " ".join([*words[:3], pick.choice(_SECOND), "İnşaat Sanayi ve Ticaret A.Ş."]),
        }
        again = self._again(row, Firma=forms[way])
        kept = pick.sample(("Sabit Telefon", "E-posta", "Vergi No"), pick.randint(1, 2))
        for key in ("Sabit Telefon", "E-posta", "Vergi No"):
            if key not in kept:
                again[key] = ""
        if way < 2 and pick.random() < 0.4:
            # Only the name and the place are left.
            again |= {"Sabit Telefon": "", "E-posta": "", "Vergi No": ""}
        return [row, again]


def tax_number(number: int) -> str:
    """Return a tax number (VKN) that passes its check, another one for every number."""
    from kobicrm.domain.identity import parse_tax_number

    head = f"{100_000_000 + number * 7 % 800_000_000:09d}"
    return next(f"{head}{last}" for last in range(10) if parse_tax_number(f"{head}{last}").valid)
