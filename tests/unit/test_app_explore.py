"""Search, surroundings, details, numbers and warnings on a network that was counted by hand."""

import math

import pytest
from small_world import AS_OF, HIGH, LOW, small_view

from graph.errors import InputError, NotFoundError
from liaison.app.attention import needs_attention
from liaison.app.details import details
from liaison.app.explore import at_risk, surroundings
from liaison.app.overview import monthly, numbers, strongest_ties
from liaison.app.search import search


@pytest.fixture(scope="module")
def view():
    return small_view(LOW)


@pytest.fixture(scope="module")
def high():
    return small_view(HIGH)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kowalski", "Contact:C-1"),
        ("LUKASZ", "Contact:C-1"),
        ("łukasz kow", "Contact:C-1"),
        ("kovac stefan", "Contact:C-3"),
        ("C-2", "Contact:C-2"),
        ("Contact:C-2", "Contact:C-2"),
        ("officers: anna", "Officer:O-1"),
        ("poland", "Country:PL"),
        ("POL", "Country:PL"),
        ("internal security", "Organisation:PL-ABW"),
        ("kowalsky", "Contact:C-1"),
        ("img src", "Contact:C-4"),
    ],
)
def test_search_finds_by_any_spelling(view, text, first):
    assert search(view, text)[0].node == first


@pytest.mark.parametrize("text", ["", "   ", "!!!", "contact:", "qqqqqqqqq"])
def test_search_for_nothing_finds_nothing(view, text):
    assert search(view, text) == ()


def test_search_keeps_to_the_kinds_wanted_and_the_limit(view):
    assert {hit.label for hit in search(view, "e", labels=("Organisation",))} == {"Organisation"}
    assert len(search(view, "e", limit=2)) == 2
    with pytest.raises(NotFoundError, match="Contact"):
        search(view, "x", labels=("Contacts",))


def test_what_is_hidden_is_not_found_by_name_or_key(view, high):
    assert search(view, "henryk") == ()
    assert search(view, "C-9") == ()
    assert search(high, "henryk")[0].node == "Contact:C-9"


def test_surroundings_are_the_neighbours_strongest_first(view):
    around = surroundings(view, "Officer:O-1")
    names = [node.node for node in around.nodes]
    # C-1: two exchanges this winter; C-2: one meeting. The exchange with C-2 is after the day.
    assert names == ["Officer:O-1", "Contact:C-1", "Contact:C-2", "Country:PL"]
    assert around.total == 3
    assert around.left_out == 0
    kinds = {(link.kind, link.source, link.target) for link in around.links}
    assert kinds == {
        ("TIE", "Officer:O-1", "Contact:C-1"),
        ("TIE", "Officer:O-1", "Contact:C-2"),
        ("ACCREDITED_TO", "Officer:O-1", "Country:PL"),
        ("IN_COUNTRY", "Contact:C-1", "Country:PL"),
        ("IN_COUNTRY", "Contact:C-2", "Country:PL"),
    }
    first = around.nodes[1]
    # O-1, O-2, PL-CBSP and PL; O-2 and the service are not drawn.
    assert (first.neighbours, first.hidden) == (4, 2)


def test_the_strength_of_a_tie_is_the_formula_worked_out_by_hand(view):
    grade = (0.9 + 0.95) / 2
    # E-1 of 19 days ago, operational information; E-2 of 9 days ago, a reply. C-1 is also known to O-2: no bridge.
    decayed = 1.5 * grade * 2 ** (-19 / 180) + 0.7 * grade * 2 ** (-9 / 180)
    raw = decayed * (0.6 + 0.4 * 1) * (1 + 0.2 * 10 / 730)
    around = surroundings(view, "Officer:O-1")
    assert around.nodes[1].strength == pytest.approx(100 * (1 - math.exp(-raw / 5)))


def test_hidden_neighbours_are_not_even_counted(view, high):
    low_country = surroundings(view, "Country:PL").nodes[0]
    high_country = surroundings(high, "Country:PL").nodes[0]
    assert low_country.neighbours == high_country.neighbours == 6
    low_agency = surroundings(view, "Organisation:PL-ABW")
    assert [node.node for node in low_agency.nodes] == ["Organisation:PL-ABW", "Country:PL"]
    assert "Contact:C-9" in [node.node for node in surroundings(high, "Organisation:PL-ABW").nodes]


def test_expanding_adds_the_neighbours_of_a_drawn_node(view):
    around = surroundings(view, "Officer:O-1", expanded=("Contact:C-1", "Contact:C-9", "Officer:O-2"))
    names = [node.node for node in around.nodes]
    assert set(names) == {
        "Officer:O-1", "Contact:C-1", "Contact:C-2", "Country:PL", "Officer:O-2", "Organisation:PL-CBSP",
        "Contact:C-3", "Contact:C-4", "Country:RO", "Country:MD",
    }  # fmt: skip
    assert len(names) == len(set(names))


def test_no_more_is_opened_up_than_a_picture_shows(view, monkeypatch):
    # The limit around the middle is the reader's, so a picture can be more than full before anything is opened up.
    monkeypatch.setattr("liaison.app.explore.MOST_NODES", 2)
    closed = surroundings(view, "Officer:O-1")
    assert len(closed.nodes) > 2
    around = surroundings(view, "Officer:O-1", expanded=("Contact:C-1", "Country:PL"))
    assert [node.node for node in around.nodes] == [node.node for node in closed.nodes]


def test_limit_and_least_strength_cut_and_say_so(view):
    around = surroundings(view, "Officer:O-1", limit=1)
    assert [node.node for node in around.nodes] == ["Officer:O-1", "Contact:C-1"]
    assert (around.total, around.left_out) == (3, 2)
    strong = surroundings(view, "Officer:O-1", min_strength=20.0, labels=("Contact",))
    assert [node.node for node in strong.nodes] == ["Officer:O-1", "Contact:C-1"]
    with pytest.raises(InputError):
        surroundings(view, "Officer:O-1", limit=0)


@pytest.mark.parametrize("name", ["Contact:C-9", "Contact:C-404", "Nothing:X", "O-1", "Viewer:x", ""])
def test_hidden_and_missing_nodes_are_told_alike(view, name):
    with pytest.raises(NotFoundError):
        surroundings(view, name)
    with pytest.raises(NotFoundError):
        details(view, name)


def test_the_sentence_does_not_tell_hidden_from_missing(view):
    sentences = []
    for key in ("C-9", "C-8"):
        with pytest.raises(NotFoundError) as caught:
            details(view, f"Contact:{key}")
        sentences.append(str(caught.value).replace(key, "?"))
    assert sentences[0] == sentences[1]


def test_a_contact_is_at_risk_when_its_only_officer_leaves_soon(view):
    # O-1 leaves on 30 April and alone knows C-2; C-1 is also known to O-2; O-2 stays until 2028.
    assert at_risk(view) == {"C-2"}


def test_details_of_a_contact(view):
    found = details(view, "Contact:C-1")
    assert found.name == "Kowalski, Łukasz"
    assert found.source_rows == ("000001/1:C-1",)
    assert ("function", "present function", "head of unit") in found.properties
    sections = {section.title: section for section in found.sections}
    assert [row[0] for row in sections["Ties"].table.rows] == ["Officer:O-1", "Officer:O-2"]
    events = sections["Events"].table.records()
    assert [(row["node"], row["with"]) for row in events] == [
        ("Exchange:E-2", "Peeters, Anna"), ("Exchange:E-1", "Peeters, Anna"), ("Exchange:E-3", "Wouters, Bram"),
    ]  # fmt: skip
    roles = sections["HOLDS_ROLE"].table.records()
    assert {(row["function"], row["on the day"]) for row in roles} == {("analyst", "no"), ("head of unit", "yes")}


def test_details_of_an_event_and_of_a_service(view):
    exchange = {section.title for section in details(view, "Exchange:E-1").sections}
    assert exchange == {"TOOK_PART (from)", "GAVE (from)", "RECEIVED"}
    service = details(view, "Organisation:PL-CBSP")
    assert {section.title for section in service.sections} == {"HOLDS_ROLE (from)", "IN_COUNTRY", "RECEIVED (from)"}
    assert service.marking.level == 0


def test_details_carry_the_marking_of_all_that_was_read(high):
    assert details(high, "Organisation:PL-ABW").marking.level == 3
    assert details(high, "Organisation:PL-ABW").marking.caveats == {"ALPHA"}


def test_numbers_of_the_day(view, high):
    found = {number.name: number.value for number in numbers(view)}
    assert found == {
        "officers": 2, "countries": 3, "contacts": 5, "organisations": 5, "ties": 5, "exchanges_year": 3,
        "interactions_year": 2, "single_holder": 3, "open_requests": 2,
    }  # fmt: skip
    secret = {number.name: number.value for number in numbers(high)}
    assert (secret["contacts"], secret["ties"], secret["exchanges_year"]) == (6, 6, 4)


def test_months_are_counted_with_empty_ones(view):
    table = monthly(view, months=3)
    assert table.columns == ("month", "given", "received", "internal")
    assert table.rows == (("2026-01", 0, 0, 0), ("2026-02", 1, 1, 0), ("2026-03", 0, 0, 0))


def test_strongest_ties_are_in_order(view):
    rows = strongest_ties(view, limit=2).records()
    assert [(row["officer"], row["contact"]) for row in rows] == [
        ("Peeters, Anna", "Kowalski, Łukasz"), ("Peeters, Anna", "Nowak, Ewa"),
    ]  # fmt: skip
    assert strongest_ties(view, limit=2).truncated


def test_what_needs_attention(view):
    found = {item.name: [row[0] for row in item.rows.rows] for item in needs_attention(view)}
    assert found == {
        "overdue_requests": ["Request:R-1"],
        "contacts_at_risk": ["Contact:C-2"],
        "postings_ending": ["Posting:P-1"],
        "clearance_over": ["Officer:O-2"],
        "consents_ending": ["Consent:K-1"],
        "retention_due": ["Contact:C-3"],
    }


def test_an_empty_network_has_numbers_and_needs_nothing():
    empty = small_view(LOW, as_of=AS_OF.replace(year=1990))
    assert {item.name for item in needs_attention(empty)} == set()
    assert {number.value for number in numbers(empty) if number.name in ("ties", "exchanges_year", "officers")} == {0}
    assert strongest_ties(empty).rows == ()
