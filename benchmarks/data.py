"""The data that is measured: a made-up Turkish customer list, the same at every run."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import child

HEADER = (
    "Ad Soyad", "Cep Telefonu", "Sabit Telefon", "E-posta", "Firma", "İlçe", "İl",
    "Doğum Tarihi", "Etiket", "Not", "Bakiye",
)  # fmt: skip
WOMEN = (
    "Ayşe Fatma Emine Hatice Zeynep Elif Meryem Şerife Sultan Zehra Hanife Merve Havva Özlem Esra"
    " Büşra Kübra Gülsüm Yasemin Songül Dilek Ebru Tuğba Çiğdem İrem Melike Sevgi Aslı Derya Pınar"
    " Nurcan Gönül Şule Ceren Ece Işıl Nilüfer Ümmühan Yıldız Bahar Seda Gizem Sibel Filiz Ilgın"
)
MEN = (
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil"
    " Süleyman Abdullah Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar Bekir Musa Metin"
    " Orhan Şükrü Çağrı Gökhan Serkan Tuncay Uğur Volkan Barış İlker Cemal Doğan Engin Ferhat Irmak"
)
LAST = (
    "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan"
    " Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Acar Güneş Aktaş Bulut Yalçın"
    " Güler Taş Bozkurt Avcı Işık Tekin Keskin Ünal Turan Gül Köse Özer Yüksel Coşkun Sarı Karaca"
    " Ateş Uysal Duman Ergin Aksoy Tunç Bayram Sönmez Uçar Altun Mutlu Toprak İnce Güven Şen Ay"
    " Ceylan Kaplan Balcı Gündüz Karataş Uzun Durmaz Eren Pektaş Sezer Tosun Uğurlu Varol Zengin"
    " Ağaoğlu Büyükşahin Çobanoğlu Demirtaş Ekşi Fidan Gökçe Hacıoğlu Ilıca İpek Jale Kızılkaya"
)
TRADES = (
    "İnşaat Gıda Tekstil Otomotiv Mobilya Turizm Lojistik Elektrik Yazılım Kırtasiye Emlak Reklam"
    " Tarım Makine Plastik Kozmetik Temizlik Danışmanlık Mühendislik Matbaa"
)
FORMS = ("Ltd. Şti.", "A.Ş.", "San. ve Tic. Ltd. Şti.", "Tic. A.Ş.", "")
PLACES = (
    ("Kadıköy", "İstanbul"), ("Şişli", "İstanbul"), ("Ümraniye", "İstanbul"), ("Fatih", "İstanbul"),
    ("Çankaya", "Ankara"), ("Keçiören", "Ankara"), ("Bornova", "İzmir"), ("Karşıyaka", "İzmir"),
    ("Nilüfer", "Bursa"), ("Muratpaşa", "Antalya"), ("Seyhan", "Adana"), ("Selçuklu", "Konya"),
    ("Şahinbey", "Gaziantep"), ("İzmit", "Kocaeli"), ("Tarsus", "Mersin"), ("Ortahisar", "Trabzon"),
    ("Odunpazarı", "Eskişehir"), ("Iğdır", "Iğdır"), ("Çorlu", "Tekirdağ"), ("Yüreğir", "Adana"),
)  # fmt: skip
_TAGS = ("vip", "toptan", "bayi", "yeni", "kampanya", "vip, toptan")
_NOTES = (
    "Öğleden sonra aranmak istiyor.",
    "Kapıda ödeme tercih ediyor, kargo ücreti müşteriye ait.",
    "Geçen yıl fuarda tanıştık; teklif bekliyor.",
    "Bayramdan önce mutlaka hatırlatılsın.",
    "Fatura adresi farklı, muhasebe ile görüşülecek.",
)
MAIL = ("gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "ornek.com.tr")
PLAIN = str.maketrans("çğıöşüÇĞİÖŞÜI", "cgiosucgiosui")
AREAS = ("212", "216", "312", "232", "224", "322", "462")


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list; every row is somebody else, none is refused."""
    pick = random.Random(1453)
    first, last = f"{WOMEN} {MEN}".split(), LAST.split()
    trades = TRADES.split()
    for number in range(count):
        given = pick.choice(first)
        if number % 9 == 0:
            given += " " + pick.choice(first)
        family = pick.choice(last)
        district, province = pick.choice(PLACES)
        mail = f"{given}.{family}".replace(" ", "").translate(PLAIN).lower()
        has_mail = number % 5 < 3
        has_mobile = not has_mail or number % 10 != 0
        amount = pick.randrange(100, 9_000_000)
        company = ""
        if number % 4 == 0:
            which = number // 8
            owner, trade = last[which % len(last)], trades[which // len(last) % len(trades)]
            place = PLACES[which // (len(last) * len(trades)) % len(PLACES)][1]
            form, serial = FORMS[which % len(FORMS)], which // (len(last) * len(trades) * 20)
            company = " ".join(f"{owner} {place} {trade} {serial or ''} {form}".split())
        yield (
            f"{given} {family}",
            _mobile(number) if has_mobile else "",
            f"0{pick.choice(AREAS)} {200 + number // 10_000 % 700} {number // 100 % 100:02d}"
            f" {number % 100:02d}" if number % 6 == 0 else "",
            f"{mail}{number}@{pick.choice(MAIL)}" if has_mail else "",
            company,
            district,
            province,
            f"{1 + number % 28:02d}.{1 + number % 12:02d}.{1950 + number % 55}"
            if number % 3 == 0 else "",
            pick.choice(_TAGS) if number % 3 == 1 else "",
            pick.choice(_NOTES) if number % 5 == 4 else "",
            f"{amount // 100_000}.{amount // 100 % 1000:03d},{amount % 100:02d}"
            if amount >= 100_000 else f"{amount // 100},{amount % 100:02d}",
        )  # fmt: skip


def _mobile(number: int) -> str:
    """Return a number nobody else has, spelled one of four ways."""
    digits = f"5{30 + number % 30}{(number * 7919) % 10_000_000:07d}"
    a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
    spelled = (f"0{a} {b} {c} {d}", f"+90{digits}", f"0({a}) {b} {c} {d}", digits)
    return spelled[number % 4]


def make_csv(count: int, work: Path) -> Path:
    """Return the file with ``count`` rows in ``work``; it is written once."""
    return written(work / f"musteriler-{count}.csv", HEADER, rows(count))


def written(path: Path, header: Iterable[str], lines: Iterable[Iterable[str]]) -> Path:
    """Return a table that is written when it is not there yet."""
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(header)
            writer.writerows(lines)
        part.rename(path)
    return path


def keep(database: Path, count: int, work: Path) -> None:
    """Keep a database that was made anyway, unless there is one of this size."""
    path = work / f"musteriler-{count}.db"
    if not path.exists():
        database.rename(path)


def make_database(count: int, work: Path) -> Path:
    """Return a database into which the list was imported; it is made once."""
    path = work / f"musteriler-{count}.db"
    return loaded(path, "benchmarks.imports:load", partial(make_csv, count, work))


def loaded(path: Path, load: str, file: Callable[[], Path]) -> Path:
    """Return a database that a child process fills from a file when it is not there yet."""
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        for old in path.parent.glob(part.name + "*"):
            old.unlink()
        child(load, str(file()), str(part))
        part.rename(path)
    return path
