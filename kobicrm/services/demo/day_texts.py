"""What is said and promised in the demo shop: conversations, tasks and the shop's routine."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """One conversation, so many days after the one before it."""

    channel: str
    direction: str
    outcome: str
    minutes: int
    text: str
    days: int = 0


class Promise(NamedTuple):
    """A task with a contact; ``result`` is how it went when it was done."""

    kind: str
    title: str
    minutes: int
    result: str
    note: str = ""
    items: tuple[str, ...] = ()


class Routine(NamedTuple):
    """A task of the shop that comes again: a rule of RFC 5545 and a time of day ('' for none)."""

    title: str
    rule: str
    clock: str
    minutes: int
    items: tuple[str, ...] = ()


class Plan(NamedTuple):
    """A task of the shop that is nobody's, so many days from today; ``done`` items of it."""

    title: str
    days: int
    priority: str
    items: tuple[str, ...] = ()
    done: int = 0
    note: str = ""


STORIES: tuple[tuple[Said, ...], ...] = (
    (
        Said("call", "out", "no_answer", 0, "Aradım, açmadı."),
        Said("call", "out", "reached", 6, "Yeni gelen {thing} anlatıldı; hafta sonu uğrayacak.", 2),
        Said("visit", "in", "", 25, "Uğradı, {thing} aldı. Çok memnun.", 3),
    ),
    (
        Said("whatsapp", "in", "quote", 0, "20 adet {thing} için fiyat sordu."),
        Said("email", "out", "", 0, "Fiyat teklifi gönderildi; {day} gününe kadar geçerli.", 1),
    ),
    (
        Said("call", "in", "complaint", 9, "Aldığı {thing} çizik çıkmış. Değiştireceğiz dedim."),
        Said("visit", "in", "reached", 15, "Çizik {thing} değiştirildi, gönlü alındı.", 4),
    ),
    (
        Said("visit", "in", "quote", 20, "Nişan için {thing} baktı, ölçü ve fiyat aldı."),
        Said("call", "out", "call_back", 3, "Eşine danışacak; {day} günü tekrar arayın dedi.", 3),
    ),
    (
        Said("site_visit", "out", "appointment", 40, "Yerine gidildi; {day} günü sipariş verecek."),
    ),
    (Said("whatsapp", "out", "", 0, "Kargo takip numarası gönderildi."),),
    (
        Said("whatsapp", "in", "", 0, "Adresini gönderdi, {day} günü teslim istiyor."),
        Said("call", "out", "reached", 2, "Teslimden önce arandı, evdeymiş.", 2),
    ),
    (Said("call", "out", "no_answer", 0, "Meşgul. Öğleden sonra yine denenecek."),),
    (Said("call", "in", "appointment", 4, "{day} günü öğleden sonraya randevu istedi."),),
    (Said("note", "", "", 0, "Taksitlerini düzenli ödüyor; veresiye sınırı artırılabilir."),),
    (Said("note", "", "", 0, "Komşusunu da getirdi. Bir dahaki gelişinde indirim yapılacak."),),
    (
        Said("social", "in", "quote", 0, "Instagram'dan {thing} fiyatını sordu."),
        Said("whatsapp", "out", "reached", 0, "Fotoğraflar ve fiyat gönderildi, beğendi.", 1),
        Said("visit", "in", "", 10, "Gelip {thing} aldı, hediye paketi yapıldı.", 5),
    ),
    (
        Said("email", "in", "quote", 0, "Kurumsal yılbaşı hediyesi için teklif istedi."),
        Said("call", "out", "reached", 11, "Adet ve bütçe konuşuldu: 40 kutu, baskılı olacak.", 2),
        Said("email", "out", "", 0, "Teklif ve örnek fotoğraflar gönderildi.", 1),
    ),
    (Said("call", "out", "reached", 7, "Hatırı soruldu; yeni sezonu merak ediyor, uğrayacak."),),
)  # fmt: skip
PROMISES: tuple[Promise, ...] = (
    Promise("call", "Teklif için ara", 10, "Teklifi uygun buldu, sipariş verdi."),
    Promise("call", "Sipariş geldi, haber ver", 5, "Haber verildi, yarın alacak."),
    Promise("follow_up", "Aldığı {thing} beğenildi mi, sor", 5, "Çok beğenmişler."),
    Promise("visit", "Dükkâna gelecek, ölçü alınacak", 45, "Ölçü alındı, kapora verdi."),
    Promise("message", "Kargo numarasını gönder", 0, "Gönderildi."),
    Promise("todo", "Faturasını kes", 15, "", "Fatura adresi değişmişti, karttan bakılacak."),
    Promise("call", "Açmadı, tekrar ara", 5, "Ulaşıldı, hafta içi uğrayacak."),
    Promise("visit", "Teslimat: {thing}", 60, "Teslim edildi, imza alındı."),
    Promise("call", "Taksit gününü hatırlat", 5, "Hatırlatıldı, cuma ödeyecek."),
    Promise(
        "todo",
        "Düğün siparişini hazırla",
        120,
        "",
        "Renkler krem ve altın.",
        ("Kutular geldi mi", "İsim kartları basılacak", "Kurdele kesilecek", "Sayım"),
    ),
    Promise("message", "Yeni katalogu WhatsApp'tan yolla", 0, "Yollandı, dönecek."),
    Promise("follow_up", "Şikâyeti çözüldü mü, sor", 10, "Sorun kalmamış, teşekkür etti."),
)
ROUTINES: tuple[Routine, ...] = (
    Routine("Kasa sayımı", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "18:30", 20),
    Routine("Toptancı siparişini ver", "FREQ=WEEKLY;BYDAY=MO,TH", "10:30", 30),
    Routine(
        "Vitrini değiştir",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "",
        90,
        ("Camlar silinecek", "Fiyat etiketleri", "Işıkları dene"),
    ),
    Routine("Dükkân kirası", "FREQ=MONTHLY;BYMONTHDAY=5", "", 0),
    Routine("KDV için evrakı muhasebeciye gönder", "FREQ=MONTHLY;BYMONTHDAY=20", "11:00", 30),
)
PLANS: tuple[Plan, ...] = (
    Plan("POS cihazının sözleşmesini yenile", -2, "high"),
    Plan("Koli ve poşet al", 0, "normal", ("Küçük poşet", "Orta koli", "Bant"), 1),
    Plan(
        "Sezon sonu indirimini hazırla",
        3,
        "high",
        ("Ürünleri seç", "Etiketleri bas", "Instagram paylaşımı", "Eski müşterilere mesaj"),
        2,
    ),
    Plan("Depo sayımı", 9, "normal", ("Arka raflar", "Vitrin altı", "İadeler")),
    Plan("İş yeri sigortasını yenile", 26, "low", note="Geçen yılki poliçe mavi dosyada."),
)
# How many days may go by with everybody of a tag.
CADENCES = {"VIP": 45, "toptan": 60}
