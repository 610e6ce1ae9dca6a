"""Countries: complete, in four languages, found however people write them, and never guessed."""

import dataclasses
import unicodedata

import pytest

from graph.errors import DeclarationError, LiaisonError, NotFoundError
from graph.model.countries import COUNTRIES, AmbiguousCountryError, find_country

# Facts of ISO 3166-1 and UN M49, written down by hand.
KNOWN = [
    ("BE", "BEL", "056", "Europe", "Western Europe", ("Belgium", "Belgique", "België", "Belgien")),
    ("MA", "MAR", "504", "Africa", "Northern Africa", ("Morocco", "Maroc", "Marokko", "Marokko")),
    ("NA", "NAM", "516", "Africa", "Southern Africa", ("Namibia", "Namibie", "Namibië", "Namibia")),
    ("TR", "TUR", "792", "Asia", "Western Asia", ("Türkiye", "Turquie", "Turkije", "Türkei")),
    ("BR", "BRA", "076", "Americas", "South America", ("Brazil", "Brésil", "Brazilië", "Brasilien")),
    ("TH", "THA", "764", "Asia", "South-eastern Asia", ("Thailand", "Thaïlande", "Thailand", "Thailand")),
]
SPELLINGS = [
    ("be", "BE"),
    ("bel", "BE"),
    ("  belgië ", "BE"),
    ("BELGIE", "BE"),
    ("COD", "CD"),
    ("RDC", "CD"),
    ("D.R. Congo", "CD"),
    ("Congo (Kinshasa)", "CD"),
    ("Congo-Brazzaville", "CG"),
    ("COG", "CG"),
    ("USA", "US"),
    ("U.S.A.", "US"),
    ("Etats-Unis", "US"),
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("Czech Republic", "CZ"),
    ("Tsjechië", "CZ"),
    ("Turkey", "TR"),
    ("turkiye", "TR"),
    ("Ivory Coast", "CI"),
    ("Cote d\u2019Ivoire", "CI"),
    ("Holland", "NL"),
    ("the Netherlands", "NL"),
    ("Saint Lucia", "LC"),
    ("St. Lucia", "LC"),
    ("Antigua and Barbuda", "AG"),
    ("Kosovo", "XK"),
    ("Elfenbeinküste", "CI"),
    ("Oost-Timor", "TL"),
    ("NA", "NA"),
    ("Guinea", "GN"),
    ("Niger", "NE"),
    ("Nigeria", "NG"),
]


def test_all_of_the_standard_and_kosovo():
    assert len(COUNTRIES) == 250
    assert len({country.iso3 for country in COUNTRIES.values()}) == 250
    assert len({country.numeric for country in COUNTRIES.values() if country.numeric}) == 249
    assert COUNTRIES["XK"].numeric is None
    assert list(COUNTRIES) == sorted(COUNTRIES)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known[0])
def test_known_facts(known):
    country = COUNTRIES[known[0]]
    codes = (country.iso2, country.iso3, country.numeric)
    assert (*codes, country.region, country.sub_region, country.names) == known


@pytest.mark.parametrize(("text", "iso2"), SPELLINGS)
def test_found_however_it_is_written(text, iso2):
    assert find_country(text).iso2 == iso2


@pytest.mark.parametrize("change", [str, str.upper, str.casefold, lambda name: unicodedata.normalize("NFD", name)])
def test_every_code_and_name_leads_to_its_country(change):
    for country in COUNTRIES.values():
        for name in (country.iso2, country.iso3, *country.names):
            assert find_country(change(name)) is country


def test_every_alias_leads_to_its_country_or_is_ambiguous():
    bearers = {}
    for country in COUNTRIES.values():
        for name in country.aliases:
            bearers.setdefault(name, set()).add(country.iso2)
    shared = {name: found for name, found in bearers.items() if len(found) > 1}
    assert shared == {
        "Congo": {"CD", "CG"},
        "Kongo": {"CD", "CG"},
        "Korea": {"KP", "KR"},
        "Corée": {"KP", "KR"},
        "Virgin Islands": {"VG", "VI"},
    }
    for name in bearers.keys() - shared.keys():
        assert {find_country(name).iso2} == bearers[name]
    for name, found in shared.items():
        with pytest.raises(AmbiguousCountryError) as caught:
            find_country(name)
        assert {country.iso2 for country in caught.value.candidates} == found


def test_ambiguous_name_names_both():
    with pytest.raises(AmbiguousCountryError, match=r"'Congo' is ambiguous: .*CD \(.*CG \(.*Write the code"):
        find_country("Congo")


@pytest.mark.parametrize(("text", "near"), [("Belgum", "Belgium"), ("Frankrijck", "Frankrijk"), ("Morroco", "Morocco")])
def test_unknown_name_suggests_near_ones(text, near):
    with pytest.raises(NotFoundError, match=f"'{text}' is not known.*{near}"):
        find_country(text)


@pytest.mark.parametrize("text", ["", " ", "ZZ", "QQQ", "-", "und en", "\x00", "x" * 10_000])
def test_nonsense_is_refused_with_a_sentence(text):
    with pytest.raises(LiaisonError) as caught:
        find_country(text)
    assert len(str(caught.value)) < 400
    assert str(caught.value).endswith((".", "?"))


def test_declaration_without_code_or_name_dies():
    with pytest.raises(DeclarationError, match="capital letters"):
        dataclasses.replace(COUNTRIES["BE"], iso2="be")
    with pytest.raises(DeclarationError, match="lacks a region or a name"):
        dataclasses.replace(COUNTRIES["BE"], name_de="")
