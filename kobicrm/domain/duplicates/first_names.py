"""First names and family names of Türkiye, short forms, and words that stand beside a name.

What is not here is still compared; being here says that a word is a name of its own, so that
another name one letter away is no slip of the keyboard (Selin and Selim, Kara and Kaya).
"""

from __future__ import annotations

from kobicrm.domain.turkish import fold

_WOMEN = """
    Adile Afet Arzu Aslı Asiye Asuman Asya Ayça Ayda Aydan Ayfer Aygül Aygün Ayla Aylin Aynur
    Aysel Aysu Aysun Ayşe Ayşegül Ayşen Ayşenur Ayten Azra Aliye Bahar Banu Başak Bedia Begüm
    Belgin Belkıs Belma Bengü Bennur Beren Beril Berna Berra Berrin Beste Betül Beyza Bilge Binnur
    Birgül Birsen Buket Burcu Buse Büşra Canan Cansel Cansu Cemile Cemre Ceren Ceyda Ceylan Çağla
    Çiçek Çiğdem Damla Defne Demet Derin Derya Deniz Dilan Dilara Dilek Döndü Döne Duygu Dürdane
    Ebru Ece Ecrin Eda Ela Elanur Elçin Elif Elmas Elvan Emel Emine Esin Eslem Esma Esra Eylem
    Eylül Ezgi Fadime Fatma Fatmanur Feride Ferda Feryal Fethiye Feyza Fidan Figen Filiz Firdevs
    Fulya Funda Füsun Gamze Gizem Gonca Gökben Gökçe Gönül Gözde Gül Gülay Gülbahar Gülben Gülcan
    Gülçin Gülden Güler Gülfem Gülhan Gülizar Gülnur Gülperi Gülsen Gülser Gülseren Gülsüm Gülşah
    Gülşen Gülten Günay Güneş Güzide Habibe Hacer Hale Halide Halime Handan Hande Hanife Hanım
    Hasibe Hatice Hatun Havva Hayat Hayriye Hazal Helin Hicran Hilal Huriye Hülya Hümeyra Hürriyet
    Ilgın Işıl Işık İclal İffet İkbal İlayda İlkay İlknur İnci İpek İrem Jale Kader Kadriye Kamile
    Kamuran Kerime Keziban Kıymet Kiraz Kübra Lale Lamia Leman Leyla Mahinur Makbule Manolya
    Medine Mehtap Mehpare Melahat Melek Melike Melisa Melis Meltem Memnune Menekşe Meral Merve
    Meryem Mesude Mihriban Mine Miray Muazzez Mualla Muhterem Mukaddes Mukadder Muzaffer Mübeccel
    Müberra Müge Müjde Müjgan Münevver Müzeyyen Nadide Nadire Naciye Nagihan Nalan Nazan Nazife
    Nazik Nazire Nazlı Nazmiye Nebahat Necla Necmiye Nefise Nehir Nergis Neriman Nermin Neslihan
    Nesrin Neşe Nevin Nevriye Nezahat Nida Nigar Nihal Nihan Nil Nilay Nilgün Nilüfer Nisa Nur
    Nuray Nurcan Nurdan Nurgül Nurhan Nuriye Nursel Nurseli Nursen Nurşen Nurten Nükhet Oya Öykü
    Özden Özge Özgül Özlem Pakize Pelin Perihan Pervin Pınar Rabia Rahime Raziye Rengin Reyhan
    Rukiye Ruhsar Rüya Saadet Sabahat Sabiha Sabriye Sacide Safiye Saime Sakine Saliha Saniye Sare
    Satı Seda Sedef Seher Selda Selin Selma Selvi Sema Semiha Semra Sena Senem Serap Seray Serpil
    Sevcan Sevda Sevgi Sevil Sevilay Sevim Sevinç Seval Sevtap Seyhan Sezen Sezin Sıdıka Sibel
    Simge Sinem Songül Suna Su Sude Sultan Suzan Süheyla Sümeyye Süreyya Şaziye Şebnem Şefika
    Şehnaz Şengül Şenay Şenel Şerife Şermin Şeyda Şeyma Şirin Şule Şükran Şükriye Tansu Tuba Tuğba
    Tuğçe Tülay Tülin Türkan Türkân Ulviye Ülker Ülkü Ümmühan Ümran Vahide Vesile Vildan Yadigar
    Yağmur Yaprak Yasemin Yeliz Yeşim Yeter Yıldız Yonca Yurdagül Zahide Zehra Zekiye Zeliha
    Zerrin Zeynep Zeynepnur Zübeyde Züleyha Zühal Zümrüt
"""
_MEN = """
    Abdulkadir Abdullah Abdurrahman Abidin Adem Adil Adnan Afşin Ahmet Akif Akın Alaattin Ali
    Alican Alp Alparslan Alper Alperen Altan Anıl Arda Aras Arif Arslan Asaf Asım Aslan Ata Atakan
    Atalay Atilla Attila Ayberk Aydın Ayhan Aykut Aytaç Aziz Bahadır Bahattin Baki Baran Barış
    Barlas Battal Bayram Bedirhan Bekir Berat Berk Berkay Berke Berkan Bilal Birol Buğra Burak
    Burhan Bülent Bünyamin Cafer Cahit Can Caner Celal Celil Cem Cemal Cemil Cenap Cengiz Cenk
    Cevat Cevdet Cihan Cihat Coşkun Cuma Cumali Cumhur Cüneyt Çağatay Çağlar Çağrı Çetin Davut
    Demir Deniz Devrim Dinçer Doğan Doğuş Doğukan Duran Dursun Ebubekir Ege Emin Emir Emirhan
    Emrah Emre Ender Enes Engin Enis Enver Ercan Erdal Erdem Erdinç Erdoğan Eren Ergin Ergün Erhan
    Erkan Erkin Erkut Erman Ersan Ersin Ersoy Ertan Ertuğrul Erol Esat Eşref Ethem Evren Eymen
    Eyüp Ezel Fahri Faik Faruk Fatih Fazıl Fehmi Ferdi Ferhat Feridun Ferit Fethi Fevzi Feyyaz
    Feyzullah Fırat Fikret Fikri Fuat Furkan Galip Gazi Gencer Gökhan Gökmen Göktuğ Görkem Gürbüz
    Gürcan Gürhan Gürkan Gürsel Güven Hakan Hakkı Haldun Halil Halis Halit Haluk Hamdi Hamit Hamza
    Harun Hasan Haşim Haydar Hayati Hayrettin Hayri Hıdır Hikmet Hilmi Hulusi Hurşit Hüsamettin
    Hüseyin Hüsnü Irmak İbrahim İdris İhsan İlhami İlhan İlkay İlker İlyas İrfan İsa İshak
    İskender İslam İsmail İsmet İsrafil İzzet Kaan Kadir Kadri Kamil Kasım Kaya Kazım Kemal Kenan
    Kerem Kerim Koray Korhan Köksal Kubilay Kudret Kürşat Latif Levent Lokman Lütfi Lütfü Macit
    Mahir Mahmut Mahsun Mazhar Mehmet Melih Mert Mesut Mete Metehan Metin Mevlüt Mirza Mithat
    Muammer Muharrem Muhammed Muhammet Muhittin Muhsin Murat Musa Mustafa Mutlu Muzaffer Mücahit
    Müfit Münir Mümtaz Müslüm Naci Nadir Nail Naim Namık Nazım Nazmi Necat Necati Necdet Necip
    Necmettin Nedim Nejat Nevzat Nihat Niyazi Nizamettin Numan Nuri Nurettin Nusret Oğuz Oğuzhan
    Okan Oktay Olcay Onat Onur Orçun Orhan Osman Ozan Ömer Ömür Önder Özcan Özgür Özhan Özkan
    Polat Rahim Rahmi Raif Ramazan Rasim Raşit Rauf Recai Recep Refik Remzi Resul Reşat Rıdvan
    Rıfat Rıza Rüstem Rüştü Sabahattin Sabri Sadettin Sadık Sadi Sadullah Saffet Sait Salih Salim
    Sami Samet Samim Savaş Sedat Selahattin Selami Selçuk Selim Semih Serdar Sergen Serhan Serhat
    Serkan Sermet Sertaç Servet Seyfettin Seyfi Seyit Sezai Sezer Sezgin Sıtkı Sinan Soner Suat
    Süha Süleyman Şaban Şadi Şafak Şahin Şakir Şamil Şarık Şenol Şemsettin Şeref Şerif Şevket
    Şinasi Şükrü Taha Tahir Tahsin Talat Talha Tamer Taner Tanju Tansel Tarık Tarkan Taylan Tayfun
    Tayfur Tayyar Temel Tekin Tevfik Timur Timuçin Tolga Tolgahan Tuğrul Tuna Tunahan Tuncay
    Tuncer Tunç Turan Turgay Turgut Turhan Ufuk Uğur Ulaş Umut Umur Utku Uzay Ümit Ünal Vahap
    Vahit Vedat Vefa Vehbi Veli Veysel Veysi Volkan Yakup Yalçın Yahya Yaman Yasin Yaşar Yavuz
    Yekta Yener Yılmaz Yiğit Yunus Yusuf Yücel Yüksel Zafer Zahit Zakir Zeki Zeynel Zihni Ziya
    Zübeyir Zülfikar Zülküf
"""
_FAMILIES = """
    Acar Akar Akbaş Akbulut Akça Akdağ Akdeniz Akdoğan Akgül Akgün Akın Akkaya Akkuş Akman Akpınar
    Aksoy Aksu Aktaş Alkan Altay Altın Altun Altuntaş Arı Arıkan Arslan Aslan Ataş Ateş Avcı Ay
    Ayaz Aydemir Aydın Aydoğan Aygün Aykaç Aytekin Bal Balcı Baran Başaran Baş Bayrak Bayram
    Baysal Bektaş Bilgiç Bilgin Bingöl Bircan Boz Bozdağ Bozkurt Bulut Can Candan Canpolat Cengiz
    Ceylan Coşkun Çakır Çakmak Çalışkan Çam Çelebi Çelik Çetin Çetinkaya Çevik Çiçek Çiftçi Çınar
    Çoban Çolak Dağ Dal Demir Demirci Demirel Demirkan Demirtaş Deniz Dinç Dinçer Doğan Doğru
    Duman Durak Duran Durmaz Durmuş Dursun Dündar Efe Ekinci Elmas Er Erbaş Ercan Erdem Erdoğan
    Eren Ergin Ergün Erkan Erol Ersoy Ertaş Ertürk Esen Fidan Genç Gök Gökçe Gökmen Gül Güler
    Gültekin Gümüş Gün Günay Gündoğdu Gündüz Güner Güneş Güney Güngör Gür Gürbüz Gürel Gürsoy
    Güven Güzel Ilgaz Işık İlhan İnan İnce Işıklı Kaçar Kahraman Kalkan Kandemir Kaplan Kara
    Karabulut Karaca Karadağ Karadeniz Karagöz Karahan Karakaş Karakaya Karakoç Karakuş Karaman
    Karataş Kartal Kavak Kaya Kayhan Kaymak Kazan Keleş Keskin Kılıç Kılınç Kır Kırmızı Kızılkaya
    Koca Koç Koçak Konak Korkmaz Köksal Köroğlu Köse Kurt Kuru Kuş Kutlu Mert Metin Mutlu Oğuz
    Oktay Oral Orhan Öcal Öksüz Ölmez Önal Öner Özbek Özcan Özçelik Özdemir Özden Özen Özer Özkan
    Özkaya Özmen Öztürk Parlak Pehlivan Pektaş Polat Sağlam Sarı Sarıkaya Savaş Sevinç Sezer
    Sönmez Soylu Şahin Şeker Şen Şener Şengül Şentürk Şimşek Tan Tanrıverdi Taş Taşçı Taşdemir
    Taşkın Tatar Tekin Tekeli Temel Temiz Toprak Topal Topçu Tosun Tunç Tuncer Turan Turgut Türk
    Türkmen Uçar Ulusoy Uysal Uzun Ünal Ünlü Ünsal Yağcı Yalçın Yaman Yaşar Yavuz Yazıcı Yeşil
    Yıldırım Yıldız Yılmaz Yiğit Yüce Yücel Yüksel Zengin
"""
# Short and regional forms; what is also a name of its own (Fadime) stands here too.
_SHORT = """
    Abdullah: Apo Abdo Aptullah; Abdurrahman: Apo Abdo Rahman; Ahmet: Ahmo Amet Ahmed Hamo;
    Ali: Aliş Alo Aliko; Ayşe: Ayşo Ayşecik Eşe Ayşem; Ayşegül: Ayşo Gülo;
    Bayram: Bayro; Bülent: Bülo; Cemal: Cemo; Cemil: Cemo; Elif: Elifçe Elo; Emine: Emoş Eminoş;
    Emin: Emo; Erdoğan: Erdo; Fatih: Fato; Fatma: Fatoş Fadime Fato Fatiş Fadik Fatmana;
    Gülsüm: Gülo Gülsün; Hakan: Hako; Halil: Halo; Hasan: Haso Hasso Haşo;
    Hatice: Hatçe Hatoş Hatiş; Hüseyin: Hüso Hüsso Hüsen Hüsey Üseyin;
    İbrahim: İbo İbiş İbram; İsmail: İsmo Smail İsmayıl; Kadir: Kado; Kemal: Kemo;
    Mahmut: Maho Mamo Mahmud; Mehmet: Memo Memet Memiş Mehmed Memed Mamo; Melike: Melo;
    Melek: Melo; Meryem: Mero Meyrem; Muhammet: Muhammed Memo Muho; Murat: Muro Murad;
    Mustafa: Mıstık Musti Mustik Mıço Mısto Musto; Nazlı: Nazo; Necati: Neco; Necdet: Neco;
    Necla: Necoş; Osman: Oso Osmo Osi; Ömer: Ömo Ömeroş; Özlem: Özlo; Ramazan: Ramo Ramiş Iramazan;
    Recep: Reco Irecep Receb; Selahattin: Selo; Selami: Selo; Selim: Selo; Serkan: Serko Sero;
    Süleyman: Sülo Süllü Sülü; Şaban: Şabo; Şerife: Şero; Tayyip: Tayyo; Veysel: Veyso;
    Yusuf: Yuso Yusi Usuf; Zehra: Zehro Zero; Zeliha: Zeliş; Zeynep: Zeyno Zeyneb
"""
_BESIDE = """
    bay bayan bey beyefendi hanım hanımefendi sn sayın dr doç prof av op uzm dt ecz eczacı muh müh
    mimar usta abi ağabey abla hoca hacı kardeş teyze amca dayı mr mrs ms
"""


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


FIRST_NAMES = _folded(_WOMEN) | _folded(_MEN)
NAMES = FIRST_NAMES | _folded(_FAMILIES)
BESIDE = _folded(_BESIDE)


def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in _SHORT.split(";"):
        full, _colon, forms = entry.partition(":")
        for form in forms.split():
            found.setdefault(fold(form), set()).add(fold(full))
    return {short: frozenset(fulls) for short, fulls in found.items()}


# A short form and the names it may stand for.
SHORT_FORMS = _short_forms()


def same_name(a: str, b: str) -> bool:
    """Tell whether one folded word is a short form of the other, or both are of one name."""
    mine, theirs = SHORT_FORMS.get(a, frozenset()), SHORT_FORMS.get(b, frozenset())
    return b in mine or a in theirs or not mine.isdisjoint(theirs)


def full_name(word: str) -> str:
    """Return the one name a short form stands for, else the word itself."""
    return min(SHORT_FORMS.get(word, (word,)))
