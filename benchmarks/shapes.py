"""Networks of known shapes to measure on, as rows of edges with whole weights, many of them equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Rows = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


def officers_of(nodes: int) -> int:
    """Give how many of the nodes, the first, are officers in a contact network."""
    return int(np.clip(nodes * 0.03, 20, 800))


def _rows(nodes: int, tails: NDArray[np.int64], heads: NDArray[np.int64], draw: np.random.Generator) -> Rows:
    """Leave out loops and parallel edges, and draw weights of which most are 1."""
    low, high = np.minimum(tails, heads), np.maximum(tails, heads)
    keys = np.unique((low * nodes + high)[low != high])
    return keys // nodes, keys % nodes, np.minimum(draw.zipf(2.0, keys.size), 500).astype(np.float64)


def contacts(nodes: int, seed: int) -> Rows:
    """Draw heavy-tailed officers, contacts around them, and groups of contacts who know one another."""
    draw = np.random.default_rng(seed)
    officers = officers_of(nodes)
    people = np.arange(officers, nodes)
    busy = draw.lognormal(0, 1, officers)
    held = draw.choice(officers, int(1.5 * people.size), p=busy / busy.sum())
    known = np.concatenate((people, draw.choice(people, held.size - people.size)))
    near = draw.choice(people, int(2.4 * nodes))
    far = np.clip(near + draw.geometric(0.1, near.size), officers, nodes - 1)
    return _rows(nodes, np.concatenate((held, near)), np.concatenate((known, far)), draw)


def core(nodes: int, seed: int) -> Rows:
    """Draw a dense core of 2 in 100 nodes, three in ten of whose pairs are joined, and leaves that hang on it."""
    draw = np.random.default_rng(seed)
    inner = max(3, nodes // 50)
    first, second = np.triu_indices(inner, 1)
    kept = draw.random(first.size) < 0.3  # noqa: PLR2004 - said above
    leaves = np.arange(inner, nodes)
    held = draw.integers(0, inner, leaves.size)
    return _rows(nodes, np.concatenate((first[kept], held)), np.concatenate((second[kept], leaves)), draw)


def star(nodes: int, seed: int) -> Rows:
    """Join one node with all others, and one in ten of these with another."""
    draw = np.random.default_rng(seed)
    others = np.arange(1, nodes)
    some = draw.choice(others, nodes // 10)
    heads = np.concatenate((others, draw.choice(others, some.size)))
    return _rows(nodes, np.concatenate((np.zeros(nodes - 1, np.int64), some)), heads, draw)


def grid(nodes: int, seed: int) -> Rows:
    """Join each field of a square with its neighbours; what does not fit into the square is left alone."""
    side = int(nodes**0.5)
    places = np.arange(side * side).reshape(side, side)
    tails = np.concatenate((places[:, :-1].ravel(), places[:-1].ravel()))
    heads = np.concatenate((places[:, 1:].ravel(), places[1:].ravel()))
    return _rows(nodes, tails, heads, np.random.default_rng(seed))


def path(nodes: int, seed: int) -> Rows:
    """Join each node with the next."""
    return _rows(nodes, np.arange(nodes - 1), np.arange(1, nodes), np.random.default_rng(seed))


def random(nodes: int, seed: int) -> Rows:
    """Join pairs at random, twenty for each node: two million at 100 000 nodes."""
    draw = np.random.default_rng(seed)
    return _rows(nodes, draw.integers(0, nodes, 20 * nodes), draw.integers(0, nodes, 20 * nodes), draw)


SHAPES: Mapping[str, Callable[[int, int], Rows]] = {
    one.__name__: one for one in (contacts, core, star, grid, path, random)
}
