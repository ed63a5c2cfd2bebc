"""Online shops: Shopify, WooCommerce, Trendyol."""

from __future__ import annotations

from kobicrm.domain.kinds.programs.base import Program, told_by

_SHOPIFY = {
    "customer id": "code",
    "default address company": "company",
    "default address address1": "street",
    "default address address2": "street:more",
    "default address city": "district:city",
    "default address province code": "province",
    "default address country code": "country",
    "default address zip": "postcode",
    "default address phone": "phone",
    "accepts email marketing": "-",
    "accepts sms marketing": "-",
    "accepts whatsapp marketing": "-",
    "tax exempt": "-",
}
_WOO = {
    "name": "full_name",
    "country region": "country",
    "city": "district:city",
    "region": "province",
    "postal code": "postcode",
    "username": "-",
}
_TRENDYOL = {
    "alici": "full_name",
    "teslimat adresi": "street",
    "fatura adresi": "street@fatura",
    "alici fatura adresi": "-",
    "sirket ismi": "company",
    "vergi kimlik numarasi": "tax_number",
    "vergi dairesi": "tax_office",
    "musteri telefon no": "mobile",
    "urun adi": "-",
    "kargo firmasi": "-",
}
# What the e-invoices of Türkiye write for a buyer whose number is not known.
_NOBODY = frozenset({"11111111111", "1111111111", "2222222222", "22222222222", "00000000000"})

SHOPS = (
    Program(
        "shopify",
        told_by("default address address1", "customer id, accepts email marketing"),
        _SHOPIFY,
        quoted=True,
    ),
    Program("woocommerce", told_by("username, last active, total spend", "sign up, aov"), _WOO),
    Program(
        "trendyol",
        told_by("siparis numarasi, paket no, alici", "barkod, paket no, musteri telefon no"),
        _TRENDYOL,
        blanks=_NOBODY,
    ),
)
