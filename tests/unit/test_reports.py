"""The network report: one safe file, the same bytes each time, nothing of what its reader may not see."""

import base64
import hashlib
import json
import re

import lxml.html
import pytest
from documents import hostile_document
from pictures import HOSTILE as HOSTILE_NAMES
from pictures import hostile_picture, star
from small_world import AS_OF, HIGH, HOSTILE, LOW, small_view

from graph.errors import DeclarationError, InputError, NotFoundError
from liaison.app.reporting import network_document, network_report
from liaison.app.viewers import ceiling_text
from reports.document import Document, Section
from reports.html import css_string, html
from reports.picture import vis
from reports.picture.drawing import Picture, PictureEdge, PictureNode
from reports.picture_section import picture_section
from reports.text import plain

COMMAND = "liaison report network --scope all --viewer high --as-of 2026-03-01"


@pytest.fixture(scope="module")
def view():
    return small_view(HIGH)


@pytest.fixture(scope="module")
def page(view):
    return lxml.html.fromstring(html(network_document(view, viewer=HIGH)))


def text_of(element):
    return " ".join(element.text_content().split())


def rows_of(page, name):
    (table,) = page.xpath(f"//table[@id='{name}']")
    return [[text_of(cell) for cell in row.xpath("./td")] for row in table.xpath("./tbody/tr")]


def test_the_marking_stands_at_top_and_bottom_and_in_print(view, page):
    banners = [text_of(element) for element in page.xpath("//*[contains(@class, 'banner')]")]
    assert banners == ["LEVEL 3 // ALPHA // REL BE"] * 2
    assert page.xpath("//body/*[1]")[0].get("class") == "banner top"
    style = page.xpath("//style")[0].text
    for place in ("@top-center", "@bottom-center"):
        assert f"{place} {{ content: {css_string('LEVEL 3 // ALPHA // REL BE')}" in style
    assert "counter(page)" in style
    assert "counter(pages)" in style


def test_the_facts_say_how_to_make_it_again(view, page):
    terms = [text_of(term) for term in page.xpath("//section[@id='made']//dt")]
    values = [text_of(value) for value in page.xpath("//section[@id='made']//dd")]
    facts = dict(zip(terms, values, strict=True))
    assert facts["as of"] == "2026-03-01"
    assert facts["data fingerprint"] == view.fingerprint
    assert facts["viewer"] == "level 4, caveats ALPHA, in the name of BE"
    assert facts["made by"] == COMMAND
    assert facts["scope"] == "all"


def test_the_numbers_are_those_counted_by_hand(page):
    titles = [text_of(term) for term in page.xpath("//dl[@class='figures']/div/dt")]
    values = [text_of(value) for value in page.xpath("//dl[@class='figures']/div/dd[1]")]
    assert dict(zip(titles, values, strict=True)) == {
        "Officers": "2", "Contacts": "5", "Ties": "6", "Strong ties": "0", "Only holder": "4", "At risk": "2",
        "Given": "2", "Received": "2",
    }  # fmt: skip
    summary = text_of(page.xpath("//section[@id='summary']")[0])
    assert "2 officers had 6 ties with 5 contacts in 2 countries" in summary
    assert "Peeters, Anna with Kowalski, Łukasz (Poland)" in summary


def test_ties_are_listed_with_their_terms(page):
    rows = rows_of(page, "ties-1")
    assert len(rows) == 6
    assert rows[0][:3] == ["Peeters, Anna", "Kowalski, Łukasz", "Poland"]
    assert rows[0][4:9] == ["2", "1", "1", "2026-02-10", "2026-02-20"]
    assert {row[1] for row in rows} >= {HOSTILE}


def test_people_coverage_officers_and_warnings(page):
    people = {row[0]: row for row in rows_of(page, "people-1")}
    assert people["Kowalski, Łukasz"][3] == "2"
    assert people["Nowak, Ewa"][-1] == "yes"
    assert people["Kovač, Ștefan"][-1] == "no"
    assert [row[0] for row in rows_of(page, "officers-1")] == ["Peeters, Anna", "Wouters, Bram"]
    assert rows_of(page, "officers-1")[0][1:3] == ["Warsaw", "2026-04-30"]
    # Moldova has an accredited officer and nobody to call, so it stands first.
    assert [row[:3] for row in rows_of(page, "coverage-1")] == [
        ["Moldova", "1", "0"], ["Romania", "1", "2"], ["Poland", "1", "3"],
    ]  # fmt: skip
    headings = [text_of(h) for h in page.xpath("//section[@id='attention']/h3")]
    assert "Requests overdue: 1" in headings


def test_the_picture_has_a_twin_in_tables(page):
    assert page.xpath("//div[@id='net']")
    drawn = {row[0] for row in rows_of(page, "network-1")}
    assert drawn == {
        "Peeters, Anna", "Wouters, Bram", "Kowalski, Łukasz", "Nowak, Ewa", "Kovač, Ștefan", "Hidden, Henryk", HOSTILE,
    }  # fmt: skip
    assert len(rows_of(page, "network-2")) == 6


def test_what_a_reader_may_not_see_is_nowhere():
    text = html(network_document(small_view(LOW), viewer=LOW))
    for secret in ("Henryk", "C-9", "ALPHA", "E-5"):
        assert secret not in text


def test_the_twins_of_a_picture_hold_all_that_it_shows():
    drawn = star(24, beyond=1)
    section = picture_section("Everyone.", drawn)
    nodes, links = ([dict(zip(t.table.names(), row, strict=True)) for row in t.table.rows] for t in section.tables)
    assert len(nodes) == 26
    assert {"name": "Janssens, Anna", "kind": "Contact", "country": "FR", "links": 2} in [
        {name: row[name] for name in ("name", "kind", "country", "links")} for row in nodes
    ]
    assert [row["details"] for row in nodes if row["name"] == "Rossi, Dirk"] == ["function 3; 3 neighbours not drawn"]
    assert {"from": "Vandenberghe, Christophe", "what": "tie 3", "to": "Rossi, Dirk"} in links
    assert len(links) == 25


def test_levels_and_lines_of_what_is_drawn_stand_in_its_tables():
    officer = PictureNode("a", "A", "Officer", level=3)
    tie = PictureEdge("e", "a", "b", title="tie", lines=("8 exchanges",))
    drawn = Picture((officer, PictureNode("b", "B", "Contact")), (tie,))
    nodes, links = (table.table.rows for table in picture_section("Both.", drawn).tables)
    assert [row[4] for row in nodes] == [3, 0]
    assert links == (("A", "tie; 8 exchanges", "B"),)


def test_the_picture_comes_out_of_the_page_as_it_went_in():
    document = hostile_document(hostile_picture())
    page = lxml.html.fromstring(html(document))
    (data,) = page.xpath("//script[@type='application/json']")
    assert json.loads(data.text) == vis.payload(document.picture) | {"marking": plain(document.facts.marking.caption())}


def test_the_same_view_gives_the_same_bytes(view):
    again = small_view(HIGH)
    assert html(network_document(view, viewer=HIGH)) == html(network_document(again, viewer=HIGH))


@pytest.mark.parametrize(
    ("scope", "people"),
    [
        ("Officer:O-1", {"Kowalski, Łukasz", "Nowak, Ewa", "Hidden, Henryk"}),
        ("Country:RO", {"Kovač, Ștefan", HOSTILE}),
        ("Country:MD", set()),
    ],
)
def test_a_scope_keeps_to_itself(view, scope, people):
    page = lxml.html.fromstring(html(network_document(view, viewer=HIGH, scope=scope)))
    tables = page.xpath("//table[@id='ties-1']")
    found = {row[1] for row in rows_of(page, "ties-1")} if tables else set()
    assert found == people


@pytest.mark.parametrize("scope", ["Poland", "Contact:C-1", "Officer:", ""])
def test_another_scope_is_refused_with_examples(view, scope):
    with pytest.raises(InputError, match="Officer:O-001"):
        network_document(view, viewer=HIGH, scope=scope)


def test_a_scope_that_is_not_there_is_not_found(view):
    with pytest.raises(NotFoundError):
        network_document(view, viewer=HIGH, scope="Officer:O-404")


def test_a_network_without_anything_still_makes_a_report(tmp_path):
    report = network_report(small_view(LOW, AS_OF.replace(year=1990)), tmp_path, viewer=LOW)
    text = report.path.read_text(encoding="utf-8")
    assert "sees no ties here" in text
    assert "There is nothing to draw." in text
    assert 'id="net"' not in text
    assert vis.library() not in text
    assert report.path.name == "network-report_1990-03-01_LEVEL-0.html"


def test_everything_that_runs_or_styles_is_allowed_by_its_hash_and_nothing_else(page):
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    found = set()
    for element in page.xpath("//style | //script[not(@type)]"):
        digest = hashlib.sha256(element.text.encode()).digest()
        found.add(f"sha256-{base64.b64encode(digest).decode()}")
    assert found == allowed
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_asked_of_another_host(page):
    assert page.xpath("//@src | //link | //img | //iframe | //object | //form | //base") == []
    assert all(href.startswith("#") for href in page.xpath("//@href"))


def test_hostile_names_stay_text_everywhere():
    page = lxml.html.fromstring(html(hostile_document()))
    assert (
        page.xpath(
            "//script[@src or @type] | //img | //iframe | //svg[not(@class='bar')] | //link | //base"
            "| //b[not(ancestor::p)]"
        )
        == []
    )
    assert not [a for element in page.iter() for a in element.attrib if a.startswith("on")]
    cells = page.xpath("//table[@id='one-1']/tbody/tr/td[1]")
    assert len(cells) == len(HOSTILE_NAMES)
    assert HOSTILE_NAMES[0] in cells[0].text_content()
    style = page.xpath("//style")[0].text
    assert "display: none" not in style.split("@page")[1]


def test_a_marking_cannot_leave_its_css_string():
    text = css_string('"; } \\ * { x: url(http://x) } é\n')
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', text)


def test_a_ceiling_is_written_for_people():
    assert ceiling_text(LOW.ceiling()) == "level 1, no caveats"
    assert ceiling_text(HIGH.ceiling()) == "level 4, caveats ALPHA, in the name of BE"


def test_declarations_check_themselves():
    with pytest.raises(DeclarationError):
        Section("Two Words", "x")
    with pytest.raises(DeclarationError):
        Document(hostile_document().facts, "", (), (), (Section("a", "x"), Section("a", "y")))
