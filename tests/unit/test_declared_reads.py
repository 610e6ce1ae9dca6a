"""What a measure touches is what it declares to read: the marking of every answer is combined from that."""

import contextlib
from collections.abc import Mapping
from functools import cache

import pytest
from world_network import sample_world

from graph.analytics.divisions import DIMENSIONS
from graph.errors import InputError, NotFoundError
from graph.ties import ties
from graph.visible import VisibleNetwork
from liaison.app.analyses.catalogue import ANALYSES
from liaison.app.questions.measured import MEASURES
from liaison.app.view import View
from queries.catalogue import catalogue, read_values
from queries.spec import Engine, ValueKind

MEASURED = {spec.query_id: spec for spec in catalogue().list() if spec.engine is Engine.ANALYTICS}
QUICK = {"rounds": 1}
TARGETS = ("MA", "Organisation:BE-FP")
"""A way may lead to a country or a service, not to a contact only."""


class Recorded(Mapping):
    """Tables that note which of them were looked at."""

    def __init__(self, tables, touched):
        self.tables, self.touched = tables, touched

    def __getitem__(self, name):
        self.touched.add(name)
        return self.tables[name]

    def __contains__(self, name):
        return name in self.tables

    def __iter__(self):
        return iter(self.tables)

    def __len__(self):
        return len(self.tables)


def recorded_view(touched):
    world = sample_world(2020)
    network = world.network()
    nodes, relationships = (Recorded(tables, touched) for tables in (network.nodes, network.relationships))
    return View(VisibleNetwork(nodes, relationships, network.ceiling), world.as_of)


@cache
def known():
    """Give, by the names of parameters, values that every measure can use, from the strongest tie there is."""
    world = sample_world(2020)
    network = world.network()
    found = ties(network, world.as_of)
    officers, contacts = network.keys("Officer").to_pylist(), network.keys("Contact").to_pylist()
    strongest = found.strength.argmax()
    officer, contact = officers[found.officer[strongest]], contacts[found.contact[strongest]]
    other = next(one for one in officers if one != officer)
    spoken = network.node_table("Officer")["languages"].to_pylist()[found.officer[strongest]]
    return {
        "officer": officer, "source": officer, "giver": officer, "from": officer, "remove": officer,
        "contact": contact, "target": f"Contact:{contact}", "to": contact,
        "successor": other, "taker": other, "posted": other, "countries": contact_country(network, contact),
        "departure": "as_of + 60 days", "first": "as_of - 24 months", "by": "; ".join(DIMENSIONS),
        "partner": network.keys("Organisation").to_pylist()[0], "level": 1, "language": spoken[0],
        "theme": network.keys("Theme").to_pylist()[0], "kinds": "tie; role; event",
    }  # fmt: skip


def contact_country(network, contact):
    return network.node_table("Contact")["country"].to_pylist()[network.position("Contact", contact)]


def plans(parameters):
    """Give values that take each branch: as little as may be given, all of it, and each choice with either."""
    left_out = [one.name for one in parameters if not one.default and one.name not in known()]
    assert not left_out, f"Choose a value for {', '.join(left_out)}, so that what is read for it is seen."
    least = {one.name: known()[one.name] for one in parameters if one.required}
    most = {one.name: known()[one.name] for one in parameters if one.name in known()}
    quick = {one.name: QUICK[one.name] for one in parameters if one.name in QUICK}
    choices = [{one.name: value} for one in parameters for value in choice(one)]
    starts = (most, least) if least != most else (most,)
    yield quick | most
    yield from (quick | start | chosen for start in starts for chosen in ({}, *choices))


def choice(parameter):
    if parameter.name == "target":
        return TARGETS
    if parameter.kind is ValueKind.BOOLEAN:
        return (True, False)
    return parameter.vocabulary.values if parameter.vocabulary else ()


def touched_by(parameters, compute):
    """Record what is touched over all plans; with everything given, there must be an answer."""
    touched = set()
    first, *others = plans(parameters)
    compute(recorded_view(touched), first)
    for values in others:
        # Not every network holds everybody; until then it is read all the same.
        with contextlib.suppress(InputError, NotFoundError):
            compute(recorded_view(touched), values)
    return touched


@pytest.mark.parametrize("name", ANALYSES)
def test_a_measure_declares_what_it_reads_and_no_more(name):
    analysis = ANALYSES[name]
    touched = touched_by(
        analysis.parameters, lambda view, values: analysis.compute(view, analysis.given(values, view.as_of))
    )
    assert touched - set(analysis.reads) == set(), "the marking of an answer may be understated"
    assert set(analysis.reads) - touched == set(), "the marking of an answer may be overstated"


@pytest.mark.parametrize("query_id", MEASURED)
def test_a_question_that_a_measure_answers_declares_what_it_reads_and_no_more(query_id):
    spec = MEASURED[query_id]
    compute = MEASURES[spec.use_case]
    touched = touched_by(
        spec.parameters, lambda view, values: compute(view, read_values(spec, values, as_of=view.as_of))
    )
    assert touched - set(spec.reads) == set(), "the marking of an answer may be understated"
    assert set(spec.reads) - touched == set(), "the marking of an answer may be overstated"
