"""Parquet files with flat columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import InputError
from ingest.sources.sheet import Block, Spoilt
from ingest.sources.workbook import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.values.reading import Remark

LARGEST_GROUP = 4 << 30
"""Bytes of one row group when unpacked; a larger one may not fit in memory."""


@dataclass(frozen=True, slots=True)
class ParquetSheet:
    """A Parquet file; the fields are those of a sheet."""

    path: Path
    header: tuple[str, ...]
    total: int
    remarks: tuple[Remark, ...] = ()
    name: str = ""
    header_row: int = 0
    delimiter: str = ","
    serial_epoch: None = None

    def blocks(self, size: int) -> Iterator[Block]:
        """Give the rows as text."""
        number = 2
        try:
            with pq.ParquetFile(self.path) as file:
                for batch in file.iter_batches(batch_size=size):
                    columns = [_texts(column) for column in batch.columns]
                    yield _block(number, columns, batch.num_rows, (number - 2 + batch.num_rows) / max(self.total, 1))
                    number += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            raise _damaged(self.path, error) from error


def _block(first: int, columns: list[list[str | None]], count: int, done: float) -> Block:
    rows = list(zip(*columns, strict=True)) if columns else [()] * count
    numbers: list[int] = []
    kept: list[list[str]] = []
    spoilt: list[Spoilt] = []
    for number, row in enumerate(rows, start=first):
        cells = [cell or "" for cell in row]
        if None in row:
            spoilt.append(
                Spoilt(
                    number, tuple(cells), "list", "A value inside a list holds ';' or '|', which part lists; change it."
                )
            )
        elif any(cells):
            numbers.append(number)
            kept.append(cells)
    return Block(numbers, kept, tuple(spoilt), done)


def _texts(column: pa.Array) -> list[str | None]:
    """Write a column as text; None for a list that cannot be written in one cell."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return [_text(value) for value in column.to_pylist()]


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = ["" if part is None else cell_text(part) for part in value]
        return None if any(";" in part or "|" in part for part in parts) else ";".join(parts)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.isoformat(sep=" ")
    return cell_text(value)


def open_parquet(path: Path) -> ParquetSheet:
    """
    Open a Parquet file.

    Raises
    ------
    InputError
        It is damaged, has nested or binary columns, or row groups too large for the memory.
    """
    try:
        with pq.ParquetFile(path) as file:
            schema, metadata = file.schema_arrow, file.metadata
            groups = [metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)]
            total = metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error
    for field in schema:
        inner = (
            field.type.value_type if pa.types.is_list(field.type) or pa.types.is_large_list(field.type) else field.type
        )
        if pa.types.is_nested(inner) or pa.types.is_binary(inner) or pa.types.is_large_binary(inner):
            raise InputError(
                f"{path.name} has the {field.type} column {field.name!r}; only texts, numbers, days and lists of them "
                "can be read."
            )
    if any(size > LARGEST_GROUP for size in groups):
        raise InputError(f"{path.name} has a row group of more than {LARGEST_GROUP >> 30} GiB; write smaller ones.")
    return ParquetSheet(path, tuple(schema.names), total)


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(f"{path.name} cannot be read as Parquet ({str(error)[:120]}); write the file again.")
