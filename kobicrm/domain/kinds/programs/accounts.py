"""Accounting programs of Türkiye: Logo İşbaşı, Paraşüt, Mikro."""

from __future__ import annotations

from kobicrm.domain.kinds.programs.base import Program, told_by

_ISBASI = {
    "musteri kodu": "code",
    "musteri unvani": "company",
    "musteri ekran adi": "-",
    "musteri liste adi": "-",
    "tipi": "kind",
}
_PARASUT = {
    "firma unvani": "company",
    "kisa isim": "-",
    "tur": "kind",
    "acik adres": "street",
    "yetkili": "contact_person",
    "fiyat listesi": "-",
}
_MIKRO = {
    "cari kodu": "code",
    "unvan 1": "company",
    "unvan 2": "company:more",
    "temsilci kodu": "owner",
    "grup kodu": "tags",
    "web adresi": "website",
}
_NOBODY = frozenset({"11111111111", "1111111111", "2222222222", "22222222222"})

ACCOUNTS = (
    Program(
        "isbasi",
        told_by(
            "musteri kodu, musteri unvani, musteri ekran adi",
            "musteri unvani, musteri aktif pasif",
        ),
        _ISBASI,
        blanks=_NOBODY,
    ),
    Program(
        "parasut",
        told_by(
            "tur, firma unvani, kisa isim", "firma unvani, fiyat listesi", "firma unvani, kisa isim"
        ),
        _PARASUT,
        blanks=_NOBODY,
    ),
    Program(
        "mikro",
        told_by("cari kodu, unvan 1, unvan 2", "cari kodu, unvan 1, sektor kodu"),
        _MIKRO,
        blanks=_NOBODY,
    ),
)
