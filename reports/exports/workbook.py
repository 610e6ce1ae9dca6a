"""An Excel workbook for people: marking on each sheet, in print and in the properties; no cell is ever a formula."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter

from graph.errors import InputError
from reports.exports.values import plain_value
from reports.text import plain, spreadsheet_safe

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from reports.exports.content import ExportContent, Facts, Grid

HEADER_ROW = 3
"""Row of the column names on the sheets of data; above them the marking and an empty row."""

LONGEST_CELL = 32_767
"""Signs that Excel keeps in one cell."""

_MOST_ROWS = 1_048_576 - HEADER_ROW
_WIDTHS = {"id": 24, "label": 28, "source": 24, "target": 24, "name": 28, "value": 90}
_A4 = 9
# A style of which only quotePrefix is set, in openpyxl's order of nine.
_QUOTED = (0, 0, 0, 0, 0, 0, 0, 1, 0)
_BANNER = PatternFill("solid", fgColor="1F2937")
_HEADER = PatternFill("solid", fgColor="E5E7EB")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_COLONS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
# The earliest that a zip archive can hold: equal content gives equal bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def xlsx(content: ExportContent) -> bytes:
    """
    Write the workbook: sheets About, Nodes and Edges.

    Raises
    ------
    InputError
        There are more rows than a sheet holds.
    """
    book = Workbook(write_only=True)
    facts = content.facts
    about = [(name, text) for name, text in facts.rows()]
    _sheet(book.create_sheet("About"), facts, ("name", "value"), about)
    for title, grid in (("Nodes", content.nodes), ("Edges", content.edges)):
        if len(grid.rows) > _MOST_ROWS:
            raise InputError(f"A sheet holds {_MOST_ROWS} rows, but there are {len(grid.rows)} {grid.name}; take csv.")
        _sheet(book.create_sheet(title), facts, grid.names(), _plain_rows(grid))
    _properties(book, facts)
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue(), facts.as_of)


def _plain_rows(grid: Grid) -> Iterable[Sequence[object]]:
    for row in grid.rows:
        yield [plain_value(value, column.kind) for column, value in zip(grid.columns, row, strict=True)]


def _sheet(sheet: WriteOnlyWorksheet, facts: Facts, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    marking = plain(facts.marking.caption(), isolate=False)
    for place, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 16)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = _print_safe(marking)
    sheet.oddFooter.right.text = "&P/&N"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.append([_cell(sheet, marking, font=Font(bold=True, color="FFFFFF"), fill=_BANNER)])
    sheet.append([])
    sheet.append([_cell(sheet, name, font=Font(bold=True), fill=_HEADER) for name in names])
    last = HEADER_ROW
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        last += 1
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(names))}{last}"


def _cell(
    sheet: WriteOnlyWorksheet, value: object, *, font: Font | None = None, fill: PatternFill | None = None
) -> object:
    if not isinstance(value, str):
        return value
    text = value if len(value) <= LONGEST_CELL else f"{value[: LONGEST_CELL - 40]} ... (cut, {len(value)} signs)"
    # Excel reads _x000A_ as a line feed, so that what was text would change.
    cell = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", text)[:LONGEST_CELL])
    cell.data_type = "s"
    if font and fill:
        cell.font, cell.fill, cell.alignment = font, fill, Alignment(vertical="center")
    elif spreadsheet_safe(value) != value:
        # Excel's own apostrophe: the cell stays text when somebody edits it.
        cell._style = StyleArray(_QUOTED)  # noqa: SLF001 - openpyxl has no public way to set quotePrefix
    return cell


def _print_safe(text: str) -> str:
    return text.replace("&", "&&")


def _properties(book: Workbook, facts: Facts) -> None:
    properties = book.properties
    properties.creator = "Liaison"
    properties.title = plain(facts.title, isolate=False)
    properties.subject = properties.keywords = properties.category = plain(facts.marking.caption(), isolate=False)
    properties.description = "\n".join(f"{name}: {plain(text, isolate=False)}" for name, text in facts.rows())


def _timeless(data: bytes, as_of: dt.date) -> bytes:
    """Put the as-of day where openpyxl writes the clock, so that equal content gives equal bytes."""
    moment = f"{as_of.isoformat()}T00:00:00Z".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            if item.filename == "docProps/core.xml":
                part = _NO_COLONS.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            new.writestr(zipfile.ZipInfo(item.filename, _ZIP_TIME), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
