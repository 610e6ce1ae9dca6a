# ruff: noqa: RUF001, E501  (terms in many scripts, one service a place)
"""Kinds of services and how they are called: in English, and in the languages and scripts of their countries."""

from __future__ import annotations

# Short code, English term, and weight: how often a contact works there.
KINDS = {
    "police": ("POL", "National Police", 8),
    "ministry": ("MOI", "Ministry of the Interior", 2),
    "intel_civil": ("INT", "State Intelligence Service", 3),
    "prosecution": ("PRO", "Prosecutor General's Office", 2),
    "customs": ("CUS", "Customs", 2),
    "border": ("BOR", "Border Guard", 2),
    "gendarmerie": ("GEN", "Gendarmerie", 2),
    "fiu": ("FIU", "Financial Intelligence Unit", 1),
    "intel_military": ("MIL", "Military Intelligence Service", 1),
    "coast_guard": ("CGD", "Coast Guard", 1),
    "prison": ("PRI", "Prison Service", 1),
    "embassy": ("EMB", "Embassy in Brussels", 1),
    "other": ("OTH", "Forensic Institute", 1),
}
UNDER_MINISTRY = frozenset({"police", "gendarmerie", "border", "prison"})

INTERNATIONAL = (
    ("INT-EPL", "Europol", "NL"),
    ("INT-IPL", "Interpol", "FR"),
    ("INT-FRX", "Frontex", "PL"),
    ("INT-SEL", "Southeast European Law Enforcement Center", "RO"),
    ("INT-UNO", "United Nations Office on Drugs and Crime", "AT"),
)

_TERMS = {
    "fr": "Police nationale|Ministère de l'Intérieur|Service de renseignement|Parquet général|Douanes|Police des frontières"
    "|Gendarmerie nationale|Cellule de renseignement financier|Renseignement militaire|Garde côtière"
    "|Administration pénitentiaire|Ambassade à Bruxelles|Institut de criminalistique",
    "nl": "Nationale Politie|Ministerie van Binnenlandse Zaken|Inlichtingendienst|Openbaar Ministerie|Douane|Grenswacht"
    "|Marechaussee|Financiële inlichtingeneenheid|Militaire inlichtingendienst|Kustwacht|Gevangeniswezen"
    "|Ambassade te Brussel|Forensisch Instituut",
    "de": "Bundespolizei|Bundesministerium des Innern|Nachrichtendienst|Generalstaatsanwaltschaft|Zoll|Grenzwache"
    "|Gendarmerie|Zentralstelle für Geldwäsche|Militärischer Nachrichtendienst|Küstenwache|Justizvollzug"
    "|Botschaft in Brüssel|Kriminaltechnisches Institut",
    "it": "Polizia di Stato|Ministero dell'Interno|Servizio informazioni|Procura generale|Dogane|Polizia di frontiera"
    "|Gendarmeria|Unità di informazione finanziaria|Informazioni militari|Guardia costiera|Polizia penitenziaria"
    "|Ambasciata a Bruxelles|Istituto forense",
    "es": "Policía Nacional|Ministerio del Interior|Servicio de inteligencia|Fiscalía General|Aduanas|Policía de fronteras"
    "|Gendarmería|Unidad de inteligencia financiera|Inteligencia militar|Guardia costera|Servicio penitenciario"
    "|Embajada en Bruselas|Instituto forense",
    "pt": "Polícia Nacional|Ministério da Administração Interna|Serviço de informações|Procuradoria-Geral|Alfândega"
    "|Serviço de fronteiras|Gendarmaria|Unidade de informação financeira|Informações militares|Guarda costeira"
    "|Serviços prisionais|Embaixada em Bruxelas|Instituto forense",
    "ro": "Poliția Națională|Ministerul de Interne|Serviciul de informații|Parchetul General|Vama|Poliția de Frontieră"
    "|Jandarmeria|Oficiul pentru prevenirea spălării banilor|Informații militare|Garda de Coastă|Administrația penitenciarelor"
    "|Ambasada la Bruxelles|Institutul criminalistic",
    "pl": "Policja|Ministerstwo Spraw Wewnętrznych|Agencja Wywiadu|Prokuratura|Służba Celna|Straż Graniczna|Żandarmeria"
    "|Jednostka analityki finansowej|Wywiad wojskowy|Straż Przybrzeżna|Służba Więzienna|Ambasada w Brukseli"
    "|Laboratorium kryminalistyczne",
    "ru": "Полиция|Министерство внутренних дел|Служба разведки|Генеральная прокуратура|Таможня|Пограничная служба"
    "|Жандармерия|Служба финансового мониторинга|Военная разведка|Береговая охрана|Служба исполнения наказаний"
    "|Посольство в Брюсселе|Институт криминалистики",
    "el": "Ελληνική Αστυνομία|Υπουργείο Εσωτερικών|Υπηρεσία Πληροφοριών|Εισαγγελία|Τελωνεία|Συνοριοφυλακή|Χωροφυλακή"
    "|Μονάδα χρηματοοικονομικών πληροφοριών|Στρατιωτικές πληροφορίες|Λιμενικό Σώμα|Σωφρονιστική υπηρεσία"
    "|Πρεσβεία στις Βρυξέλλες|Εγκληματολογικό ινστιτούτο",
    "tr": "Emniyet Genel Müdürlüğü|İçişleri Bakanlığı|İstihbarat Servisi|Başsavcılık|Gümrük|Sınır Muhafaza|Jandarma"
    "|Mali suçları araştırma birimi|Askeri istihbarat|Sahil Güvenlik|Ceza infaz kurumu|Brüksel Büyükelçiliği|Adli Tıp Kurumu",
    "ar": "الشرطة الوطنية|وزارة الداخلية|جهاز المخابرات|النيابة العامة|الجمارك|حرس الحدود|الدرك"
    "|وحدة المعلومات المالية|الاستخبارات العسكرية|خفر السواحل|إدارة السجون|السفارة في بروكسل|معهد الأدلة الجنائية",
    "zh": "国家警察|内政部|情报局|检察院|海关|边防|宪兵|金融情报中心|军事情报局|海警|监狱管理局|驻布鲁塞尔大使馆|法医研究所",
    "ka": "ეროვნული პოლიცია|შინაგან საქმეთა სამინისტრო|დაზვერვის სამსახური|პროკურატურა|საბაჟო|სასაზღვრო პოლიცია"
    "|ჟანდარმერია|ფინანსური მონიტორინგი|სამხედრო დაზვერვა|სანაპირო დაცვა|სასჯელაღსრულება|საელჩო ბრიუსელში|კრიმინალისტიკა",
    "ja": "警察庁|内務省|情報庁|検察庁|税関|国境警備隊|憲兵隊|金融情報室|防衛情報本部|海上保安庁|矯正局|在ブリュッセル大使館|科学警察研究所",
}
_LANGUAGES = {
    "fr": "FR MC LU SN ML CD CG RW BI BJ TG CI BF NE CM TD GA HT",
    "nl": "NL BE SR",
    "de": "DE AT CH",
    "it": "IT SM",
    "es": "ES AD MX CO EC PE VE AR CL UY PY DO PA CR GT HN",
    "pt": "PT BR MZ AO",
    "ro": "RO MD",
    "pl": "PL",
    "ru": "RU BY KZ",
    "el": "GR CY",
    "tr": "TR",
    "ar": "MA MR TN DZ LY EG SD AE OM QA KW SA JO LB SY IQ",
    "zh": "CN HK",
    "ka": "GE",
    "ja": "JP",
}
_BY_COUNTRY = {country: language for language, countries in _LANGUAGES.items() for country in countries.split()}
_NATIVE = {language: dict(zip(KINDS, terms.split("|"), strict=True)) for language, terms in _TERMS.items()}


def native_name(country: str, org_type: str) -> str:
    """Give what a country calls its service of a kind; empty where that is not known here."""
    return _NATIVE.get(_BY_COUNTRY.get(country, ""), {}).get(org_type, "")
