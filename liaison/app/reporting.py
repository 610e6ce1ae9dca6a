"""The network report: what a reader sees of the whole, of an officer or of a country, as one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ties import TIE_WORDS
from liaison.app.made_by import made_by
from liaison.app.report_sections import attention, coverage, key_people, network, officers, ties
from liaison.app.report_summary import figures, summary
from liaison.app.risk import AT_RISK
from liaison.app.scope import scope_of
from liaison.app.viewers import ceiling_text
from reports.document import Document
from reports.exports.content import Facts
from reports.exports.formats import write_whole
from reports.exports.naming import file_name
from reports.html import html

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model.marking import Marking
    from graph.model.viewer import Viewer
    from liaison.app.view import View

GLOSSARY = (
    ("Tie", "An officer and a contact with at least one exchange or interaction in which both took part."),
    (
        "Strength",
        (
            "0 to 100 on the day. Recent, frequent, graded, two-way and long-standing contact makes it higher; the "
            "curve is fixed, so no tie moves because another one does."
        ),
    ),
    ("Events", "Exchanges and interactions of the pair up to the day."),
    ("Given, received", "Events by which way they went; a mutual one counts once each way."),
    ("Reciprocity", "The smaller of given and received, divided by the larger: 1 = balanced, 0 = one way."),
    ("Span", f"{TIE_WORDS.span_range}: {TIE_WORDS.span}."),
    ("Sum", "Each event's weight and grade, halved for every half-life that has passed since it."),
    ("Half-life", TIE_WORDS.half_life),
    ("Only holder", "Nobody else has any event with the contact: the tie is lost when the officer leaves."),
    ("At risk", f"The {AT_RISK}: the posting that runs on the day ends by then."),
    ("Coverage", "A country is covered on the day by officers whose running posting is accredited to it."),
    (
        "PageRank",
        "Per thousand of all: a contact has much who is strongly tied to officers who are themselves well tied.",
    ),
    ("Marking", "The highest level, all caveats and the common releases of everything that was read for this report."),
)


@dataclass(frozen=True, slots=True)
class Report:
    """
    A report that was written.

    Attributes
    ----------
    path
        The file.
    marking
        Of its content.
    """

    path: Path
    marking: Marking


def network_report(
    view: View, folder: Path, *, viewer: Viewer, scope: str = "all", max_level: int | None = None
) -> Report:
    """
    Write the network report of a view.

    Parameters
    ----------
    view
        What may be seen, and the day.
    folder
        Where the file goes; its name carries day and marking.
    viewer, max_level
        For whom, and up to which level; the view is that of `lowered(viewer, max_level)`. Both stand in the command
        that makes the same report again, which is written into it.
    scope
        `all`, an officer (`Officer:O-001`) or a country (`Country:PL`).

    Raises
    ------
    InputError
        The scope is of another form, the view is another reader's, or the folder cannot be written to.
    NotFoundError
        There is no such officer or country, or not for this reader.
    """
    document = network_document(view, viewer=viewer, scope=scope, max_level=max_level)
    stem = "network-report" if scope == "all" else f"network-report-{scope}"
    name = file_name(stem, view.as_of, document.facts.marking, "html")
    path = write_whole(folder / name, html(document).encode("utf-8"))
    return Report(path, document.facts.marking)


def network_document(view: View, *, viewer: Viewer, scope: str = "all", max_level: int | None = None) -> Document:
    """Collect the network report; parameters and errors as for `network_report`."""
    chosen = scope_of(view, scope)
    drawn, drawing = network(view, chosen)
    facts = Facts(
        title=chosen.title,
        marking=view.marking,
        as_of=view.as_of,
        viewer=ceiling_text(view.ceiling),
        fingerprint=view.fingerprint,
        command=made_by("report", "network", view=view, viewer=viewer, max_level=max_level, scope=scope),
        parameters=(("scope", chosen.text),),
    )
    sections = (
        key_people(view, chosen),
        drawn,
        ties(view, chosen),
        *officers(view, chosen),
        coverage(view, chosen),
        attention(view, chosen),
    )
    return Document(
        facts,
        subtitle=f"As of {view.as_of.isoformat()}, for a reader with {ceiling_text(view.ceiling)}",
        summary=summary(view, chosen),
        figures=figures(view, chosen),
        sections=sections,
        picture=drawing,
        glossary=GLOSSARY,
    )
