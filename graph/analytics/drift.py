"""How communities changed between two days: which went on, split, merged, appeared or dissolved, and who moved."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.communities import communities
from graph.analytics.people import who
from graph.analytics.results import WHO, Column, Table, table
from graph.errors import InputError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from graph.network.contact_graph import ContactGraph

SHARED = 0.5
"""Share of the smaller of two communities from which they are taken to be related."""

SMALLEST = 2
"""People from which a community is told of: somebody without ties is a community of one."""


@dataclass(frozen=True, slots=True)
class Fate:
    """
    What became of communities.

    Attributes
    ----------
    change
        "continued", "split", "merged", "appeared" or "dissolved".
    before, after
        Numbers of the communities on either day, as `communities` gives them.
    people_before, people_after, common
        Members on either day, and those who are in both.
    jaccard
        0 to 1: common members as a share of all of either day.
    """

    change: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    people_before: int
    people_after: int
    common: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class Moved:
    """
    Somebody of both days who did not go where the former community went on.

    Attributes
    ----------
    node, label, name
        Who.
    before
        Community on the first day.
    after, others
        Communities on the second day: this one's, and the one in which the former goes on.
    """

    node: str
    label: str
    name: str
    before: int
    after: int
    others: int


@dataclass(frozen=True, slots=True)
class Drift:
    """
    How communities changed.

    Attributes
    ----------
    first, second
        The days.
    drift
        0 to 1: 1 - normalised mutual information of the two groupings of the people of both days; None without any.
    rand
        Adjusted Rand index, 1 = the same groups, about 0 = as chance would have it; None with it.
    people
        People of both days.
    fates
        Continued, split, merged, appeared, dissolved; the largest first.
    moved
        In the order of the second graph.
    seed
        Of the Louvain method.
    """

    first: dt.date | None
    second: dt.date | None
    drift: float | None
    rand: float | None
    people: int
    fates: tuple[Fate, ...]
    moved: tuple[Moved, ...]
    seed: int

    def caption(self) -> str:
        """Say in one sentence on what the comparison rests."""
        if self.drift is None or self.rand is None:
            return "Nobody is in the network on both days, so no drift can be told."
        return (
            f"Communities of {self.people} people of both days by the Louvain method, seed {self.seed}: drift "
            f"{self.drift:.2f} of 1, adjusted Rand index {self.rand:.2f}; other seeds may give other borders."
        )

    def table(self) -> Table:
        """Give one row a change; numbers of communities joined by commas."""
        rows = tuple(
            (fate.change, _listed(fate.before), _listed(fate.after), fate.people_before, fate.people_after, fate.common,
             fate.jaccard)
            for fate in self.fates
        )  # fmt: skip
        return Table("community drift", _FATE, rows)

    def moved_table(self) -> Table:
        """Give one row a person who moved."""
        return table("moved between communities", _MOVED, self.moved)


_FATE = (
    Column("change", "", "continued, split, merged, appeared or dissolved"),
    Column("before", "", "communities on the first day, 1 = largest"),
    Column("after", "", "communities on the second day, 1 = largest"),
    Column("people_before", "people", "members on the first day"),
    Column("people_after", "people", "members on the second day"),
    Column("common", "people", "members on both days"),
    Column("jaccard", "0 to 1", "common members as a share of all"),
)
_MOVED = (
    *WHO,
    Column("before", "number", "community on the first day"),
    Column("after", "number", "community on the second day"),
    Column("others", "number", "community of the second day in which the former goes on"),
)
_ORDER = ("continued", "split", "merged", "appeared", "dissolved")


def drift(first: ContactGraph, second: ContactGraph, *, seed: int = 1, resolution: float = 1.0) -> Drift:
    """
    Compare the communities of two days.

    Parameters
    ----------
    first, second
        The same projection on the two days, in order.
    seed, resolution
        Of the Louvain method, as in `communities`.

    Returns
    -------
    drift
        Without fates where no community has two people; drift and Rand index are None without people of both days.

    Raises
    ------
    InputError
        The graphs are of different projections, or their days are not in order.

    Notes
    -----
    Formula: drift = 1 - 2 I(A, B) / (H(A) + H(B)) over the people of both days, with I the mutual information and H the
    entropy of the two groupings, and 0 if both put all into one group. Two communities of two people or more are
    related if half of the smaller one is in the other. Related to several later ones, a community is split; several
    former ones related to one are merged; related one to one, it continued; to none, it appeared or dissolved. Who
    moves is told by pairing related communities one to one, the highest Jaccard coefficient first; nobody moves out of
    a community without a pair.
    Unit: share.
    Range: 0 to 1; the Rand index from -0.5 to 1.
    Reading: 0 = the same groups; high = other people belong together now. Many small groups lower the drift by chance,
    which the Rand index corrects.
    Cost: that of two searches for communities.

    References
    ----------
    Danon, Diaz-Guilera, Duch and Arenas 2005 for the normalised mutual information; Hubert and Arabie 1985 for the
    adjusted Rand index; Palla, Barabasi and Vicsek 2007 and Greene, Doyle and Cunningham 2010 for the fates.
    """
    days = first.graph.get("as_of"), second.graph.get("as_of")
    if first.graph.get("projection") != second.graph.get("projection"):
        raise InputError("Communities can only be compared in the same projection; take both graphs in one.")
    if days[0] is not None and days[1] is not None and days[0] >= days[1]:
        raise InputError(f"The first day, {days[0].isoformat()}, must come before the second, {days[1].isoformat()}.")
    before, after = (
        {member.node: member.community for member in communities(graph, seed=seed, resolution=resolution).nodes}
        for graph in (first, second)
    )
    shared = [node for node in after if node in before]
    old, new = [before[node] for node in shared], [after[node] for node in shared]
    related, fates = _fates(before, after)
    goes_on = _paired(related)
    moved = tuple(
        Moved(*who(second, node), before[node], after[node], goes_on[before[node]])
        for node in shared
        if goes_on.get(before[node], after[node]) != after[node]
    )
    return Drift(
        *days,
        1 - mutual_information(old, new) if shared else None,
        adjusted_rand(old, new) if shared else None,
        len(shared),
        fates,
        moved,
        seed,
    )


def _fates(
    before: Mapping[str, int], after: Mapping[str, int]
) -> tuple[dict[tuple[int, int], float], tuple[Fate, ...]]:
    """Give the Jaccard coefficient of related communities, and what became of all."""
    sizes = [
        {number: size for number, size in Counter(side.values()).items() if size >= SMALLEST}
        for side in (before, after)
    ]
    both = Counter((before[node], after[node]) for node in after if node in before)
    related = {
        (one, two): common / (sizes[0][one] + sizes[1][two] - common)
        for (one, two), common in sorted(both.items())
        if one in sizes[0] and two in sizes[1] and common >= SHARED * min(sizes[0][one], sizes[1][two])
    }
    later = {one: tuple(two for at, two in related if at == one) for one in sorted(sizes[0])}
    former = {two: tuple(one for one, at in related if at == two) for two in sorted(sizes[1])}
    groups: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = []
    groups += [("split", (one,), found) for one, found in later.items() if len(found) > 1]
    groups += [("merged", found, (two,)) for two, found in former.items() if len(found) > 1]
    groups += [
        ("continued", (one,), found) for one, found in later.items() if len(found) == 1 and len(former[found[0]]) == 1
    ]
    groups += [("dissolved", (one,), ()) for one, found in later.items() if not found]
    groups += [("appeared", (), (two,)) for two, found in former.items() if not found]
    fates = []
    for change, ones, twos in groups:
        people = sum(sizes[0][one] for one in ones), sum(sizes[1][two] for two in twos)
        common = sum(both[one, two] for one in ones for two in twos)
        fates.append(Fate(change, ones, twos, *people, common, common / (sum(people) - common)))
    fates.sort(key=lambda fate: (_ORDER.index(fate.change), -max(fate.people_before, fate.people_after), fate.before,
                                 fate.after))  # fmt: skip
    return related, tuple(fates)


def _paired(related: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair related communities one to one, the most alike first."""
    pairs: dict[int, int] = {}
    for one, two in sorted(related, key=lambda pair: (-related[pair], pair)):
        if one not in pairs and two not in pairs.values():
            pairs[one] = two
    return pairs


def mutual_information(one: Sequence[int], two: Sequence[int]) -> float:
    """Give the normalised mutual information of two groupings of the same people, 0 to 1; 1 if both are one group."""
    total = len(one)
    entropies = [-math.fsum(n / total * math.log(n / total) for n in Counter(side).values()) for side in (one, two)]
    if not sum(entropies):
        return 1.0
    first, second = Counter(one), Counter(two)
    shared = math.fsum(
        n / total * math.log(n * total / (first[a] * second[b]))
        for (a, b), n in Counter(zip(one, two, strict=True)).items()
    )
    return min(1.0, max(0.0, round(2 * shared / sum(entropies), 12)))


def adjusted_rand(one: Sequence[int], two: Sequence[int]) -> float:
    """Give the Rand index of two groupings of the same people, adjusted for chance; 1 if neither has anything apart."""
    pairs = [
        sum(math.comb(n, 2) for n in Counter(side).values()) for side in (one, two, list(zip(one, two, strict=True)))
    ]
    everything = math.comb(len(one), 2)
    expected = pairs[0] * pairs[1] / everything if everything else 0.0
    most = (pairs[0] + pairs[1]) / 2
    return 1.0 if most == expected else (pairs[2] - expected) / (most - expected)


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
