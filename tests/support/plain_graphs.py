"""Graphs from plain edges, and published networks with their published numbers."""

from __future__ import annotations

import csv
import json
import os
import random
from pathlib import Path

import numpy as np
import pytest

from graph.network import Arrays, ContactGraph
from graph.ties import FORMULA


def graph_of(nodes, edges, strengths=None, **node_values) -> ContactGraph:
    """Make a graph from names and pairs of names; every tie is as strong as said, or 50."""
    names = list(nodes)
    row = {name: at for at, name in enumerate(names)}
    strength = np.array(strengths if strengths is not None else [50.0] * len(edges), dtype=float)
    ends = np.array([[row[one], row[two]] for one, two in edges], dtype=np.int64).reshape(-1, 2)
    values = {"strength": strength, "distance": FORMULA.distance(strength)}
    return ContactGraph(Arrays.from_edges(names, ends[:, 0], ends[:, 1], values, node_values))


def random_graph(seed: int, most: int = 14) -> ContactGraph:
    """Make a graph of up to so many nodes: empty, sparse, in parts or dense."""
    rng = random.Random(seed)
    count = rng.choice((0, 1, 2, 3, rng.randrange(most + 1), most))
    names = [f"{rng.choice(('Officer', 'Contact'))}:{i}" for i in range(count)]
    share = rng.choice((0.0, 0.1, 0.25, 0.5, 1.0))
    edges = [(one, two) for at, one in enumerate(names) for two in names[at + 1 :] if rng.random() < share]
    strengths = [rng.choice((1.0, 5.0, 20.0, rng.uniform(0.1, 99.0))) for _ in edges]
    return graph_of(names, edges, strengths)


def reference_data() -> Path:
    """Give the folder of published networks, or skip with the reason."""
    folder = Path(os.environ.get("LIAISON_REFERENCE_DATA") or Path(__file__).parents[2] / "../shared/data")
    if not (folder / "classics" / "published_tables.json").is_file():
        pytest.skip(
            f"SKIPPED: no published tables at {folder}; set LIAISON_REFERENCE_DATA to the folder that has them."
        )
    return folder


def published(identifier: str):
    """Give a published table and its network."""
    folder = reference_data()
    tables = json.loads((folder / "classics" / "published_tables.json").read_text(encoding="utf-8"))
    table = next(table for table in tables if table["id"] == identifier)
    with (folder / table["data"]).open(encoding="utf-8", newline="") as file:
        edges = [(row["source"], row["target"]) for row in csv.DictReader(file)]
    nodes = sorted({node for edge in edges for node in edge})
    return table["published"], graph_of(nodes, edges)
