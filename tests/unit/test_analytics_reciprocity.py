"""Ledgers that can be added up by hand, and those of the sample world against its files."""

import datetime as dt
from collections import Counter

import pytest
from world_network import sample_world

from graph.analytics.reciprocity import reciprocity, support
from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.snapshot import snapshot_from_records
from graph.visible import visible

LAST = dt.date(2024, 12, 31)
# identifier, day, giver, receiver, direction, kind, themes, officers, level
EXCHANGES = [
    ("E1", "2023-12-31", "BE-FP", "IT-POL", "given", "request", ["drugs"], ["Anna"], 0),
    ("E2", "2024-01-01", "IT-POL", "BE-FP", "received", "reply", ["arms", "drugs", "arms"], ["Anna", "Bram"], 0),
    ("E3", "2024-02-01", "BE-VSSE", "IT-POL", "given", "request", None, [], 0),
    ("E4", "2024-04-01", "BE-FP", "IT-POL", "given", "request", [], ["Anna"], 0),
    ("E5", "2024-05-01", "IT-CAR", "BE-FP", "received", "reply", ["drugs"], ["Bram"], 0),
    ("E6", "2024-06-01", "BE-FP", "BE-VSSE", "internal", "operational_info", ["drugs"], ["Anna"], 0),
    ("E7", "2024-06-02", "BE-VSSE", "BE-FP", "internal", "context_analysis", ["drugs"], ["Anna"], 0),
    ("E8", "2024-09-02", "BE-FP", "BE-VSSE", "internal", "expertise", None, [], 0),
    ("E9", "2025-01-01", "IT-POL", "BE-FP", "received", "reply", ["drugs"], ["Anna"], 0),
    ("E0", "2024-05-01", "IT-POL", "BE-FP", "received", "reply", ["drugs"], ["Anna"], 3),
]


def network(exchanges=tuple(EXCHANGES), **more):
    nodes = {
        "Organisation": [
            {"org_id": "BE-FP", "country": "BE"},
            {"org_id": "BE-VSSE", "country": "BE"},
            {"org_id": "IT-POL", "country": "IT", "name": "Polizia"},
            {"org_id": "IT-CAR", "country": "IT"},
            {"org_id": "IT-MOI", "country": "IT", "name": "Ministry"},
        ],
        "Officer": [{"officer_id": "Anna"}, {"officer_id": "Bram", "valid_to": dt.date(2024, 12, 30)}],
        "Exchange": [
            {"exchange_id": key, "date": day and dt.date.fromisoformat(day), "direction": way, "kind": kind,
             "theme": themes, "level": level, "source_grade": "B", "info_grade": None,
             "grade_scheme": "6x6" if key == "E1" else None}
            for key, day, _, _, way, kind, themes, _, level in exchanges
        ],
    }  # fmt: skip
    links = {
        "GAVE": [{"start": row[2], "end": row[0]} for row in exchanges],
        "RECEIVED": [{"start": row[0], "end": row[3]} for row in exchanges],
        "TOOK_PART": [
            {"start_label": "Officer", "start": officer, "end_label": "Exchange", "end": row[0]}
            for row in exchanges
            for officer in row[7]
        ],
        "PART_OF": [{"start": "IT-POL", "end": "IT-MOI"}, {"start": "IT-CAR", "end": "IT-POL"}],
    }
    return visible(snapshot_from_records(nodes, links | more, marking=Marking()), OPEN)


def counts(rows):
    return [(row.partner_id, *row.parts, row.given, row.received) for row in rows]


def test_by_quarter():
    found = reciprocity(network(), LAST)
    assert counts(found.rows) == [
        ("IT-CAR", "2024-Q2", 0, 1),
        ("IT-POL", "2023-Q4", 1, 0),
        ("IT-POL", "2024-Q1", 1, 1),
        ("IT-POL", "2024-Q2", 1, 0),
    ]
    assert counts(found.totals) == [("IT-CAR", 0, 1), ("IT-POL", 3, 1)]
    police = found.totals[1]
    assert (police.total, police.net, police.share, police.balance) == (4, 2, 0.75, "more given")
    assert [row.balance for row in found.rows] == ["received only", "given only", "even", "given only"]
    assert (police.partner_name, police.country) == ("Polizia", "IT")


def test_other_periods():
    months = [row.parts[0] for row in reciprocity(network(), LAST, period="month", partner="IT-POL").rows]
    assert months == ["2023-12", "2024-01", "2024-02", "2024-04"]
    years = reciprocity(network(), LAST, period="year").rows
    assert counts(years) == [("IT-CAR", "2024", 0, 1), ("IT-POL", "2023", 1, 0), ("IT-POL", "2024", 2, 1)]
    old = [("X", "1969-12-31", "BE-FP", "IT-POL", "given", "request", None, [], 0)]
    assert [reciprocity(network(old), LAST, period=one).rows[0].parts for one in ("month", "quarter", "year")] == [
        ("1969-12",), ("1969-Q4",), ("1969",)
    ]  # fmt: skip


def test_by_kind_grade_and_own_service():
    found = reciprocity(network(), LAST, by=("kind", "grade"), partner="IT-POL")
    assert counts(found.rows) == [
        ("IT-POL", "reply", "-:B-", 0, 1),
        ("IT-POL", "request", "-:B-", 2, 0),
        ("IT-POL", "request", "6x6:B-", 1, 0),
    ]
    assert found.totals[0].total == sum(row.total for row in found.rows)
    own = reciprocity(network(), LAST, by=("own",), partner="IT-POL").rows
    assert counts(own) == [("IT-POL", "BE-FP", 2, 1), ("IT-POL", "BE-VSSE", 1, 0)]


def test_an_exchange_stands_under_each_of_its_themes_and_once_in_the_total():
    found = reciprocity(network(), LAST, by=("theme",), partner="IT-POL")
    assert counts(found.rows) == [("IT-POL", "arms", 0, 1), ("IT-POL", "drugs", 1, 1), ("IT-POL", None, 2, 0)]
    assert counts(found.totals) == [("IT-POL", 3, 1)]
    assert "several themes" in found.caption()
    both = reciprocity(network(), LAST, by=("theme", "officer"), partner="IT-POL")
    # Bram is no officer any more on the last day; who is not named has a row of its own.
    assert counts(both.rows) == [
        ("IT-POL", "arms", "Anna", 0, 1),
        ("IT-POL", "drugs", "Anna", 1, 1),
        ("IT-POL", None, "Anna", 1, 0),
        ("IT-POL", None, None, 1, 0),
    ]
    assert "several themes or officers" in both.caption()


def test_without_dimensions_and_from_a_day():
    found = reciprocity(network(), LAST, first=dt.date(2024, 1, 1), by=())
    assert counts(found.rows) == counts(found.totals) == [("IT-CAR", 0, 1), ("IT-POL", 2, 1)]
    assert "from 2024-01-01 up to 2024-12-31" in found.caption()
    assert "add up" in found.caption()
    assert reciprocity(network(), dt.date(2025, 1, 1), by=()).totals[1].received == 2


def test_rolled_up_to_the_topmost_body():
    found = reciprocity(network(), LAST, by=("kind",), roll_up=True)
    assert counts(found.rows) == [("IT-MOI", "reply", 0, 2), ("IT-MOI", "request", 3, 0)]
    assert found.totals[0].partner_name == "Ministry"
    assert counts(reciprocity(network(), LAST, by=(), roll_up=True, partner="IT-MOI").rows) == [("IT-MOI", 3, 2)]
    assert reciprocity(network(), LAST, by=(), roll_up=True, partner="IT-POL").rows == ()


def test_a_ring_of_bodies_has_no_top():
    ring = [{"start": "IT-POL", "end": "IT-CAR"}, {"start": "IT-CAR", "end": "IT-POL"}]
    assert counts(reciprocity(network(PART_OF=ring), LAST, by=(), roll_up=True).rows) == [
        ("IT-CAR", 0, 1), ("IT-POL", 3, 1)
    ]  # fmt: skip
    over = [*ring, {"start": "IT-MOI", "end": "IT-CAR"}]
    at_ministry = [("X", "2024-01-01", "BE-FP", "IT-MOI", "given", "request", None, [], 0)]
    # Above the ministry comes the ring, at the place where it is entered.
    assert counts(reciprocity(network(at_ministry, PART_OF=over), LAST, by=(), roll_up=True).rows) == [
        ("IT-CAR", 1, 0)
    ]  # fmt: skip
    ended = [{"start": "IT-POL", "end": "IT-MOI", "valid_to": dt.date(2024, 12, 30)}]
    assert reciprocity(network(PART_OF=ended), LAST, by=(), roll_up=True).totals[1].partner_id == "IT-POL"


def test_two_receivers_booked_as_one_body_count_once():
    one = [("X", "2024-01-01", "BE-FP", "IT-POL", "given", "request", None, [], 0)]
    twice = [{"start": "X", "end": "IT-POL"}, {"start": "X", "end": "IT-CAR"}]
    assert counts(reciprocity(network(one, RECEIVED=twice), LAST, by=()).rows) == [("IT-CAR", 1, 0), ("IT-POL", 1, 0)]
    assert counts(reciprocity(network(one, RECEIVED=twice), LAST, by=(), roll_up=True).rows) == [("IT-MOI", 1, 0)]
    # Without a visible giver the exchange is not counted, as in q16.
    assert reciprocity(network(one, GAVE=[]), LAST).rows == ()


def test_support_and_context():
    found = support(network(), LAST)
    assert counts(found.rows) == [("BE-VSSE", "2024-Q2", 1, 1), ("BE-VSSE", "2024-Q3", 1, 0)]
    assert (found.totals[0].given, found.totals[0].received, found.totals[0].net) == (2, 1, 1)
    by_officer = support(network(), LAST, by=("officer", "kind")).rows
    assert counts(by_officer) == [
        ("BE-VSSE", "Anna", "context_analysis", 0, 1),
        ("BE-VSSE", "Anna", "operational_info", 1, 0),
        ("BE-VSSE", None, "expertise", 1, 0),
    ]
    assert counts(support(network(), LAST, first=dt.date(2024, 7, 1), by=("own",)).rows) == [
        ("BE-VSSE", "BE-FP", 1, 0)
    ]  # fmt: skip


def test_hidden_exchanges_do_not_count():
    assert reciprocity(network(), LAST) == reciprocity(network(EXCHANGES[:-1]), LAST)


def test_tables():
    found = reciprocity(network(), LAST, by=("kind", "period"))
    assert found.table().names() == (
        "partner_id", "partner_name", "country", "kind", "period", "given", "received", "total", "net", "share",
        "balance",
    )  # fmt: skip
    assert found.total_table().records()[0]["balance"] == "received only"
    assert found.table().records()[0]["kind"] == "reply"


def test_nothing_at_all():
    empty = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    for found in (reciprocity(empty, LAST, by=("theme", "period", "officer", "own", "grade", "kind")),
                  reciprocity(empty, LAST, roll_up=True), support(empty, LAST), reciprocity(network([]), LAST),
                  reciprocity(network(), dt.date(2020, 1, 1)), support(network(EXCHANGES[:2]), LAST)):  # fmt: skip
        assert (found.rows, found.totals, found.table().rows, found.total_table().rows) == ((), (), (), ())


def test_what_has_no_day_is_not_booked():
    undated = ("X", None, "BE-FP", "IT-POL", "given", "request", None, [], 0)
    assert reciprocity(network([*EXCHANGES, undated]), LAST) == reciprocity(network(), LAST)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"by": ("month",)}, "divided by 'month'"),
        ({"by": ("kind", "kind")}, "once"),
        ({"period": "week"}, "no period 'week'"),
        ({"first": dt.date(2025, 1, 1)}, "must not come after"),
    ],
)
def test_wrong_parameters_are_refused(wrong, message):
    for measure in (reciprocity, support):
        with pytest.raises(InputError, match=message):
            measure(network(), LAST, **wrong)


def test_a_partner_who_is_not_there():
    with pytest.raises(NotFoundError, match="There is no Organisation 'IT-XXX'"):
        reciprocity(network(), LAST, partner="IT-XXX")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 2020])
def test_the_ledger_of_the_sample_world_reconciles_with_its_files(seed):
    world = sample_world(seed)
    expected, internal = Counter(), Counter()
    for row in world.rows["exchanges"]:
        year, month = row["date"][:4], int(row["date"][5:7])
        quarter = f"{year}-Q{(month + 2) // 3}"
        if row["direction"] == "internal":
            internal[quarter, row["from_org"]] += 1
        else:
            partner = row["to_org"] if row["direction"] == "given" else row["from_org"]
            expected[partner, quarter, row["direction"]] += 1
    found = reciprocity(world.network(), world.as_of)
    assert {(row.partner_id, *row.parts): (row.given, row.received) for row in found.rows} == {
        key: (expected[*key, "given"], expected[*key, "received"]) for key in {key[:2] for key in expected}
    }
    assert sum(row.total for row in found.totals) == sum(expected.values())
    between = support(world.network(), world.as_of)
    assert {row.parts[0]: (row.given, row.received) for row in between.rows} == {
        key: (internal[key, "BE-FP"], internal[key, "BE-VSSE"]) for key in {key[0] for key in internal}
    }
