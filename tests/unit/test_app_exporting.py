"""What is exported of a view: all of it, and nothing above it."""

import datetime as dt

import pytest
from small_world import AS_OF, HIGH, LOW, small_view

from graph.errors import InputError, NotFoundError, RefusedError
from liaison.app.exporting import content_of, export
from liaison.app.viewers import lowered


def column(grid, name):
    place = grid.names().index(name)
    return [row[place] for row in grid.rows]


def test_ties_are_exported_with_who_and_where():
    content = content_of(small_view(HIGH))
    nodes = dict(zip(column(content.nodes, "id"), column(content.nodes, "label"), strict=True))
    assert len(nodes) == 3 + 6 + 5 + 3
    assert nodes["Contact:C-1"] == "Kowalski, Łukasz"
    kinds = column(content.edges, "relationship")
    # Roles of the day only: the earlier role of C-1 is over.
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"TIE": 6, "HOLDS_ROLE": 4, "IN_COUNTRY": 8}
    ties = [row for row in content.edges.rows if row[3] == "TIE"]
    first = dict(zip(content.edges.names(), ties[0], strict=True))
    assert (first["source"], first["target"]) == ("Officer:O-1", "Contact:C-1")
    assert first["last_day"] == dt.date(2026, 2, 20)
    assert 0 < first["weight"] <= 100
    assert first["directed"] is False


def test_everything_is_exported_with_events():
    content = content_of(small_view(HIGH), "all")
    kinds = column(content.nodes, "node_type")
    assert kinds.count("Exchange") == 6
    assert kinds.count("Interaction") == 3
    assert column(content.edges, "relationship").count("TOOK_PART") == 18
    assert column(content.edges, "relationship").count("HOLDS_ROLE") == 5


@pytest.mark.parametrize("what", ["ties", "all"])
def test_nothing_above_the_ceiling_is_exported(what):
    content = content_of(small_view(LOW), what)
    text = repr(content)
    for secret in ("C-9", "Henryk", "E-5", "ALPHA"):
        assert secret not in text
    assert content.facts.marking.level == 0


def test_digests_of_addresses_are_left_out():
    names = content_of(small_view(HIGH), "all").nodes.names()
    assert "email_hash" not in names
    assert "phone_hash" not in names
    assert "source_rows" in names


def test_a_lower_level_is_computed_as_that_reader_sees_it():
    reader = lowered(HIGH, 1)
    assert (reader.level, reader.compartments) == (1, HIGH.compartments)
    assert content_of(small_view(reader)).edges.rows == content_of(small_view(LOW)).edges.rows
    assert lowered(HIGH, None) is HIGH
    with pytest.raises(RefusedError, match="--max-level 1"):
        lowered(LOW, 3)
    with pytest.raises(InputError):
        lowered(LOW, 9)


@pytest.mark.parametrize("form", ["graphml", "gexf", "csv", "xlsx"])
def test_files_carry_the_marking_in_their_names(form, tmp_path):
    made = export(small_view(HIGH), form, tmp_path, viewer=HIGH)
    assert made.nodes == 17
    assert all("2026-03-01_LEVEL-3_ALPHA_REL-BE" in path.name for path in made.paths)


def test_unknown_names_are_sentences(tmp_path):
    with pytest.raises(InputError, match="ties"):
        content_of(small_view(LOW), "tie")
    with pytest.raises(NotFoundError):
        export(small_view(LOW), "pdf", tmp_path, viewer=LOW)


def test_an_empty_day_exports_reference_nodes_only():
    content = content_of(small_view(LOW, AS_OF.replace(year=1990)))
    assert "TIE" not in column(content.edges, "relationship")
