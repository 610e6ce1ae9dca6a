# ruff: noqa: RUF001  (letters of many scripts are the point here)
"""
Parts of which names of fictional people are made, by group of languages.

Surnames are composed of two parts that were put together for this purpose. A part stands as `latin=native` where the
group writes in another script.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import DeclarationError

Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NameStock:
    """
    What names of one group are made of.

    Attributes
    ----------
    given, heads, tails
        First names, and the two parts of surnames; each in Latin letters and as written natively.
    surname_first
        True where the native spelling starts with the surname.
    joined
        True where the native spelling has no blank between the two.
    """

    given: tuple[Part, ...]
    heads: tuple[Part, ...]
    tails: tuple[Part, ...]
    surname_first: bool = False
    joined: bool = False

    def __post_init__(self) -> None:
        if not (self.given and self.heads and self.tails):
            raise DeclarationError("A stock of names needs first names and both parts of surnames.")


def _parts(text: str) -> tuple[Part, ...]:
    def one(word: str) -> Part:
        latin, _, native = word.partition("=")
        return latin, native or latin

    return tuple(one(word) for word in text.split())


def _stock(given: str, heads: str, tails: str, *, surname_first: bool = False, joined: bool = False) -> NameStock:
    return NameStock(_parts(given), _parts(heads), _parts(tails), surname_first, joined)


STOCKS = {
    "dutch": _stock(
        "An Bart Els Dirk Greet Jan Katrien Koen Lies Luc Marleen Pieter Saskia Tom Veerle Wim",
        "Van&Mol De&Kroon Ver Hoog Laag Steen Berg Wouter Kling Drie Lind Brem",
        "beke mans sens huyse donk veldt straete ghem hove daele",
    ),
    "french": _stock(
        "Aline Benoît Cécile Didier Élodie François Gaëlle Hervé Inès Julien Laure Marc Nadège Olivier Pascale Rémi",
        "Beau Char Mont Vil Lan Per Gran Fon Mar Roch Sau Cler",
        "neret villard tignac bertois delune gencourt rival mondet sard lière",
    ),
    "german": _stock(
        "Anja Bernd Claudia Dieter Eva Frank Grit Heiko Ines Jörg Katrin Lutz Monika Norbert Petra Uwe",
        "Brand Eichen Falk Gries Hassel Kalt Linden Moor Rösel Stein Tann Wolk",
        "berger huber mann hoff rath felder bauer wald städt linger",
    ),
    "english": _stock(
        "Alice Brian Claire David Emma Frank Grace Henry Jane Keith Laura Mark Nora Owen Rachel Simon",
        "Ash Black Cran Dun Elm Hart Lock Mar Pen Stan Thorn Wick",
        "borough combe ford hurst leigh more wood worth field stead",
    ),
    "romance": _stock(
        "Alba Bruno Carla Diego Elena Fabio Gina Hugo Irene Javier Lucía Marco Nuria Óscar Paula Sergio",
        "Bel Cam Dor Fer Gal Lor Mal Nav Pal Ros Sal Tor",
        "andrez anelli ardo eiro escu etti inho olino ontes uzzi",
    ),
    "slavic": _stock(
        "Agata Bohdan Danuta Emil Halina Igor Jana Karel Lenka Marek Ondřej Piotr Radka Tomasz Věra Zdeněk",
        "Bor Czar Dob Gór Jas Krasn Lip Mal Now Sob Wil Zel",
        "ecki owicz iński anek ovský eček owska enko alik ić",
    ),
    "nordic": _stock(
        "Aino Bjørn Dagny Eero Freja Gunnar Helga Ivar Jonna Kåre Liv Mikko Niina Olav Siri Torben",
        "Berg Dal Ek Fors Gran Hög Lind Norr Sand Sjö Ström Vik",
        "lund strand qvist gren nes heim stad mark rud vall",
    ),
    "cyrillic": _stock(
        "Aleksei=Алексей Darya=Дарья Yelena=Елена Fyodor=Фёдор Galina=Галина Igor=Игорь Kirill=Кирилл Lidia=Лидия "
        "Maksim=Максим Nadezhda=Надежда Oleg=Олег Polina=Полина Roman=Роман Svetlana=Светлана Viktor=Виктор Yulia=Юлия",
        "Bel=Бел Gor=Гор Dub=Дуб Zhur=Жур Kras=Крас Lis=Лис Mor=Мор Ostr=Остр Pol=Пол Sever=Север Tikh=Тих Cher=Чер",
        "anov=анов enko=енко ikov=иков ovskiy=овский unin=унин atov=атов ukhin=ухин elev=елев yakov=яков ogor=огор",
        surname_first=True,
    ),
    "greek": _stock(
        "Aliki=Αλίκη Dimitris=Δημήτρης Eleni=Ελένη Fotis=Φώτης Ioanna=Ιωάννα Kostas=Κώστας Lena=Λένα Manolis=Μανώλης "
        "Nikos=Νίκος Olga=Όλγα Petros=Πέτρος Sofia=Σοφία",
        "Anast=Αναστ Dom=Δομ Kar=Καρ Lamb=Λαμπ Mar=Μαρ Nik=Νικ Pap=Παπ Stav=Σταυ Theod=Θεοδ Vas=Βασ",
        "akis=άκης atos=άτος elis=έλης idis=ίδης opoulos=όπουλος ioti=ιώτη oglou=όγλου",
    ),
    "arabic": _stock(
        "Ahmed=أحمد Amina=أمينة Bilal=بلال Fatima=فاطمة Hassan=حسن Ibrahim=إبراهيم Karim=كريم Layla=ليلى Mohammed=محمد "
        "Nadia=نادية Omar=عمر Rachid=رشيد Salma=سلمى Tariq=طارق Yasmin=ياسمين Youssef=يوسف",
        "Al-=ال El-=ال Ben&=بن&",
        "Barqani=برقاني Darwani=درواني Fahsi=فحصي Ghazmi=غزمي Hamrani=حمراني Kettoun=كتون Lahouti=لاهوتي Marzouq=مرزوق "
        "Nasseri=ناصري Qadmani=قدماني Rifaat=رفعت Sabbani=صباني Tazrouti=تزروتي Wardani=ورداني Zayyati=زياتي",
    ),
    "turkic": _stock(
        "Aylin Burak Cem Defne Elif Farid Gülay Hakan İpek Kamal Leyla Murad Nermin Orhan Selin Timur",
        "Ak Boz Çel Dem Er Gök Kara Öz Sar Taş Yıl Zor",
        "taşlı baylı gürel menoğlu kıran soylu dağlı tepe yarlı zade",
    ),
    "georgian": _stock(
        "Davit=დავით Eka=ეკა Giorgi=გიორგი Irakli=ირაკლი Ketevan=ქეთევან Levan=ლევან Nana=ნანა Tamar=თამარ Zurab=ზურაბ",
        "Bar=ბარ Gel=გელ Dol=დოლ Kob=კობ Lom=ლომ Mag=მაგ Rob=რობ Tav=თავ",
        "ashvili=აშვილი adze=აძე elidze=ელიძე uria=ურია ava=ავა",
    ),
    "armenian": _stock(
        "Ani=Անի Aram=Արամ Gayane=Գայանե Hayk=Հայկ Lilit=Լիլիթ Narek=Նարեկ Sona=Սոնա Tigran=Տիգրան",
        "Bab=Բաբ Gal=Գալ Kar=Կար Mar=Մար Nor=Նոր Sar=Սար Var=Վար",
        "anyan=անյան aryan=արյան oyan=ոյան unyan=ունյան",
    ),
    "chinese": _stock(
        "Bo=博 Fang=芳 Hua=华 Jing=静 Lei=磊 Meilin=美琳 Ping=平 Qiang=强 Xiaoming=晓明 Yun=云 Zhiwei=志伟 Lan=兰",
        "Bai=白 Cai=蔡 Deng=邓 Feng=冯 Gu=顾 He=何 Jiang=江 Kong=孔 Lu=陆 Meng=孟 Ning=宁 Shao=邵",
        "=",
        surname_first=True,
        joined=True,
    ),
    "japanese": _stock(
        "Aiko=愛子 Daichi=大地 Haruka=春香 Kenta=健太 Misaki=美咲 Naoko=直子 Ryo=亮 Sora=空 Takumi=拓海 Yuki=雪",
        "Ao=青 Furu=古 Hoshi=星 Ishi=石 Kawa=川 Matsu=松 Naka=中 Shira=白 Taka=高 Yama=山",
        "hara=原 moto=本 mura=村 no=野 saki=崎 ta=田 ya=谷 zawa=沢",
        surname_first=True,
        joined=True,
    ),
    "korean": _stock(
        "Jiwoo=지우 Minjun=민준 Seoyeon=서연 Dohyun=도현 Yuna=유나 Hyejin=혜진 Taeyang=태양",
        "Ban=반 Dong=동 Gil=길 Ma=마 Pyo=표 Seok=석 Tak=탁 Yeo=여",
        "=",
        surname_first=True,
        joined=True,
    ),
    "thai": _stock(
        "Anong=อนงค์ Chai=ชัย Kanya=กัญญา Malee=มาลี Niran=นิรันดร์ Somchai=สมชาย Suda=สุดา Wichai=วิชัย",
        "Bun=บุญ Chan=จันทร์ Kaew=แก้ว Phon=พร Rat=รัตน์ Siri=ศิริ Thong=ทอง",
        "charoen=เจริญ kul=กุล phan=พันธ์ sak=ศักดิ์ wong=วงศ์",
    ),
    "indic": _stock(
        "Anjali=अंजलि Arun=अरुण Deepa=दीपा Kiran=किरण Meera=मीरा Nitin=नितिन Priya=प्रिया Rahul=राहुल Sunita=सुनीता",
        "Bal=बाल Chand=चंद Dev=देव Har=हर Jay=जय Kan=कान Man=मान",
        "dhari=धारी kar=कर nath=नाथ pal=पाल vati=वाती want=वंत",
    ),
    "african": _stock(
        "Abena Baraka Chidi Désiré Espérance Femi Grâce Issa Juma Kofi Lindiwe Moussa Ngozi Ousmane Thabo Zuri",
        "Adé Bak Dia Kam Lum Mba Nko Oku Sek Tam Wan Zou",
        "bayo dongo fumba gaza kanda lele mwangi ndaye soro tunde",
    ),
    "malay": _stock(
        "Aisyah Bambang Citra Dewi Eko Farah Hadi Indah Joko Kartika Linh Minh Nur Rizal Siti Tuan",
        "Har Kus Mul Nug Pra Sas Sud Tan Wid Yul",
        "anto awan iono adi mita rahman etno andra",
    ),
}  # fmt: skip

_GROUPS = {
    "dutch": "NL BE SR",
    "french": "FR MC LU HT",
    "german": "DE AT CH",
    "english": "GB IE US CA AU NZ JM",
    "slavic": "PL CZ SK HU LT LV EE SI HR BA ME AL XK",
    "nordic": "SE NO DK FI IS",
    "cyrillic": "RU BY UA BG RS MK KZ MN",
    "greek": "GR CY",
    "arabic": "MA MR TN DZ LY EG SD AE OM QA KW SA JO LB SY IQ",
    "turkic": "TR AZ",
    "georgian": "GE",
    "armenian": "AM",
    "chinese": "CN HK",
    "japanese": "JP",
    "korean": "KR",
    "thai": "TH LA KH MM",
    "indic": "IN NP LK BD PK AF",
    "african": "SN ML CD CG RW BI UG KE ET TZ SO NG GH BJ TG CI BF NE ZA MZ AO NA CM TD GA",
    "malay": "ID SG MY PH VN",
}
_BY_COUNTRY = {country: group for group, countries in _GROUPS.items() for country in countries.split()}


def stock_of(country: str) -> NameStock:
    """Give the stock for a country; the Romance one where no other fits."""
    return STOCKS[_BY_COUNTRY.get(country, "romance")]
