"""How columns of a table on a page are drawn."""

import pytest

from dashboard.components.tables import _column
from graph.statement import Result


@pytest.mark.parametrize(("strengths", "drawn"), [((0.0, 100.0, None), "progress"), ((0.0, 15_276.0), "number")])
def test_the_strength_of_a_tie_is_a_bar_and_a_sum_of_strengths_a_number(strengths, drawn):
    column = _column("strength", {}, Result(("strength",), tuple((value,) for value in strengths)))
    assert column["type_config"]["type"] == drawn
