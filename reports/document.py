"""A report before it is written: facts, sentences, tables, a picture and what the words mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from graph.analytics.results import Table
    from reports.exports.content import Facts
    from reports.picture.drawing import Picture


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A number that stands at the top.

    Attributes
    ----------
    value
        As it is shown.
    title
        What it counts, in a few words.
    meaning
        The same in a sentence.
    """

    value: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Section:
    """
    One chapter.

    Attributes
    ----------
    anchor
        Short name in addresses within the page; unique, lower case letters and hyphens.
    title
        Heading.
    paragraphs
        Text below it.
    tables
        In their order. Each column's meaning is written below the table.
    picture
        True for the chapter in which the picture stands.
    """

    anchor: str
    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[SectionTable, ...] = ()
    picture: bool = False

    def __post_init__(self) -> None:
        if not self.anchor.replace("-", "").isalpha() or not self.anchor.islower():
            raise DeclarationError(f"The anchor {self.anchor!r} of a section must be lower case letters and hyphens.")


@dataclass(frozen=True, slots=True)
class SectionTable:
    """
    A table in a chapter.

    Attributes
    ----------
    table
        Columns with unit and meaning, and rows.
    heading
        Above it; empty for the only table of a chapter.
    note
        Sentence below the heading.
    bars
        Columns of numbers from 0 to 100 that are also drawn as bars.
    left_out
        Rows that there are but that are not shown.
    empty
        Sentence that stands in place of a table without rows.
    folded
        Closed until somebody opens it.
    """

    table: Table
    heading: str = ""
    note: str = ""
    bars: tuple[str, ...] = ()
    left_out: int = 0
    empty: str = "None."
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """
    A report.

    Attributes
    ----------
    facts
        Marking, day, reader, parameters, fingerprint of the data and the command that makes it again.
    subtitle
        What it is about: an officer, a country or the whole network.
    summary
        Sentences for those who read nothing else.
    figures
        Numbers at the top.
    sections
        Chapters; at most one with the picture.
    picture
        What is drawn; None for a report without anything to draw.
    glossary
        Words and what they mean here.
    """

    facts: Facts
    subtitle: str
    summary: tuple[str, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    picture: Picture | None = None
    glossary: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        anchors = [section.anchor for section in self.sections]
        if len(set(anchors)) != len(anchors):
            raise DeclarationError(f"A report has two sections of the same anchor: {anchors}.")
