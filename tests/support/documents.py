"""Reports for tests: one around a picture, and one in which every text is hostile."""

import datetime as dt

from pictures import HOSTILE

from graph.analytics.results import Column, Table
from graph.model.marking import Marking
from reports.document import Document, Figure, Section, SectionTable
from reports.exports.content import Facts
from reports.html import html
from reports.picture.layout import laid_out
from reports.picture_section import picture_section

DAY = dt.date(2026, 3, 1)
MARKING = Marking(1, releasable_to=frozenset({"BE", "FR"}))


def drawn_document(picture, *, title="A network", marking=MARKING):
    """Give a report of a picture, its tables and one chapter of its own."""
    names = tuple((node.label, node.kind) for node in picture.nodes)
    columns = (Column("name", "", "as recorded"), Column("kind", "", ""))
    people = Section("people", "People", ("All of them.",), (SectionTable(Table("people", columns, names)),))
    facts = Facts(title, marking, DAY, "level 1", "f" * 64, "liaison report network", (("scope", "all"),))
    sections = (picture_section("Everyone known.", picture), people)
    return Document(facts, "Of a test", ("Read this first.",), (), sections, laid_out(picture))


def hostile_document(picture=None):
    """Give a report in which every text is hostile, with a picture or without."""
    columns = (Column("who", "", HOSTILE[0]), Column("strength", "0 to 100", ""))
    table = Table("t", columns, tuple((name, 50.0) for name in HOSTILE))
    everything = " ".join(HOSTILE[:14])
    marking = Marking(1, frozenset({HOSTILE[1]}), frozenset({'"; } body { display: none'}))
    facts = Facts(everything, marking, DAY, everything, everything, everything, ((everything, everything),))
    sections = (
        Section("one", everything, HOSTILE, (SectionTable(table, everything, everything, ("strength",)),)),
        *(() if picture is None else (picture_section(everything, picture),)),
    )
    surrogate = next(name for name in HOSTILE if "\ud800" in name)
    figures = (Figure(everything, surrogate, everything),)
    drawn = None if picture is None else laid_out(picture)
    return Document(facts, everything, HOSTILE, figures, sections, drawn, ((everything, everything),))


def written(document, file):
    """Write a report as `network_report` does."""
    file.write_bytes(html(document).encode("utf-8"))
    return file
