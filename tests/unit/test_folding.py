"""Spellings brought together in one way, wherever something is searched."""

import ast

import pytest
from project_files import ROOT
from small_world import HIGH, small_view

from dashboard.components import search_box
from graph.model.countries import find_country
from graph.model.folding import folded
from liaison.app.analyses import list_analyses
from liaison.app.questions import search as search_questions
from liaison.app.questions.duplicates import _sounding
from liaison.app.search import Hit, search


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Kovač-Łęcki,  ", "kovac lecki"),
        ("STRAßE", "strasse"),
        ("Y\u0131lmaz İpek", "yilmaz ipek"),
        ("Bērziņš, Søren", "berzins soren"),
        ("Œuvre d'Ève", "oeuvre d eve"),
        ("Ελλάς", "ελλασ"),
        ("head_of_unit", "head_of_unit"),
        ("...", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(text, words):
    assert folded(text) == words
    assert folded(words) == words


def test_all_searches_fold_alike():
    assert [hit.node for hit in search(small_view(HIGH), "LUKASZ kowalskí")] == ["Contact:C-1"]
    assert list_analyses("BÉTWEENNESS") == list_analyses("betweenness") != ()
    assert list_analyses("single-holder") == list_analyses("single holder")
    assert search_questions("PÖSTINGS") == search_questions("postings") != ()
    assert search_questions("posting, end") == search_questions("posting end") != ()
    assert find_country("CÔTE-D'IVOIRE").iso2 == "CI"
    assert _sounding("Łukasz, Wójcik") == _sounding("Wojcik Lukasz")


def test_no_other_module_folds_accents():
    found = {
        path.relative_to(ROOT).as_posix()
        for package in ("graph", "ingest", "queries", "liaison", "dashboard", "reports")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "combining"
    }
    # One counts the columns that a letter takes on a terminal; one makes e-mail addresses of the seeded sample world.
    assert found == {"graph/model/folding.py", "liaison/cli/output.py", "liaison/sample/names.py"}


def test_a_hit_is_shown_as_it_was_written(monkeypatch):
    labels = []
    monkeypatch.setattr(search_box.st, "button", lambda label, **_: labels.append(label))
    hits = [
        Hit("Contact:C-1", "Contact", "C-1", "Nowak", "desk_7, Poland"),
        Hit("Country:PL", "Country", "PL", "P", ""),
    ]
    search_box.hit_buttons(hits, print, key="hit")
    assert [label.replace("\\", "") for label in labels] == ["Nowak (desk_7, Poland)", "P"]
