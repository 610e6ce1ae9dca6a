"""Single holders and who could be the second, on a network that can be worked out by hand."""

import pytest
from plain_graphs import graph_of
from reach_world import DAY, snapshot

from graph.analytics.redundancy import redundancy
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible

A, B, C = "Officer:A", "Officer:B", "Officer:C"
ONE, TWO, THREE, FOUR = (f"Contact:{number}" for number in range(1, 5))


def nothing():
    network = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    return network, ties(network, DAY)


def test_the_cheapest_second_holder():
    # 1 in IT is A's, 2 in IT is known to A and B, 3 in FR is C's, 4 in IT is B's with a weak tie.
    graph = graph_of(
        [A, B, C, ONE, TWO, THREE, FOUR],
        [(A, ONE), (A, TWO), (B, TWO), (C, THREE), (B, FOUR)],
        [80.0, 50.0, 20.0, 40.0, 1.0],
        country=[None, None, None, "IT", "IT", "FR", "IT"],
    )
    found = redundancy(*nothing(), graph)
    rows = {row.contact: row for row in found.contacts}
    assert [row.contact for row in found.contacts] == [ONE, THREE, FOUR]
    # B is active in Italy through 2; the way is B-2-A-1.
    assert (rows[ONE].second, rows[ONE].same_country) == (B, True)
    assert rows[ONE].path_strength == pytest.approx(100 * 0.2 * 0.5 * 0.8, rel=3e-4)
    assert (rows[FOUR].second, rows[FOUR].same_country) == (A, True)
    # Nobody else is in France or has a way there.
    assert (rows[THREE].second, rows[THREE].path_strength) == ("", None)
    assert rows[THREE].reason == "Nobody else is active in the country or has a way to 3."
    assert rows[ONE].reason == "Officer:B is active in the country and has a way of strength 8; A can introduce."
    assert found.known == (4, 0, 0, 0)
    assert found.priority_table().rows == ((3, 0, 0), (2, 0, 0), (1, 0, 0), (0, 4, 3))
    assert len(found.table().rows) == 3


def test_the_country_comes_before_the_way():
    # C has the stronger way to 1, but B works in its country without any way.
    graph = graph_of(
        [A, B, C, ONE, TWO, THREE],
        [(A, ONE), (A, THREE), (C, THREE), (B, TWO)],
        [80.0, 90.0, 90.0, 30.0],
        country=[None, None, None, "IT", "IT", "FR"],
    )
    rows = {row.contact: row for row in redundancy(*nothing(), graph).contacts}
    assert (rows[ONE].second, rows[ONE].path_strength) == (B, None)
    assert "is active in the country and has no way yet" in rows[ONE].reason
    # When B's tie does not count as active, C's way decides.
    rows = {row.contact: row for row in redundancy(*nothing(), graph, active=40.0).contacts}
    assert rows[ONE].second == C
    assert rows[ONE].path_strength == pytest.approx(100 * 0.9 * 0.9 * 0.8, rel=3e-4)
    # Two ties are too few for it.
    rows = {row.contact: row for row in redundancy(*nothing(), graph, active=40.0, max_hops=2).contacts}
    assert rows[ONE].second == ""


def test_nobody():
    assert redundancy(*nothing(), graph_of([], [])).contacts == ()
    assert redundancy(*nothing(), graph_of([A, ONE], [])).contacts == ()
    alone = redundancy(*nothing(), graph_of([A, ONE], [(A, ONE)])).contacts
    assert [(row.holder, row.second) for row in alone] == [(A, "")]


@pytest.mark.parametrize("level", [0, 3])
def test_priority_is_that_of_the_service_and_nothing_hidden_counts(level):
    network = visible(snapshot(), Viewer("x", "analyst", level))
    table = ties(network, DAY)
    found = redundancy(network, table, contact_graph(network, table))
    holders = {row.contact.partition(":")[2]: row.holder.partition(":")[2] for row in found.contacts}
    assert ("Gris" in holders) == (level == 3)
    assert holders["Verdi"] == "Bram"
    assert holders["Neri"] == "Carl"
    assert {"Rossi", "Bianchi"} & set(holders) == set()
