"""What the pages ask for beside the larger use cases, on a network small enough to count by hand."""

import csv
import datetime as dt
import io

import pytest
from small_world import AS_OF, HIGH, LOW, small_view

from dashboard.components.entity_panel import _factors
from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.statement import Result
from liaison.app import analyses
from liaison.app.checking import check
from liaison.app.choices import choices
from liaison.app.examples import examples
from liaison.app.recency import recorded_until
from reports.exports.answer import answer_csv
from reports.exports.content import Facts


def test_examples_are_those_with_most_neighbours_one_of_each_kind():
    assert [hit.label for hit in examples(small_view(HIGH))] == ["Officer", "Contact", "Organisation", "Country"]
    assert "C-9" not in {hit.key for hit in examples(small_view(LOW))}


def test_choices_are_named_sorted_and_the_readers_own():
    low, high = choices(small_view(LOW), "Contact"), choices(small_view(HIGH), "Contact")
    assert set(high) - set(low) == {"C-9"}
    assert list(low.values()) == sorted(low.values(), key=str.casefold)
    assert choices(small_view(HIGH), "Contact", most=5) is None


def tie(view, officer, contact):
    return analyses.run(view, "tie", {"officer": officer, "contact": contact}).outcome


def test_the_terms_of_a_tie_add_up_to_its_decayed_sum_latest_first():
    why = tie(small_view(HIGH), "Officer:O-1", "Contact:C-1")
    (numbers,), terms = (one.records() for one in why.tables)
    assert sum(term["value"] for term in terms) == pytest.approx(numbers["decayed"])
    assert numbers["raw"] == pytest.approx(numbers["decayed"] * numbers["reciprocity_factor"] * numbers["span"])
    dates = [term["date"] for term in terms]
    assert dates == sorted(dates, reverse=True)
    assert all(term["source_rows"][0].startswith("000001/1:") for term in terms)
    assert why.caption == "An event counts half after 180 days, as others know the contact."


def test_a_tie_in_the_panel_is_that_of_the_measure():
    (one, _) = tie(small_view(HIGH), "Officer:O-1", "Contact:C-1").tables
    factors = {row[0]: row[1:] for row in _factors(one).rows}
    assert set(factors) == {column.name.replace("_", " ") for column in one.columns} - {
        "officer id", "contact id", "bridge"
    }  # fmt: skip
    assert factors["strength"] == (one.records()[0]["strength"], "100 * (1 - exp(-raw / 5)) (0 to 100)")


def test_a_hidden_tie_is_explained_to_nobody():
    for key in ("C-9", "C-404"):
        with pytest.raises(NotFoundError):
            tie(small_view(LOW), "Officer:O-1", f"Contact:{key}")
    with pytest.raises(NotFoundError):
        tie(small_view(HIGH), "Contact:C-1", "Officer:O-1")


def test_a_network_without_times_has_no_age():
    assert recorded_until(small_view(HIGH)) is None or recorded_until(small_view(HIGH)).tzinfo is not None


def test_a_check_counts_each_row_once(tmp_path):
    file = tmp_path / "organisations.csv"
    file.write_text("org_id,name,country,org_type,level\nA,A,FR,police,0\nB,B,ZZ,wizards,0\n", "utf-8")
    found = check([file])
    assert (found.rows, found.valid, found.rejected) == (2, 1, 1)
    assert found.level == 4  # the row that cannot be read may be anything
    assert [(one.table, one.rows, one.rejected) for one in found.tables] == [("organisations", 2, 1)]
    file.write_text("org_id,name,country,org_type,level\nA,A,FR,police,2\n", "utf-8")
    assert check([file]).level == 2
    file.write_text("org_id,name,country,org_type\nA,A,FR,police\n", "utf-8")
    assert (check([file]).level, check([file], ceiling=1).level) == (4, 1)


def test_a_check_of_what_is_no_table_has_only_issues(tmp_path):
    file = tmp_path / "holiday.csv"
    file.write_text("beach,sun\n1,2\n", "utf-8")
    found = check([file])
    assert (found.rows, found.issues.refused) == (0, 1)
    with pytest.raises(InputError, match="nothing to check"):
        check([])


def test_an_answer_is_marked_and_harmless_in_every_row():
    result = Result(("name", "n", "on", "ids"), (("=1+1", -2, dt.date(2024, 5, 1), ["a", "b"]), (None, 0.5, None, [])))
    facts = Facts("Q?", Marking(2, frozenset({"ALPHA"})), AS_OF, "level 2", "f" * 16, "liaison query run")
    data = answer_csv(result, facts)
    assert data.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert header[:4] == ["name", "n", "on", "ids"]
    assert first[:5] == ["'=1+1", "-2", "2024-05-01", "a; b", "LEVEL 2 // ALPHA"]
    assert (header[-1], first[-1], second[-1]) == ("document_made_by", "liaison query run", "")
    assert second[:5] == ["", "0.5", "", "", "LEVEL 2 // ALPHA"]
