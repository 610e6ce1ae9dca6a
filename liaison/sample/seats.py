"""The posts of the unit: where an officer lives, and which further countries the post gives access to."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import DeclarationError
from graph.model import vocabularies as v
from graph.model.countries import COUNTRIES

_MODES = {"s": "side", "b": "benelux_shared", "p": "partner_on_request", "l": "lead_nation"}


@dataclass(frozen=True, slots=True)
class Seat:
    """
    A post.

    Attributes
    ----------
    city, country
        Where the officer lives.
    others
        Further countries with the mode of access.
    languages
        Spoken there, ISO 639-1.
    kind
        Kind of posting.
    """

    city: str
    country: str
    others: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    kind: str = "bilateral"

    def __post_init__(self) -> None:
        for country, mode in (*self.others, (self.country, "resident")):
            if country not in COUNTRIES or mode not in v.ACCREDITATION_MODE:
                raise DeclarationError(f"The seat {self.city!r} has the unknown country or mode {country}/{mode}.")
        if self.kind not in v.POSTING_KIND:
            raise DeclarationError(f"The seat {self.city!r} has the unknown kind {self.kind!r}.")

    @property
    def countries(self) -> tuple[str, ...]:
        """All countries, the one of residence first."""
        return (self.country, *(country for country, _ in self.others))


def _seat(city: str, country: str, others: str, languages: str, kind: str = "bilateral") -> Seat:
    access = tuple((word[:2], _MODES[word[3]]) for word in others.split())
    return Seat(city, country, access, tuple(languages.split()), kind)


SEATS = (
    _seat("Rabat", "MA", "MR:s SN:s ML:b", "fr ar"),
    _seat("Rome", "IT", "MT:s SM:s", "it"),
    _seat("Bucharest", "RO", "BG:s MD:s RS:l", "ro", "regional"),
    _seat("Ankara", "TR", "GE:s AZ:p", "tr"),
    _seat("Paris", "FR", "MC:s LU:b", "fr"),
    _seat("Moscow", "RU", "BY:s AM:s KZ:p", "ru"),
    _seat("Washington", "US", "CA:s MX:p", "en"),
    _seat("Madrid", "ES", "PT:s AD:s", "es"),
    _seat("The Hague", "NL", "DK:b", "nl en", "multilateral"),
    _seat("Kinshasa", "CD", "CG:s RW:b BI:s UG:s", "fr"),
    _seat("Beijing", "CN", "MN:s HK:s", "zh"),
    _seat("Bogotá", "CO", "EC:s PE:b VE:p", "es"),
    _seat("Tunis", "TN", "DZ:s LY:l", "fr ar"),
    _seat("Athens", "GR", "CY:s AL:s", "el"),
    _seat("London", "GB", "IE:s", "en"),
    _seat("Warsaw", "PL", "LT:s LV:b EE:b", "pl"),
    _seat("Bangkok", "TH", "VN:s KH:s LA:s MM:p", "th en", "regional"),
    _seat("Dubai", "AE", "OM:s QA:s KW:b SA:l", "ar en"),
    _seat("Islamabad", "PK", "AF:p", "ur en"),
    _seat("Pristina", "XK", "MK:s ME:s BA:b", "sq sr"),
    _seat("Vienna", "AT", "HU:s SK:s CZ:b SI:s", "de"),
    _seat("Kyiv", "UA", "", "uk ru"),
    _seat("Nairobi", "KE", "ET:s TZ:s SO:p", "sw en"),
    _seat("Brasília", "BR", "AR:s CL:b UY:s PY:p", "pt es"),
    _seat("Amman", "JO", "LB:s SY:p IQ:p", "ar en"),
    _seat("Tokyo", "JP", "KR:s", "ja en"),
    _seat("Berlin", "DE", "CH:s", "de"),
    _seat("Cairo", "EG", "SD:s", "ar"),
    _seat("Stockholm", "SE", "FI:s NO:b IS:s", "sv en"),
    _seat("Lagos", "NG", "GH:s BJ:b TG:s", "en fr"),
    _seat("Abidjan", "CI", "BF:s NE:s", "fr"),
    _seat("Pretoria", "ZA", "MZ:b AO:s NA:s", "en pt"),
    _seat("Canberra", "AU", "NZ:s", "en"),
    _seat("Jakarta", "ID", "SG:s MY:b PH:s", "id en"),
    _seat("New Delhi", "IN", "LK:s BD:s NP:p", "hi en"),
    _seat("Zagreb", "HR", "", "hr"),
    _seat("Santo Domingo", "DO", "HT:s JM:s SR:b", "es fr"),
    _seat("Panama", "PA", "CR:s GT:s HN:p", "es"),
    _seat("Yaoundé", "CM", "TD:s GA:s", "fr"),
    _seat("Lyon", "FR", "", "fr en", "multilateral"),
)


def seats_of(count: int) -> tuple[Seat, ...]:
    """Give that many seats; beyond the list cities are staffed again."""
    return tuple(SEATS[index % len(SEATS)] for index in range(count))


def countries_of(count: int) -> tuple[str, ...]:
    """Give the first countries of the list, in its order."""
    return tuple(dict.fromkeys(country for seat in SEATS for country in seat.countries))[:count]
