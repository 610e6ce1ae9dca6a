"""Cells that a spreadsheet would run as a formula: guarded in files of rejected rows, freed when read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.sources.sheet import Block

_STARTS = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SIGN = "'"


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet could run, or that begins with one already."""
    return _SIGN + cell if cell.lstrip(" \n\u00a0").startswith(_STARTS) else cell


def unguarded(block: Block) -> Block:
    """Take the apostrophes of `guarded` away again."""
    return replace(block, rows=[_freed(row) for row in block.rows])


def _freed(row: Sequence[str]) -> list[str]:
    return [cell[1:] if cell.startswith(_SIGN) and guarded(cell[1:]) != cell[1:] else cell for cell in row]
