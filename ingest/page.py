"""Render the input-tables page of the documentation from the declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.tables.table import Column, Table

_INTRODUCTION = """\
<!-- Generated from ingest/tables by `make docs`. Edit the declarations, not this page. -->
# Input tables

Fourteen tables, each a file or a sheet of a workbook named after it: `exchanges.csv`, `exchanges_2023.xlsx`, or a sheet
`exchanges`. A file with another name is recognised by its columns. Load files, or a folder of them, in any order: they
are read in the order below, so that a row comes after those that it refers to.

Bold columns must be there and filled. The others may be left out of the file, which leaves what the store holds in them
as it is; an empty cell empties it. Letter case, blanks and hyphens in column names and in values of closed lists do not
matter. Columns that no table knows are refused, and so are those that would name human sources or hold content.

## Files

CSV and its kin with `,` `;` tab or `|` (found by the header), XLSX, JSON Lines, a JSON array up to 64 MiB, and Parquet.
The format is told by the content, not by the ending. Text is UTF-8, with or without a byte order mark, UTF-16 or UTF-32
with one; else it is read as Windows cp1252, and that is said.

Row numbers are those a spreadsheet shows: the header is row 1. In CSV a row has the number of the line on which it
begins, which differs from a spreadsheet's only below a cell with a line break in it. In JSON Lines it is the line; in
a JSON array and in Parquet the position, the first being 2.

A quotation mark that is never closed costs its own row, not those after it. A cell merged down over several rows counts
in each of them; rows with cells merged across columns are refused. Formulas give the result that the workbook stores.

## Values

- **Days**: `2020-09-10`, `20200910`, `10.09.2020`; `23/09/2020` or `23-09-2020` only when no other reading is possible.
  `03/04/2020` is refused, because it is two different days in two countries. Something that happened after the day of
  the load is kept, with a notice.
- **Lists** in one cell are parted by `;` or `|`.
- **Identifiers** lose invisible characters, with a notice; names keep them, with a notice.
- **E-mail addresses and telephone numbers** are kept as SHA-256 digests only.
- Two rows with one identifier and different content in one load: the first stands, the second is refused.

## Marking

`level`, `caveats`, `releasable_to` and `originator` are accepted by every table. A row without a level gets the ceiling
of its source: that of a `source.toml` beside the file, or of the load, else 4; never 0.

```toml
# source.toml
ceiling = 2
originator = "BE-FP"
caveats = ["OSCAR"]
releasable_to = ["BE", "FR"]
```

A level may also be written as its system writes it, `GEHEIM` or `NATO SECRET`: it counts as it did on the row's day.
TLP labels and handling notices are not levels; they belong in `caveats`.
"""


def render() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield _INTRODUCTION
    yield "## Tables\n"
    for table in TABLES.values():
        yield f"### {table.name}\n\n{table.description}\n"
        yield "| column | what to write | cell | examples |\n|---|---|---|---|"
        yield from (_row(table, column) for column in table.columns)
        yield ""


def _row(table: Table, column: Column) -> str:
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    examples = ", ".join(f"`{example}`" for example in column.examples)
    default = f"; empty = `{column.default}`" if column.default is not None else ""
    cells = (name, column.description + default, table.reading(column).name, examples)
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
