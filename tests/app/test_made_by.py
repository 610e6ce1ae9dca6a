"""The command on a document, run again, makes the same document: from pages, commands and the demo."""

import csv
import io
import json
import re
import shlex
import shutil
import tempfile
import zipfile
from pathlib import Path

import dashboard_world
import lxml.html
import pytest
import streamlit as st

from graph.store.embedded import stop
from liaison.app.demo import prepare_demo
from liaison.cli.run import run
from liaison.settings import Settings

pytestmark = pytest.mark.server


@pytest.fixture
def again(monkeypatch, small_home, tmp_path, capsys):
    """Give a function that runs a command line in an empty folder, as nobody, and gives the files it wrote."""

    def ran(command, home=small_home):
        monkeypatch.setenv("LIAISON_HOME", str(home))
        monkeypatch.setenv("LIAISON_VIEWER", "open")
        program, *words = shlex.split(command)
        assert program == "liaison"
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        monkeypatch.chdir(folder)
        capsys.readouterr()
        assert run([*words, "--json"]) == 0, capsys.readouterr().err
        told = json.loads(capsys.readouterr().out)
        return [Path(one).read_bytes() for one in told.get("files", [told.get("file")])]

    return ran


def of_html(data):
    page = lxml.html.fromstring(data.decode("utf-8"))
    terms = [one.text_content().strip() for one in page.xpath("//section[@id='made']//dt")]
    values = [one.text_content().strip() for one in page.xpath("//section[@id='made']//dd")]
    return dict(zip(terms, values, strict=True))["made by"]


def of_graphml(data):
    key = re.search(rb'attr.name="liaison_made_by"[^>]*id="(\w+)"|id="(\w+)"[^>]*attr.name="liaison_made_by"', data)
    found = re.search(rb'<data key="%s">([^<]*)</data>' % next(filter(None, key.groups())), data)
    return found[1].decode("utf-8")


def of_csv(data):
    return next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))["document_made_by"]


def kept(test, ending):
    return test.session_state["reports_made"][ending][1]


@pytest.mark.parametrize("viewer", ["coordinator", "desk"])
def test_a_report_of_the_page(open_page, again, viewer):
    test = open_page("reports", viewer=viewer)
    test.selectbox(key="reports_scope").set_value("Country:PL").run()
    test.button(key="reports_make").click().run()
    data = kept(test, "html")
    assert again(of_html(data)) == [data]


@pytest.mark.parametrize(("form", "of"), [("graphml", of_graphml), ("csv", of_csv)])
def test_an_export_of_the_page(open_page, again, form, of):
    test = open_page("reports")
    test.selectbox(key="reports_format").set_value(form).run()
    test.selectbox(key="reports_level").set_value(1).run()
    test.button(key="reports_export").click().run()
    with zipfile.ZipFile(io.BytesIO(kept(test, "zip"))) as archive:
        files = [archive.read(name) for name in archive.namelist()]
    assert "--max-level 1" in of(files[0])
    assert again(of(files[0])) == files


def test_an_answer_of_the_page(open_page, again, monkeypatch):
    taken = []
    monkeypatch.setattr(st, "download_button", lambda *_, data=b"", **__: taken.append(data))
    test = open_page("query", question="q06")
    test.number_input(key="q06-ending-postings_months").set_value(24)
    next(button for button in test.button if button.label == "Run").click().run()
    assert not test.exception
    (data,) = taken
    assert "months=24" in of_csv(data)
    assert again(of_csv(data)) == [data]


@pytest.mark.parametrize(
    ("command", "of"),
    [
        ("report network --scope Officer:O-001 --max-level 2", of_html),
        ("export csv --content all", of_csv),
        ("query run q06 months=6 --folder somewhere", of_csv),
    ],
)
def test_a_document_of_the_command_line(again, command, of):
    first = again(f"liaison {command} --viewer coordinator --as-of {dashboard_world.AS_OF}")
    assert again(of(first[0])) == first


@pytest.mark.slow
def test_the_report_of_the_demo(again):
    home = Path(tempfile.mkdtemp(prefix="liaison demo "))
    try:
        report = prepare_demo(Settings(home=home), scale=0.01, out=home / "out").report.read_bytes()
        assert again(of_html(report), home=home) == [report]
    finally:
        st.cache_resource.clear()
        stop(home / "store")
        shutil.rmtree(home, ignore_errors=True)
