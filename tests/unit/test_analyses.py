"""Measures by name: each is defined, runs for every reader, tells nothing hidden, and explains its numbers."""

import ast
import datetime as dt
import re
import threading
from collections import Counter
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest
from small_world import AS_OF, HIGH, LOW, SECRET, small_records, small_view

from graph.analytics.definition import definition
from graph.analytics.scores import Sampling
from graph.errors import DeclarationError, InputError, NotFoundError
from graph.model.marking import Marking
from graph.network import Arrays, ContactGraph
from graph.snapshot import snapshot_from_records
from graph.ties import FORMULA
from graph.visible import visible
from liaison.app import analyses
from liaison.app.analyses import catalogue, rankings
from liaison.app.analyses.catalogue import ANALYSES
from liaison.app.analyses.page import render
from liaison.app.analyses.spec import Analysis
from liaison.app.evidence import named_in, source_rows
from liaison.app.standing import MEASURES, standings
from liaison.app.view import View

KNOWN = {"Officer": "O-1", "Contact": "C-1", "target": "C-1", "source": "O-1"}
CHOSEN = {"what-if": {"remove": "O-1"}}
SILENT = {"introductions"}  # nobody there knows a third person through a common event


def required(analysis):
    """Give values for the required parameters, in the small world."""
    wanted = [one for one in analysis.parameters if one.required]
    given = {one.name: KNOWN.get(one.label) or KNOWN.get(one.name) or one.example for one in wanted}
    return given | CHOSEN.get(analysis.name, {})


def is_secret(row):
    return row.get("originator") == SECRET["originator"]


def view_of(nodes, relationships, viewer=HIGH):
    return View(visible(snapshot_from_records(nodes, relationships, marking=Marking()), viewer), AS_OF)


def tables(view, name):
    return [(table.name, table.rows) for table in analyses.run(view, name, required(ANALYSES[name])).outcome.tables]


@pytest.mark.parametrize("name", ANALYSES)
def test_a_measure_is_defined_and_stands_on_the_page(name):
    what = ANALYSES[name].definition
    assert all([what.summary, what.formula, what.unit, what.range, what.reading, what.cost, what.sources])
    assert f"### {name}\n" in render()
    assert f"`{what.function}`" in render()


def test_bands_of_a_network_too_large_to_be_exact_hold_its_ranks(monkeypatch):
    edges = np.array(nx.barabasi_albert_graph(200, 2, seed=4).edges)
    strength = np.full(len(edges), 60.0)
    values = {"strength": strength, "distance": FORMULA.distance(strength)}
    graph = ContactGraph(Arrays.from_edges([f"Contact:{row}" for row in range(200)], *edges.T, values))
    monkeypatch.setattr(rankings, "BAND_EXACT_UP_TO", 1)
    monkeypatch.setattr(rankings, "BAND_PIVOTS", 20)
    bands = rankings.ranking(graph, "betweenness", Sampling(), rounds=30).nodes[:40]
    assert sum(band.best <= band.rank <= band.worst for band in bands) >= 38


def test_closeness_gives_numbers_for_networks_of_any_size():
    size = Sampling().exact_up_to + 1
    around, strength = np.arange(1, size), np.full(size - 1, 60.0)
    keys = [f"C-{row}" for row in range(size)]
    people = {"label": ["Contact"] * size, "key": keys, "name": keys, "country": [None] * size}
    values = {"strength": strength, "distance": FORMULA.distance(strength)}
    star = ContactGraph(Arrays.from_edges(keys, np.zeros(size - 1, np.int64), around, values, people))
    measure = ANALYSES["closeness"]
    found = measure.compute(SimpleNamespace(graph=lambda _: star), measure.given({"rounds": 1}, AS_OF)).tables[0]
    values = {row["node"]: row["value"] for row in found.records()}
    assert values["C-0"] == 1
    assert values["C-1"] == pytest.approx((size - 1) / (2 * size - 3))


def test_a_day_before_everything_is_named():
    network = visible(snapshot_from_records(*small_records(), marking=Marking()), HIGH)
    early = View(network, dt.date(1900, 1, 1))
    caption = analyses.run(early, "degree", {}).outcome.caption
    assert caption.startswith("Nobody has a tie on 1900-01-01 that you may see; choose a later day")
    assert "Nobody" not in analyses.run(small_view(HIGH), "degree", {}).outcome.caption


shared_view = cache(small_view)
"""For tests that only read what a view computes once."""


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("viewer", [LOW, HIGH])
def test_a_measure_runs_and_its_columns_say_what_they_mean(name, viewer):
    for table in analyses.run(shared_view(viewer), name, required(ANALYSES[name])).outcome.tables:
        assert table.name
        assert all(column.meaning for column in table.columns)
        numbers = {
            column.name
            for place, column in enumerate(table.columns)
            if any(isinstance(row[place], float) for row in table.rows)
        }
        assert numbers <= {column.name for column in table.columns if column.unit}


@pytest.mark.parametrize("name", ANALYSES)
def test_what_is_hidden_changes_no_measure(name):
    nodes, relationships = small_records()
    open_nodes = {label: [row for row in rows if not is_secret(row)] for label, rows in nodes.items()}
    keys = {value for rows in open_nodes.values() for row in rows for value in row.values() if isinstance(value, str)}
    open_links = {
        kind: [row for row in rows if not is_secret(row) and {row["start"], row["end"]} <= keys]
        for kind, rows in relationships.items()
    }
    assert tables(view_of(nodes, relationships, LOW), name) == tables(view_of(open_nodes, open_links, HIGH), name)


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_network_gives_no_number_but_a_sentence_or_an_empty_table(name):
    try:
        found = tables(view_of({}, {}), name)
    except NotFoundError:
        return  # somebody was asked about who is not there
    assert all(not any(isinstance(value, float) and value for row in rows for value in row) for _, rows in found)


@pytest.mark.parametrize("name", ANALYSES)
def test_the_same_measure_of_the_same_view_is_computed_once(name):
    view, values = shared_view(HIGH), required(ANALYSES[name])
    assert analyses.run(view, name, values).outcome is analyses.run(view, name, values).outcome


@pytest.mark.parametrize("name", ANALYSES)
def test_a_measure_gives_the_same_numbers_again(name):
    assert tables(small_view(HIGH), name) == tables(shared_view(HIGH), name)


@pytest.mark.parametrize("name", ANALYSES)
def test_a_row_of_a_measure_is_explained(name):
    view, values = shared_view(HIGH), required(ANALYSES[name])
    row = next((row for table in analyses.run(view, name, values).outcome.tables for row in table.rows), None)
    assert (row is None) == (name in SILENT), "the small world gives every measure something to say"
    if row is None:
        return
    word = next((str(value) for value in row if isinstance(value, str) and value), "")
    found = analyses.account(view, name, [word] if word else [], values)
    assert any(row in one.rows for one in found.tables)
    assert found.snapshot == view.fingerprint
    assert found.ceiling == view.ceiling
    assert dict(found.values).keys() == {one.name for one in ANALYSES[name].parameters}
    if any(named_in(one.names(), one.rows) for one in found.tables):
        assert found.source_rows


def test_a_number_of_networkx_tells_its_engine():
    found = analyses.account(small_view(HIGH), "betweenness", ["O-1"], {})
    assert found.tables
    assert any(text.startswith("betweenness_centrality: ") for text in found.engines)


ESTIMATED = {"remove": "O-1", "exact_up_to": 0, "pivots": 8}


def test_what_was_estimated_can_be_made_exact_and_is_kept():
    view = small_view(HIGH)
    first, exact = analyses.estimated_first(view, "what-if", {**ESTIMATED, "exact": True})
    assert exact
    assert not analyses.estimated_first(view, "what-if", ESTIMATED)[1]
    assert not analyses.estimated_first(view, "betweenness", {})[1]
    estimate = analyses.run(view, "what-if", first)
    assert "an estimate" in estimate.outcome.caption
    found = analyses.refined(view, estimate, analyses.refine(view, estimate).result())
    straight = analyses.run(view_of(*small_records()), "what-if", {**ESTIMATED, "exact": True})
    assert found.outcome.tables[:-1] == straight.outcome.tables
    assert found.outcome.tables[-1].name == "estimated and exact"
    assert "All numbers are exact." in found.outcome.caption
    assert found.values == straight.values
    assert analyses.run(view, "what-if", {**ESTIMATED, "exact": True}) is found
    with pytest.raises(InputError, match="exact already"):
        analyses.refine(view, straight)


def test_an_explanation_computes_nothing_again():
    view = small_view(HIGH)
    found = analyses.run(view, "betweenness", {})
    account = analyses.account(view, "betweenness", ["O-1"], {})
    assert account.engines == found.engines
    assert any(text.startswith("betweenness_centrality: ") for text in account.engines)
    row = account.tables[0].rows[0]
    assert any(row is one for one in found.outcome.tables[0].rows)


def test_the_rows_behind_a_tie_are_those_of_its_events():
    found = analyses.account(small_view(HIGH), "tie", ["O-1", "C-1"], {})
    assert found.tables[0].records()[0]["officer_id"] == "O-1"
    assert {row["key"] for row in found.tables[1].records()} == {"E-1", "E-2"}
    behind = {reference.partition(":")[2] for reference in found.source_rows}
    assert behind == {"O-1", "C-1", "E-1", "E-2"}


def test_the_rows_behind_a_person_are_those_up_to_the_day():
    reads = ("Officer", "Contact", "Exchange", "Interaction", "TOOK_PART")
    behind = {text.partition(":")[2] for text in source_rows(small_view(HIGH), ["Officer:O-1"], reads)}
    assert behind == {"O-1", "E-1", "E-2", "E-5", "I-1"}  # E-6 comes after the day
    low = {text.partition(":")[2] for text in source_rows(small_view(LOW), ["Officer:O-1"], reads)}
    assert low == {"O-1", "E-1", "E-2", "I-1"}


def test_what_rows_name_is_found():
    columns = ("node", "label", "officer_id", "paths", "country", "weight")
    row = ("Contact:C-1", "Contact", "O-2", ("Officer:O-1", "x:y"), None, 1.0)
    assert named_in(columns, [row]) == ("Contact:C-1", "Officer:O-2", "Officer:O-1")


def test_rows_of_files_come_in_their_order():
    view = view_of({"Officer": [{"officer_id": "O", "name": "O", "source_rows": ["1/1:10", "1/1:9", "1/2:1"]}]}, {})
    assert source_rows(view, ["Officer:O"], ["Officer"]) == ("1/1:9", "1/1:10", "1/2:1")


@pytest.mark.parametrize(
    ("name", "words", "values", "error", "said"),
    [
        ("betwenness", [], {}, NotFoundError, "Did you mean 'betweenness'"),
        ("betweenness", ["O-99"], {}, NotFoundError, "'O-99'"),
        ("betweenness", ["C-9"], {"projection": "ful"}, InputError, "Did you mean 'full'"),
        ("betweenness", [], {"rouds": 3}, InputError, "Did you mean 'rounds'"),
        ("tie", ["O-1"], {}, InputError, "'contact' is required"),
        ("tie", ["O-1", "C-9"], {}, NotFoundError, "C-9"),
        ("tie", ["O-3", "C-1"], {}, NotFoundError, "no common event"),
    ],
)
def test_what_cannot_be_computed_is_a_sentence(name, words, values, error, said):
    with pytest.raises(error, match=said) as raised:
        analyses.account(small_view(LOW), name, words, values)
    assert str(raised.value).endswith((".", "?"))


def test_one_who_is_hidden_is_unknown_in_the_same_words():
    said = []
    for word in ("C-9", "C-8"):
        with pytest.raises(NotFoundError) as raised:
            analyses.account(small_view(LOW), "degree", [word], {})
        said.append(str(raised.value).replace(word, "X"))
    assert said[0] == said[1]


def test_a_module_of_measures_has_one_theme():
    for module in catalogue.MODULES:
        assert len({one.theme for one in module.ANALYSES}) == 1, module.__name__


def test_a_parameter_that_measures_share_is_declared_once():
    """Else one that means the same could come to differ from measure to measure."""
    seen = Counter()
    for file in Path(catalogue.__file__).parent.glob("*.py"):
        texts = (node.value for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant))
        seen.update(text for text in texts if isinstance(text, str) and re.match(r"[a-z_]+: .*; ", text))
    assert len(seen) > 30
    assert [text for text, times in seen.items() if times > 1] == []


def test_measures_are_found_by_words():
    assert [one.name for one in analyses.list_analyses("louvain modularity")] == ["communities"]
    assert len(analyses.list_analyses()) == len(ANALYSES)


def undocumented():
    """Say nothing."""


@pytest.mark.parametrize(
    "change",
    [
        {"name": "No Name"}, {"theme": "weather"}, {"question": "No question."}, {"reads": ()},
        {"reads": ("Weather",)},
    ],
)  # fmt: skip
def test_a_wrong_declaration_is_refused(change):
    good = {"name": "x", "theme": "structure", "question": "What?", "function": undocumented, "compute": None,
            "reads": ("Officer",)}  # fmt: skip
    Analysis(**good)
    with pytest.raises(DeclarationError):
        Analysis(**(good | change))


def test_a_measure_without_a_formula_is_refused():
    with pytest.raises(DeclarationError, match="does not say its Formula"):
        definition(undocumented)


def test_two_readers_never_wait_for_each_other_within_a_view():
    """A long measure of one session must not hold up the pages of others that see the same."""
    view, entered, leave = small_view(HIGH), threading.Event(), threading.Event()

    def long():
        entered.set()
        assert leave.wait(10)

    worker = threading.Thread(target=view.once, args=("long", long))
    worker.start()
    assert entered.wait(10)
    assert view.once("short", lambda: 7) == 7
    leave.set()
    worker.join()


def test_a_person_stands_where_each_ranking_puts_it():
    view = small_view(HIGH)
    found = {one.measure: one for one in standings(view, "Officer:O-1")}
    assert set(found) == set(MEASURES)
    for name, one in found.items():
        rows = analyses.run(view, name, {}).outcome.tables[0].records()
        (mine,) = [row for row in rows if row["node"] == "Officer:O-1"]
        assert (one.value, one.rank) == (mine["value"], mine["rank"])
        assert one.best <= one.worst <= one.of == len(rows)
    assert standings(view, "Officer:O-9") == ()
