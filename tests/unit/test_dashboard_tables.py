"""How columns of a table on a page are drawn."""

import pytest

from dashboard.components.figures import figures
from dashboard.components.tables import _column, frame
from graph.statement import Result


@pytest.mark.parametrize(("strengths", "drawn"), [((0.0, 100.0, None), "progress"), ((0.0, 15_276.0), "number")])
def test_the_strength_of_a_tie_is_a_bar_and_a_sum_of_strengths_a_number(strengths, drawn):
    column = _column("strength", {}, Result(("strength",), tuple((value,) for value in strengths)))
    assert column["type_config"]["type"] == drawn


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((1, 2, None), None),
        ((0.25, 0.0013), "%.3f"),
        ((0.00213, 0.0001), "%.5f"),
        ((3e-12,), "%.9f"),
        ((94.0, 12.5), "%.1f"),
        ((94.0, 12.0), "%.0f"),
        ((0.0, 0.0), "%.3f"),
        ((float("nan"), float("inf")), None),
        ((True, None), None),
    ],
)
def test_numbers_of_a_column_show_three_digits(values, written):
    assert figures(values).format == written


def test_counts_and_shares_in_one_column_are_each_readable():
    rows = (("nodes", 1997.0), ("fragmentation", 0.43121), ("rank", 0.000212345), ("mean", 21.25), ("none", None))
    shown = frame(Result(("measure", "before"), rows))
    assert shown["before"].tolist()[:4] == [1997.0, 0.431, 0.000212, 21.2]
    assert _column("before", {}, Result(("measure", "before"), rows))["type_config"]["format"] == "%.10g"


def test_a_table_without_rows_is_empty():
    assert frame(Result(("measure", "before"), ())).columns.tolist() == ["measure", "before"]
