"""Common first and last names of Türkiye with an i or ı in them, in their right spelling."""

from __future__ import annotations

_FIRST = (
    "Adil Adile Akif Ali Alim Aliye Arif Asım Asiye Aslı Aslıhan Atilla Aydın Aytekin Bahadır"
    " Bahri Bedia Bedri Bedriye Behice Behiç Belgin Belkıs Berfin Beril Bilal Bilge Bilgin Bircan"
    " Birgül Birol Birsen Cahide Cahit Celil Cemil Cemile Cihan Cihangir Cihat Çınar Çiğdem Deniz"
    " Didem Dilan Dilara Dilek Edip Ediz Ekin Elif Emin Emine Emir Emirhan Engin Enis Erdinç Ergin"
    " Ersin Esin Fadime Fahri Fahriye Faik Fatih Fazıl Fehmi Feride Feridun Ferit Fethi Fethiye"
    " Fevzi Fevziye Fırat Fikret Fikri Fikriye Filiz Firdevs Gizem Habibe Hakkı Halide Halil Halim"
    " Halime Halit Hamdi Hamide Hamit Hanife Hatice Hayri Hayriye Hıdır Hikmet Hilal Hilmi Hulusi"
    " Hüseyin Ilgaz Ilgın Irmak Işık Işıl Işılay Işın İbrahim İclal İdil İdris İhsan İlayda İlhami"
    " İlhan İlkay İlke İlker İlknur İlyas İnci İpek İrem İrfan İsa İshak İskender İsmail İsmet"
    " İzzet Kadir Kadri Kadriye Kamil Kazım Kerim Kerime Kıvanç Kıymet Latif Latife Lütfi Lütfiye"
    " Mahir Medine Mediha Melih Meliha Melike Melis Melisa Merih Metin Mihriban Mine Miray Mithat"
    " Muhittin Nadide Nadir Nadire Nafiz Nahit Nail Naim Naime Nazım Nazif Nazife Nazlı Nazlıcan"
    " Necati Necip Necmi Necmiye Nermin Nesibe Nesrin Nevin Nihal Nihan Nihat Nil Nilay Nilgün"
    " Nilüfer Nisa Niyazi Nuri Nuriye Pakize Pelin Perihan Pınar Rabia Ragıp Rahim Rahime Raif"
    " Ramiz Rasim Raşit Recai Refik Refika Remzi Remziye Reşit Rıdvan Rıfat Rıfkı Rıza Ruhi Rukiye"
    " Sabahattin Sabiha Sabri Sabriye Sacide Sacit Sadık Sadi Safiye Saim Sait Sakine Salih Saliha"
    " Salim Sami Samim Seçil Selahattin Selami Selim Selin Selvi Semih Semiha Serpil Sevgi Sevil"
    " Sevim Sevinç Seyfi Seyit Sezai Sezgin Sıddık Sıdıka Sıla Sırma Sırrı Sıtkı Sibel Simay Simge"
    " Sinan Sinem Şakir Şefik Şefika Şerif Şerife Şevki Şirin Tahir Tahsin Talip Tarık Tevfik"
    " Vahide Vahit Vasfi Vehbi Veli Vildan Yağız Yasemin Yasin Yeliz Yıldıray Yıldız Yılmaz Yiğit"
    " Zahide Zarife Zeki Zekiye Zeliha Ziya Ziynet"
)
_LAST = (
    "Akdemir Akdeniz Akın Akıncı Altın Altınok Altıntaş Arı Arıcı Arıkan Avcı Aydemir Aydın"
    " Bakırcı Balcı Balıkçı Bayındır Bıçakçı Bilgi Bilgiç Bilici Bilir Bingöl Bozdemir Candemir"
    " Çakıcı Çakır Çalık Çalışkan Çelik Çetin Çetinkaya Çevik Çiçek Çiftçi Çimen Dağlı Demir"
    " Demirbaş Demircan Demirci Demirel Demirkan Demirtaş Derin Dikmen Dinç Dinçer Ekici Ekinci"
    " Ekşi Fidan Gedik Gezgin Hancı Hızır Iğdır Ilıca İnal İnan İnce Kabakçı Kadıoğlu Kahveci"
    " Kalaycı Karadeniz Kaşıkçı Kayıkçı Keskin Kılıç Kılınç Kıraç Kırca Kırmızı Kızıl Kızılkaya"
    " Kiraz Koçyiğit Nişancı Odabaşı Özbilgin Özçelik Özdemir Özkılıç Pekin Sağır Sarı Sarıkaya"
    " Sarıoğlu Serin Sivri Şahin Şenyiğit Şimşek Tanrıverdi Taşçı Taşkın Tekin Temiz Terzi Tiryaki"
    " Türkyılmaz Yağcı Yalçın Yalçınkaya Yazıcı Yeşil Yetim Yetiş Yıldırım Zengin Zeytin"
)
# How people are addressed stands beside their names.
_TITLES = "Bey Hanım"
NAMES_WITH_I = tuple(f"{_FIRST} {_LAST} {_TITLES}".split())
