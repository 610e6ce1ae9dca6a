"""Values of parameters: what people type, what programs pass, and what is refused."""

import datetime as dt

import pytest

from graph.errors import InputError, NotFoundError
from graph.model.viewer import OPEN, Viewer
from queries.catalogue import bind, catalogue, read_values
from queries.expand import expanded, literal
from queries.spec import Engine, Parameter, ValueKind
from queries.values import read_value

DAY = dt.date(2024, 3, 31)
SPECS = catalogue().list()
WRONG = {
    ValueKind.TEXT: "two\nlines",
    ValueKind.TEXTS: "a;two\nlines",
    ValueKind.KEY: "x" * 201,
    ValueKind.INTEGER: "many",
    ValueKind.NUMBER: "1,5",
    ValueKind.DATE: "31/03/2024",
    ValueKind.COUNTRY: "Atlantis",
    ValueKind.REGION: "Atlantic",
    ValueKind.ENUM: "militia",
    ValueKind.BOOLEAN: "maybe",
}
OTHER = {
    ValueKind.TEXT: ("C-00001", "C-00001"),
    ValueKind.TEXTS: ("Officer:O-1; Contact:C-1", ["Officer:O-1", "Contact:C-1"]),
    ValueKind.KEY: (" X-1 ", "X-1"),
    ValueKind.DATE: ("2020-02-29", dt.date(2020, 2, 29)),
    ValueKind.COUNTRY: ("Maroc", "MA"),
    ValueKind.REGION: ("western africa", "Western Africa"),
}
PARAMETERS = [(spec, parameter) for spec in SPECS for parameter in spec.parameters]


def name_of(pair):
    return f"{pair[0].query_id[:3]}-{pair[1].name}"


def other(parameter):
    if parameter.kind in (ValueKind.INTEGER, ValueKind.NUMBER):
        number = int(parameter.high) - 1
        return str(number), number
    if parameter.kind is ValueKind.ENUM:
        last = list(parameter.vocabulary.values)[-1]
        return last.upper(), last
    return OTHER[parameter.kind]


@pytest.mark.parametrize("pair", PARAMETERS, ids=name_of)
def test_every_parameter_with_default_with_another_and_with_a_wrong_value(pair):
    spec, parameter = pair
    needed = {one.name: one.example for one in spec.parameters if one.required}
    text, value = other(parameter)
    assert read_values(spec, {**needed, parameter.name: text}, as_of=DAY)[parameter.name] == value
    with pytest.raises(InputError, match=repr(parameter.name)):
        read_values(spec, {**needed, parameter.name: WRONG[parameter.kind]}, as_of=DAY)
    without = {name: given for name, given in needed.items() if name != parameter.name}
    if parameter.required:
        with pytest.raises(InputError, match=f"{parameter.name!r} is required"):
            read_values(spec, without, as_of=DAY)
    else:
        default = read_values(spec, without, as_of=DAY)[parameter.name]
        assert (default is None) == (not parameter.default)


@pytest.mark.parametrize("pair", [one for one in PARAMETERS if one[1].high is not None], ids=name_of)
def test_numbers_keep_to_their_bounds(pair):
    parameter = pair[1]
    for value in (parameter.low, parameter.high):
        assert read_value(parameter, str(int(value)), as_of=DAY) == value
    for value in (parameter.low - 1, parameter.high + 1, True, float("nan")):
        with pytest.raises(InputError, match=f"from {parameter.low:g} to"):
            read_value(parameter, value, as_of=DAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("as_of", dt.date(2024, 3, 31)),
        ("as_of - 1 month", dt.date(2024, 2, 29)),
        ("as_of - 12 months", dt.date(2023, 3, 31)),
        ("as_of + 10 days", dt.date(2024, 4, 10)),
        ("as_of-2years", dt.date(2022, 3, 31)),
        (dt.date(2020, 1, 2), dt.date(2020, 1, 2)),
        (dt.datetime(2020, 1, 2, 3, tzinfo=dt.UTC), dt.date(2020, 1, 2)),
    ],
)
def test_dates(text, day):
    assert read_value(Parameter("day", ValueKind.DATE, "a day"), text, as_of=DAY) == day


@pytest.mark.parametrize("text", ["as_of - 9999 years", "2023-02-29", "20240101", "yesterday", 20240101])
def test_impossible_dates_are_refused(text):
    with pytest.raises(InputError, match="2024-05-31"):
        read_value(Parameter("day", ValueKind.DATE, "a day"), text, as_of=DAY)


def test_near_values_are_suggested():
    spec = catalogue().get("q01")
    with pytest.raises(InputError, match="Did you mean 'police'"):
        read_values(spec, {"country": "MA", "org_type": "polise"}, as_of=DAY)
    with pytest.raises(InputError, match="ambiguous"):
        read_values(spec, {"country": "Congo"}, as_of=DAY)
    with pytest.raises(InputError, match="Did you mean 'country'"):
        read_values(spec, {"contry": "MA"}, as_of=DAY)


def test_questions_are_found_by_id_by_number_and_by_words():
    known = catalogue()
    assert known.get("Q07") is known.get("q07-handover-list")
    assert known.search("HANDOVER")[0].query_id == "q07-handover-list"
    assert known.search("no such words at all") == ()
    assert {spec.theme for spec in known.list("reach")} == {"reach"}
    with pytest.raises(NotFoundError, match="Did you mean 'q07-handover-list'"):
        known.get("q07-handover-lst")


def test_a_statement_takes_exactly_what_it_uses():
    viewer = Viewer("v", "analyst", 2, frozenset({"B", "A"}), frozenset({"BE"}))
    statement = bind(catalogue().get("q09"), {"to": "2024-01-01"}, viewer=viewer, as_of=DAY)
    assert statement.parameters == {
        "as_of": DAY,
        "from": dt.date(2022, 3, 31),
        "to": dt.date(2024, 1, 1),
        "viewer_compartments": ["A", "B"],
        "viewer_level": 2,
        "viewer_releases": ["*", "BE"],
    }
    assert "2024" not in statement.text


def test_a_measure_is_no_statement():
    with pytest.raises(InputError, match="key_players"):
        bind(catalogue().get("q29"), {}, viewer=OPEN, as_of=DAY)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (0.7, "0.7"),
        (DAY, "date('2024-03-31')"),
        ("plain é", "'plain é'"),
        ("it's \\ \n ' // ; $x", "'it\\u0027s \\u005c \\u000a \\u0027 // ; $x'"),
        ("\u202e\U0001f600", "'\\u202e\U0001f600'"),
        (["a", 1, None], "['a', 1, null]"),
        ({"6x6:A": 1.0, "plain": 2}, "{`6x6:A`: 1.0, plain: 2}"),
    ],
)
def test_values_are_written_as_cypher(value, text):
    assert literal(value) == text


def test_other_values_cannot_be_written():
    with pytest.raises(InputError, match="'object'"):
        literal(object())


@pytest.mark.parametrize("spec", [one for one in SPECS if one.engine is Engine.CYPHER], ids=lambda one: one.query_id)
def test_expanded_text_gives_every_parameter(spec):
    needed = {one.name: one.example for one in spec.parameters if one.required}
    text = expanded(spec, needed, viewer=OPEN, as_of=DAY)
    parameters, _, statement = text.partition("\n\n")
    given = {line.split()[1] for line in parameters.splitlines()}
    assert given == set(bind(spec, needed, viewer=OPEN, as_of=DAY).parameters)
    assert statement.rstrip().endswith(";")
    assert statement.count(";") == 1
