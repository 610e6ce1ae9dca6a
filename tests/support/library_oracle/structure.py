"""Q02, Q28, Q29 and Q30 from the files: graphs by plain networkx, measures by their definition."""

from collections import defaultdict

import networkx as nx

ACTIVE, FADED = 5.0, 0.5


def network(sight, day=None, *, organisations=False):
    """Give officers and contacts joined by their ties; also organisations with a role, on request."""
    graph = nx.Graph()
    graph.add_nodes_from(f"Officer:{key}" for key in sight.officers)
    graph.add_nodes_from(f"Contact:{key}" for key in sight.contacts)
    for (officer, contact), tie in sight.ties(day).items():
        distance = max(1, round(10_000 / max(tie.strength, 0.01)))
        graph.add_edge(f"Officer:{officer}", f"Contact:{contact}", strength=tie.strength, distance=distance)
    if organisations:
        graph.add_nodes_from(f"Organisation:{key}" for key in sight.organisations)
        for contact, org, *_ in sight.roles(day or sight.as_of):
            graph.add_edge(f"Contact:{contact}", f"Organisation:{org}", strength=50.0, distance=200)
    return graph


def best_paths(sight, source, target, hops, count):
    """Give the least distances of simple paths, by trying all."""
    graph = network(sight, organisations=True)
    paths = nx.all_simple_edge_paths(graph, source, target, cutoff=hops)
    return sorted(sum(graph.edges[edge]["distance"] for edge in path) for path in paths)[:count]


def broken(graph, gone=()):
    """Give the share of pairs that cannot reach each other once some are gone."""
    rest = graph.subgraph(set(graph) - set(gone))
    count = len(rest)
    pairs = count * (count - 1)
    joined = sum(len(part) * (len(part) - 1) for part in nx.connected_components(rest))
    return 1 - joined / pairs if pairs else 0.0


def nearness(graph, members):
    """Give the mean of 1 / distance in ties to the nearest of some, themselves counting 1."""
    away = nx.multi_source_dijkstra_path_length(graph, set(members), weight=None)
    return sum(1 / max(1, length) for length in away.values()) / len(graph)


def changed(sight, first, second):
    """Give kind, officer, contact and both strengths of the ties that are new, lost or faded."""
    then, now = sight.ties(first), sight.ties(second)
    found = {}
    for pair in {*then, *now}:
        before = then[pair].strength if pair in then else 0.0
        after = now[pair].strength if pair in now else 0.0
        if before < ACTIVE <= after:
            found[pair] = ("new", before, after)
        elif after < ACTIVE <= before:
            found[pair] = ("lost", before, after)
        elif before >= ACTIVE and after >= ACTIVE and after <= FADED * before:
            found[pair] = ("faded", before, after)
    return found


def moved(sight, first, second):
    """Give the organisations on both days of contacts who had some on both, but not the same."""
    held = []
    for day in (first, second):
        orgs = defaultdict(set)
        for contact, org, *_ in sight.roles(day):
            orgs[contact].add(org)
        held.append(orgs)
    names = {key: row.name for key, row in sight.organisations.items()}

    def written(orgs):
        return ", ".join(sorted(names[org] for org in orgs))

    return {
        contact: (written(orgs), written(held[1][contact]))
        for contact, orgs in held[0].items()
        if contact in held[1] and orgs != held[1][contact]
    }
