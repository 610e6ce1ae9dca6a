"""What went wrong in a load, grouped with counts and five examples: memory does not grow with the number of issues."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ingest.chunks import Notice
from ingest.shown import shown
from ingest.tables import column_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model.records import Rejection, Source
    from ingest.chunks import ReadChunk

MOST_EXAMPLES = 5
MOST_REFUSALS = 1_000
_LONGEST_MESSAGE = 400


class Severity(Enum):
    """What an issue means for what it is about."""

    REFUSED = "refused"
    REJECTED = "rejected"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Example:
    """
    One occurrence of an issue, safe to show.

    Attributes
    ----------
    file, sheet
        Where; the sheet is empty but for workbooks.
    row
        Number as a spreadsheet shows it; 0 for a source as a whole.
    value
        What stood there.
    message
        Full sentence with the remedy.
    """

    file: str
    sheet: str
    row: int
    value: str
    message: str

    def place(self) -> str:
        """Say where on one line."""
        parts = [self.file, f"sheet '{self.sheet}'" if self.sheet else "", f"row {self.row}" if self.row else ""]
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """
    Issues of one kind.

    Attributes
    ----------
    severity
        Refused file, rejected row, or notice.
    table, column, rule
        What they have in common.
    count
        How many; exact.
    examples
        The first ones.
    """

    severity: Severity
    table: str
    column: str
    rule: str
    count: int
    examples: tuple[Example, ...]


@dataclass(slots=True)
class _Tally:
    count: int = 0
    examples: list[Example] = field(default_factory=list)


class IssueReport:
    """
    Collects the issues of a load.

    A rejected row counts once, in the group of the first rule that it broke; its message tells the others.
    """

    def __init__(self) -> None:
        self._tallies: dict[tuple[Severity, str, str, str], _Tally] = {}

    def add(self, read: ReadChunk, rejections: Iterable[Rejection]) -> None:
        """Add a chunk whose outcome is known: its rejected rows, by ingest or by the store, and its notices."""
        source = read.chunk.source
        self.reject(source, rejections)
        self.note(source.name, source.sheet, source.table, read.notices)

    def reject(self, source: Source, rejections: Iterable[Rejection]) -> None:
        """Add rejected rows of a source."""
        for one in rejections:
            key = (Severity.REJECTED, source.table, column_of(source.table, one.column), one.rule)
            self._count(key, _example(source.name, source.sheet, one))

    def note(self, file: str, sheet: str, table: str, notices: Iterable[Notice]) -> None:
        """Add notices about rows, or about a source as a whole (row 0)."""
        for one in notices:
            self._count((Severity.NOTICE, table, one.column, one.rule), _example(file, sheet, one))

    def refuse(self, file: str, sheet: str, message: str) -> None:
        """Add a file or sheet that was not read, or not to its end."""
        # Each its own group, up to a limit: every refused file must be told.
        own = shown(f"{file} {sheet}") if len(self._tallies) < MOST_REFUSALS else ""
        example = _example(file, sheet, Notice(0, "", "", "file", message))
        self._count((Severity.REFUSED, "", own, "file"), example)

    def _count(self, key: tuple[Severity, str, str, str], example: Example) -> None:
        tally = self._tallies.setdefault(key, _Tally())
        tally.count += 1
        if len(tally.examples) < MOST_EXAMPLES:
            tally.examples.append(example)

    @property
    def refused(self) -> int:
        """Files and sheets that were not read, or not to their end."""
        return self._sum(Severity.REFUSED)

    @property
    def rejected(self) -> int:
        """Rows that were not taken."""
        return self._sum(Severity.REJECTED)

    @property
    def noticed(self) -> int:
        """Notices about what was taken."""
        return self._sum(Severity.NOTICE)

    def _sum(self, severity: Severity) -> int:
        return sum(tally.count for key, tally in self._tallies.items() if key[0] is severity)

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self._tallies)

    def groups(self) -> tuple[IssueGroup, ...]:
        """Give the groups: refused files first, then rejected rows, then notices; the most frequent first."""
        rank = list(Severity)
        ordered = sorted(self._tallies.items(), key=lambda one: (rank.index(one[0][0]), -one[1].count, one[0][1:]))
        return tuple(
            IssueGroup(severity, table, "" if severity is Severity.REFUSED else column, rule, tally.count, examples)
            for (severity, table, column, rule), tally in ordered
            for examples in (tuple(tally.examples),)
        )

    def text(self) -> str:
        """Write the report for a terminal; empty when there is nothing to say."""
        return "\n".join(line for group in self.groups() for line in _lines(group))

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str | int, ...], ...]]:
        """Give the report as column names and rows, one for each example."""
        columns = (
            "severity", "table", "column", "rule", "count", "file", "sheet", "row", "value", "message",
        )  # fmt: skip
        rows = tuple(
            (
                group.severity.value, group.table, group.column, group.rule, group.count,
                one.file, one.sheet, one.row, one.value, one.message,
            )
            for group in self.groups()
            for one in group.examples
        )  # fmt: skip
        return columns, rows


def _example(file: str, sheet: str, one: Rejection | Notice) -> Example:
    return Example(shown(file), shown(sheet), one.row, shown(one.value), shown(one.message, longest=_LONGEST_MESSAGE))


def _named(one: Example) -> str:
    """Give a message about a whole file with the file's name."""
    return one.message if one.file in one.message else f"{one.file}: {one.message}"


def _lines(group: IssueGroup) -> Iterable[str]:
    if group.severity is Severity.REFUSED or (group.severity is Severity.NOTICE and not group.examples[0].row):
        label = "not loaded" if group.severity is Severity.REFUSED else "notice"
        yield from (f"{label}: {_named(one)}" for one in group.examples)
        if group.count > len(group.examples):
            yield f"  ... and {group.count - len(group.examples)} more"
        return
    rows = "1 row" if group.count == 1 else f"{group.count} rows"
    column = f", column '{group.column}'" if group.column else ""
    yield f"{group.severity.value}: {rows} of '{group.table}'{column}, rule '{group.rule}'"
    for one in group.examples:
        value = f" [{one.value}]" if one.value else ""
        yield f"  {one.place()}{value}: {one.message}"
    if group.count > len(group.examples):
        yield f"  ... and {group.count - len(group.examples)} more"
