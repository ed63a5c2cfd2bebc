"""What the demo shop is put together from; every person and company in it is invented."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _words(
    "Ayşe Fatma Zeynep Elif Merve Esra Özlem Şule Gülşah Çiğdem Nazlıcan Hülya Sevgi Pınar Tuğba"
    " Büşra Selin İrem Ceren Yağmur Gamze Derya Ebru Sibel Nurcan Dilek Aslı Ümmühan Hatice Emine"
    " Zehra Sultan Meryem Gönül Songül Filiz Beyza Rabia İpek Defne Nehir Ecrin Miray Nisa Öykü"
)
MEN = _words(
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil"
    " Süleyman Kemal Burak Emre Can Cem Kaan Onur Serkan Tolga Uğur Volkan Barış Çağrı Deniz Eren"
    " Fırat Gökhan Hakan Levent Oğuz Özgür Sinan Şahin Tuncay Ümit Yiğit Doğan Erdem İlker Bülent"
)
SECOND = _words("Rıza Naz Can Nur Su Kemal Ali Eda Ege Han")
SURNAMES = _words(
    "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan"
    " Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Güneş Aksoy Avcı Taş Bulut Işık"
    " Iğdır Turan Güler Keskin Ünal Yavuz Sarı Bozkurt Acar Tekin Uçar Karaca Coşkun Güngör Yalçın"
    " Toprak Duman Ateş Özer Akın Ceylan Durmaz Çağlayan Sönmez Uysal Ekinci Gündoğdu Kocaoğlu"
)
TRADES = (
    "Gıda", "Tekstil", "İnşaat", "Otomotiv", "Mobilya", "Elektrik", "Turizm", "Kırtasiye",
    "Çiçekçilik", "Kuyumculuk", "Nakliyat", "Temizlik", "Bilişim", "Ambalaj", "Matbaa", "Hırdavat",
    "Tarım", "Optik", "Eczane", "Reklam",
)  # fmt: skip
FORMS = ("Ltd. Şti.", "San. ve Tic. Ltd. Şti.", "A.Ş.", "San. ve Tic. A.Ş.", "")
STREETS = (
    "Atatürk Cad.", "Cumhuriyet Cad.", "İstiklal Cad.", "Bağlar Sok.", "Çınar Sok.", "Gül Sok.",
    "Zübeyde Hanım Bulv.", "İnönü Cad.", "Şehit Sok.", "Ihlamur Sok.", "Okul Sok.", "Değirmen Yolu",
)  # fmt: skip
# Big cities come up more often, as in a real customer list; the others now and then.
CITIES = {
    "İstanbul": (24, "212 216"), "Ankara": (9, "312"), "İzmir": (9, "232"), "Bursa": (6, "224"),
    "Antalya": (5, "242"), "Kocaeli": (4, "262"), "Konya": (3, "332"), "Adana": (3, "322"),
    "Gaziantep": (3, "342"), "Şanlıurfa": (2, "414"), "Muğla": (2, "252"), "Eskişehir": (2, "222"),
    "Trabzon": (2, "462"), "Samsun": (2, "362"), "Diyarbakır": (2, "412"), "Çanakkale": (1, "286"),
    "Iğdır": (1, "476"), "Kırşehir": (1, "386"), "Ağrı": (1, "472"), "Tekirdağ": (1, "282"),
}  # fmt: skip
PLATES = {
    "İstanbul": "34", "Ankara": "06", "İzmir": "35", "Bursa": "16", "Antalya": "07",
    "Kocaeli": "41", "Konya": "42", "Adana": "01", "Gaziantep": "27", "Şanlıurfa": "63",
    "Muğla": "48", "Eskişehir": "26", "Trabzon": "61", "Samsun": "55", "Diyarbakır": "21",
    "Çanakkale": "17", "Iğdır": "76", "Kırşehir": "40", "Ağrı": "04", "Tekirdağ": "59",
}  # fmt: skip
ROLES = ("Satın alma", "Muhasebe", "Sahibi", "Müdür", "Sekreter", "Şantiye şefi", "Ortağı", "")
TAGS = (
    "VIP", "toptan", "perakende", "düğün", "bayram listesi", "bülten", "kampanya 2026", "şikâyet",
    "taksitli", "öğretmen", "komşu esnaf", "İzmir fuarı", "ilk alışveriş", "eski müşteri",
)  # fmt: skip
SOURCES = ("Tavsiye", "Instagram", "Dükkândan", "Fuar", "İnternet", "Telefonla aradı")
TIMES = ("öğleden önce", "öğleden sonra", "akşam 18.00'den sonra", "hafta sonu")
STAFF = ("Elif", "Murat", "Gökçe")
NOTES = (
    "Bayramdan önce aranacak.",
    "Fiyat teklifi istedi, {day} günü dönülecek.",
    "Ödemeyi iki taksitte yapmak istiyor.",
    "Kapıda ödeme tercih ediyor.",
    "Çocuğunun doğum günü için {thing} sordu.",
    "Fatura adresi değişti; yeni adresi mesajla gönderecek.",
    "Aldığını ({thing}) çok beğenmiş, kardeşine de önermiş.",
    "Aradım, açmadı; {day} günü tekrar denenecek.",
    "Geçen seferki {thing} kırık çıkmış, değiştirildi.",
    "Kargo yerine dükkândan alacak.\nHazır olunca mesaj atılacak.",
    "Toptan fiyat listesi e-postayla gönderildi.",
    "Şikâyeti vardı, özür dilendi; memnun ayrıldı.",
)
THINGS = ("hediye kutusu", "gümüş kolye", "çiçek aranjmanı", "masa örtüsü", "kahve takımı", "lamba")
DAYS = ("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi")
