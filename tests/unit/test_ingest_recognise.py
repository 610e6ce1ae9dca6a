"""Which table a file is taken for, and what a file says about all its rows."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from ingest.defaults import Defaults, defaults_beside
from ingest.recognise import column_name, named_table, recognise
from ingest.tables import TABLES
from ingest.tables.forbidden import why_forbidden


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_recognised_by_its_name_and_by_its_columns_alone(name):
    header = [column.name.upper().replace("_", " ") for column in TABLES[name].columns]
    assert recognise("f", (name,), header).table.name == name
    assert recognise("f", ("upload",), TABLES[name].required).table.name == name


@pytest.mark.parametrize(
    ("file", "table"),
    [("exchanges", "exchanges"), ("Exchanges 2023 (1)", "exchanges"), ("2023-contact-roles-v2", "contact_roles"),
     ("contact_roles.rejected", "contact_roles"), ("contacts and officers", ""), ("upload", ""), ("postingsx", "")],
)  # fmt: skip
def test_the_table_that_a_file_is_named_after(file, table):
    assert named_table(file) == table


def test_a_misspelt_column_is_told_with_the_near_one():
    with pytest.raises(InputError) as caught:
        recognise("x.csv", ("accreditations",), ["posting_id", "contry", "mode", "from", "to"])
    assert "lacks 'country'; add it" in str(caught.value)
    assert "'contry' is not one of its columns. Did you mean 'country'" in str(caught.value)


def test_a_hostile_column_name_is_shown_harmlessly():
    with pytest.raises(InputError) as caught:
        recognise("x.csv", ("officers",), [*TABLES["officers"].required, "\x1b[31m\u202e"])
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


@pytest.mark.parametrize(
    "column",
    ["informant", "Informant Name", "CHIS_no", "source_name", "human_source", "tipgever", "bron", "content", "Body",
     "text", "full text", "inhoud", "contenu", "summary", "transcript", "remarks"],
)  # fmt: skip
def test_columns_of_human_sources_and_content_are_refused(column):
    with pytest.raises(InputError, match="never held here"):
        recognise("x.csv", ("exchanges",), [*TABLES["exchanges"].required, column])


def test_no_declared_column_is_refused():
    assert not [c.name for table in TABLES.values() for c in table.columns if why_forbidden(c.name)]


def test_extra_columns_of_a_mended_file_are_ignored():
    header = [*TABLES["officers"].required, "problem", "source_row"]
    assert recognise("x.csv", ("officers.rejected",), header).table.name == "officers"


def test_column_names_are_compared_without_case_blanks_and_marks():
    assert column_name("\ufeff Officer-ID ") == "officer_id"


def test_a_source_states_its_defaults(tmp_path):
    (tmp_path / "source.toml").write_text(
        'ceiling = 1\noriginator = "BE-FP"\ncaveats = ["oscar"]\nreleasable_to = ["BE", "Frankrijk"]\n'
    )
    file = tmp_path / "x.csv"
    assert defaults_beside(file) == Defaults(1, "BE-FP", ("OSCAR",), ("BE", "FR"))
    assert defaults_beside(file, ceiling=3).ceiling == 3
    assert defaults_beside(tmp_path / "elsewhere" / "x.csv") == Defaults(4, None, (), ("*",))
    assert defaults_beside(tmp_path / "elsewhere" / "x.csv", ceiling=0).ceiling == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [("ceiling = 5", "not a level"), ("ceiling = -1", "not a level"), ("ceiling = true", "not a level"),
     ('ceiling = "2"', "not a level"), ("cieling = 2", "Did you mean 'ceiling'"), ("ceiling =", "cannot be read"),
     ("originator = 7", "not a text"), ('caveats = "A"', "not a list"), ('releasable_to = ["Congo"]', "ambiguous")],
)  # fmt: skip
def test_a_wrong_source_file_is_told(tmp_path, text, message):
    (tmp_path / "source.toml").write_text(text)
    with pytest.raises(InputError, match=message):
        defaults_beside(tmp_path / "x.csv")
