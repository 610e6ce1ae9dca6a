"""The formats by name, and how an export becomes files."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError, near
from reports.exports.comma_separated import edges_csv, nodes_csv
from reports.exports.graphs import gexf, graphml
from reports.exports.naming import file_name
from reports.exports.workbook import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reports.exports.content import ExportContent


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a format: what is added to its name, and how it is written."""

    addition: str
    write: Callable[[ExportContent], bytes]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """
    A format.

    Attributes
    ----------
    name
        Also the extension of its files.
    meaning
        What it is for, in one line.
    parts
        Its files.
    """

    name: str
    meaning: str
    parts: tuple[Part, ...]


_FORMATS = (
    ExportFormat("graphml", "GraphML for Cytoscape, Gephi, yEd, igraph and networkx", (Part("", graphml),)),
    ExportFormat("gexf", "GEXF 1.2 for Gephi and Gephi Lite", (Part("", gexf),)),
    ExportFormat("csv", "two CSV files, nodes and edges", (Part("-nodes", nodes_csv), Part("-edges", edges_csv))),
    ExportFormat("xlsx", "an Excel workbook with the sheets About, Nodes and Edges", (Part("", xlsx),)),
)
FORMATS: Mapping[str, ExportFormat] = {format_.name: format_ for format_ in _FORMATS}


def export_format(name: str) -> ExportFormat:
    """Give the format of that name."""
    if name not in FORMATS:
        raise NotFoundError(f"There is no export format {name!r}. {near(name, FORMATS)}")
    return FORMATS[name]


def write_export(content: ExportContent, format_name: str, folder: Path, *, stem: str = "network") -> tuple[Path, ...]:
    """
    Write the files of an export.

    Parameters
    ----------
    content
        What is exported.
    format_name
        One of `FORMATS`.
    folder
        Where; made if it does not exist. A file of the same name is replaced, whole or not at all.
    stem
        Beginning of the file name; day and marking follow.

    Returns
    -------
    paths
        The files.

    Raises
    ------
    InputError
        The folder cannot be written to.
    """
    facts = content.facts
    written = []
    for part in export_format(format_name).parts:
        name = file_name(f"{stem}{part.addition}", facts.as_of, facts.marking, format_name)
        written.append(write_whole(folder / name, part.write(content)))
    return tuple(written)


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file that is never seen half done; raises InputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            # Only its owner may read it: mkstemp gives 0600, and a marking is no reason to widen that.
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"The file {str(path)!r} cannot be written: {error.strerror}. Choose another folder."
        ) from error
    return path
