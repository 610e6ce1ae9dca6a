"""A property graph in plain lists, and what a question over it should answer: slow, obvious, and no database."""

import datetime as dt
import random
from dataclasses import dataclass, field
from itertools import product

WORDS = ["Ada", "Bērziņš", "Čapek", "dora", "Eve", "O'Neil", None]
START = dt.date(2024, 1, 1)


@dataclass(eq=False)
class Node:
    label: str
    props: dict


@dataclass(eq=False)
class Link:
    start: Node
    kind: str
    end: Node
    props: dict


@dataclass
class Graph:
    nodes: list = field(default_factory=list)
    links: list = field(default_factory=list)

    def of(self, label):
        return [node for node in self.nodes if node.label == label]

    def between(self, kind, start=None, end=None):
        return [
            link
            for link in self.links
            if link.kind == kind
            and (start is None or link.start.label == start)
            and (end is None or link.end.label == end)
        ]


def random_graph(seed):
    draw = random.Random(seed)
    graph = Graph()

    def add(label, key, count, **made):
        for number in range(count):
            props = {key: f"{label[0]}{number}", **{name: make() for name, make in made.items()}}
            graph.nodes.append(Node(label, {name: value for name, value in props.items() if value is not None}))

    def day():
        return draw.choice([None, START + dt.timedelta(days=draw.randrange(800))])

    add(
        "Officer",
        "officer_id",
        draw.randint(1, 5),
        name=lambda: draw.choice(WORDS),
        level=lambda: draw.randint(0, 3),
        languages=lambda: draw.sample(["en", "fr", "nl"], draw.randint(0, 3)),
    )
    add(
        "Contact",
        "contact_id",
        draw.randint(1, 7),
        display_name=lambda: draw.choice(WORDS),
        known_since=day,
        level=lambda: draw.choice([None, 0, 1, 2, 3]),
    )
    add(
        "Exchange",
        "exchange_id",
        draw.randint(0, 14),
        date=lambda: START + dt.timedelta(days=draw.randrange(800)),
        direction=lambda: draw.choice(["given", "received"]),
        level=lambda: draw.randint(0, 3),
    )
    add("Organisation", "org_id", draw.randint(1, 3), country=lambda: draw.choice(["PL", "MA"]))
    people = graph.of("Officer") + graph.of("Contact")
    for exchange in graph.of("Exchange"):
        for person in draw.sample(people, min(len(people), draw.randint(0, 4))):
            graph.links.append(Link(person, "TOOK_PART", exchange, {"level": draw.randint(0, 3)}))
    for contact in graph.of("Contact"):
        for organisation in graph.of("Organisation"):
            if draw.random() < 0.5:
                props = {"valid_from": day(), "function": draw.choice(WORDS)}
                props = {name: value for name, value in props.items() if value is not None}
                graph.links.append(Link(contact, "HOLDS_ROLE", organisation, props))
    return graph


def took_part(graph, label):
    """Pairs of a person of the label and an exchange."""
    return [(link.start, link.end) for link in graph.between("TOOK_PART", label)]


def _pairs(graph):
    officers, contacts = took_part(graph, "Officer"), took_part(graph, "Contact")
    return [(o, e, c) for (o, e), (c, f) in product(officers, contacts) if e is f]


def _grouped(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _value(node, name):
    return node.props.get(name)


def _co_officers(g):
    pairs = took_part(g, "Officer")
    found = [(a, b, e) for (a, e), (b, f) in product(pairs, pairs) if e is f and a is not b]
    groups = _grouped(found, lambda t: (t[0].props["officer_id"], t[1].props["officer_id"]))
    return [(a, b, len(items)) for (a, b), items in groups.items() if a < b]


def _last_seen(g):
    rows = []
    for contact in g.of("Contact"):
        dates = [e.props["date"] for c, e in took_part(g, "Contact") if c is contact]
        rows.append((contact.props["contact_id"], max(dates, default=None), len(dates)))
    return rows


def _reach(g, steps):
    rows = []
    near = {id(n): set() for n in g.nodes}
    for link in g.links:
        near[id(link.start)].add(id(link.end))
        near[id(link.end)].add(id(link.start))
    by_id = {id(n): n for n in g.nodes}
    for officer in g.of("Officer"):
        seen, edge = {id(officer): 0}, {id(officer)}
        for step in range(1, steps + 1):
            edge = {n for m in edge for n in near[m] if n not in seen}
            seen.update(dict.fromkeys(edge, step))
        rows += [
            (officer.props["officer_id"], by_id[n].props["org_id"], step)
            for n, step in seen.items()
            if by_id[n].label == "Organisation"
        ]
    return rows


TEMPLATES = {
    "count": ("MATCH (n:Officer) RETURN count(n) AS n", lambda g: [(len(g.of("Officer")),)]),
    "count of a missing value": (
        "MATCH (c:Contact) RETURN count(c.level) AS n, count(*) AS m",
        lambda g: [(sum("level" in c.props for c in g.of("Contact")), len(g.of("Contact")))],
    ),
    "a missing value is not less": (
        "MATCH (c:Contact) WHERE c.level <= 1 RETURN c.contact_id AS c",
        lambda g: [(c.props["contact_id"],) for c in g.of("Contact") if c.props.get("level", 9) <= 1],
    ),
    "nor is its opposite true": (
        "MATCH (c:Contact) WHERE NOT c.level <= 1 RETURN c.contact_id AS c",
        lambda g: [(c.props["contact_id"],) for c in g.of("Contact") if c.props.get("level", 0) > 1],
    ),
    "is null": (
        "MATCH (c:Contact) WHERE c.known_since IS NULL RETURN c.contact_id AS c",
        lambda g: [(c.props["contact_id"],) for c in g.of("Contact") if "known_since" not in c.props],
    ),
    "dates compare": (
        "MATCH (e:Exchange) WHERE e.date >= date('2025-01-01') RETURN e.exchange_id AS e",
        lambda g: [(e.props["exchange_id"],) for e in g.of("Exchange") if e.props["date"] >= dt.date(2025, 1, 1)],
    ),
    "days between": (
        "MATCH (e:Exchange) RETURN e.exchange_id AS e, duration.inDays(date('2024-01-01'), e.date).days AS days",
        lambda g: [(e.props["exchange_id"], (e.props["date"] - START).days) for e in g.of("Exchange")],
    ),
    "year and month": (
        "MATCH (e:Exchange) RETURN e.date.year AS y, e.date.month AS m, count(*) AS n",
        lambda g: [
            (y, m, len(x))
            for (y, m), x in _grouped(g.of("Exchange"), lambda e: (e.props["date"].year, e.props["date"].month)).items()
        ],
    ),
    "strings in lists": (
        "MATCH (o:Officer) WHERE 'fr' IN o.languages RETURN o.officer_id AS o",
        lambda g: [(o.props["officer_id"],) for o in g.of("Officer") if "fr" in o.props["languages"]],
    ),
    "all of a list": (
        "MATCH (o:Officer) WHERE all(x IN o.languages WHERE x IN ['en', 'nl']) RETURN o.officer_id AS o",
        lambda g: [(o.props["officer_id"],) for o in g.of("Officer") if set(o.props["languages"]) <= {"en", "nl"}],
    ),
    "any of a list": (
        "MATCH (o:Officer) WHERE any(x IN o.languages WHERE x IN ['en', 'nl']) RETURN o.officer_id AS o",
        lambda g: [(o.props["officer_id"],) for o in g.of("Officer") if set(o.props["languages"]) & {"en", "nl"}],
    ),
    "unwind": (
        "MATCH (o:Officer) UNWIND o.languages AS language RETURN language, count(*) AS n",
        lambda g: [
            (language, len(x))
            for language, x in _grouped([w for o in g.of("Officer") for w in o.props["languages"]], str).items()
        ],
    ),
    "two steps": (
        (
            "MATCH (o:Officer)-[:TOOK_PART]->(e:Exchange)<-[:TOOK_PART]-(c:Contact) "
            "RETURN o.officer_id AS o, c.contact_id AS c, count(e) AS n"
        ),
        lambda g: [
            (*key, len(x))
            for key, x in _grouped(_pairs(g), lambda t: (t[0].props["officer_id"], t[2].props["contact_id"])).items()
        ],
    ),
    "two of one label": (
        (
            "MATCH (a:Officer)-[:TOOK_PART]->(e:Exchange)<-[:TOOK_PART]-(b:Officer) WHERE a.officer_id < b.officer_id "
            "RETURN a.officer_id AS a, b.officer_id AS b, count(e) AS n"
        ),
        _co_officers,
    ),
    "optional match": (
        (
            "MATCH (c:Contact) OPTIONAL MATCH (c)-[:TOOK_PART]->(e:Exchange) "
            "RETURN c.contact_id AS c, max(e.date) AS last, count(e) AS n"
        ),
        _last_seen,
    ),
    "with and filter": (
        "MATCH (o:Officer)-[:TOOK_PART]->(e:Exchange) WITH o, count(e) AS n WHERE n > 1 RETURN o.officer_id AS o, n",
        lambda g: [
            (o.props["officer_id"], len(x))
            for o, x in _grouped(took_part(g, "Officer"), lambda t: t[0]).items()
            if len(x) > 1
        ],
    ),
    "distinct": (
        "MATCH (:Contact)-[:HOLDS_ROLE]->(o:Organisation) RETURN DISTINCT o.country AS country",
        lambda g: [(x,) for x in {link.end.props["country"] for link in g.between("HOLDS_ROLE")}],
    ),
    "not exists": (
        "MATCH (c:Contact) WHERE NOT EXISTS { MATCH (c)-[:TOOK_PART]->(:Exchange) } RETURN c.contact_id AS c",
        lambda g: [
            (c.props["contact_id"],) for c in g.of("Contact") if not any(c is d for d, _ in took_part(g, "Contact"))
        ],
    ),
    "exists with a test": (
        (
            "MATCH (c:Contact) "
            "WHERE EXISTS { MATCH (c)-[r:TOOK_PART]->(e:Exchange) WHERE r.level <= 1 AND e.level <= 1 } "
            "RETURN c.contact_id AS c"
        ),
        lambda g: [
            (c.props["contact_id"],)
            for c in g.of("Contact")
            if any(k.start is c and k.props["level"] <= 1 and k.end.props["level"] <= 1 for k in g.between("TOOK_PART"))
        ],
    ),
    "count in a subquery": (
        "MATCH (o:Officer) RETURN o.officer_id AS o, COUNT { MATCH (o)-[:TOOK_PART]->(:Exchange) } AS n",
        lambda g: [(o.props["officer_id"], sum(o is p for p, _ in took_part(g, "Officer"))) for o in g.of("Officer")],
    ),
    "call in a subquery": (
        (
            "MATCH (o:Officer) CALL (o) { OPTIONAL MATCH (o)-[:TOOK_PART]->(e:Exchange) RETURN max(e.level) AS top } "
            "RETURN o.officer_id AS o, top"
        ),
        lambda g: [
            (
                o.props["officer_id"],
                max((e.props["level"] for p, e in took_part(g, "Officer") if p is o), default=None),
            )
            for o in g.of("Officer")
        ],
    ),
    "case": (
        "MATCH (e:Exchange) RETURN sum(CASE e.direction WHEN 'given' THEN 1 ELSE 0 END) AS given",
        lambda g: [(sum(e.props["direction"] == "given" for e in g.of("Exchange")),)],
    ),
    "collect": (
        (
            "MATCH (o:Organisation) OPTIONAL MATCH (c:Contact)-[:HOLDS_ROLE]->(o) WITH o, c ORDER BY c.contact_id "
            "RETURN o.org_id AS o, collect(c.contact_id) AS contacts"
        ),
        lambda g: [
            (o.props["org_id"], sorted(k.start.props["contact_id"] for k in g.between("HOLDS_ROLE") if k.end is o))
            for o in g.of("Organisation")
        ],
    ),
    "average of nothing": (
        "MATCH (e:Exchange) WHERE e.level > 9 RETURN avg(e.level) AS a, sum(e.level) AS s, count(e) AS n",
        lambda _: [(None, 0, 0)],
    ),
    "average": (
        "MATCH (e:Exchange) WITH e.direction AS d, avg(toFloat(e.level)) AS a RETURN d, round(a * 1000) / 1000.0 AS a",
        lambda g: [
            (d, int(sum(e.props["level"] for e in x) / len(x) * 1000 + 0.5) / 1000)
            for d, x in _grouped(g.of("Exchange"), lambda e: e.props["direction"]).items()
        ],
    ),
    "powers and logarithms": (
        (
            "MATCH (e:Exchange) "
            "RETURN e.exchange_id AS e, round(exp(-toFloat(e.level)) * 2.0 ^ (-e.level / 2.0) * 1e6) AS x"
        ),
        lambda g: [
            (
                e.props["exchange_id"],
                float(int(2.718281828459045 ** -e.props["level"] * 2 ** (-e.props["level"] / 2) * 1e6 + 0.5)),
            )
            for e in g.of("Exchange")
        ],
    ),
    "union": (
        "MATCH (o:Officer) RETURN o.officer_id AS id UNION MATCH (c:Contact) RETURN c.contact_id AS id",
        lambda g: (
            [(o.props["officer_id"],) for o in g.of("Officer")] + [(c.props["contact_id"],) for c in g.of("Contact")]
        ),
    ),
    "a role without a start": (
        (
            "MATCH (c:Contact)-[r:HOLDS_ROLE]->(o:Organisation) "
            "WHERE r.valid_from IS NULL OR r.valid_from <= date('2025-01-01') RETURN c.contact_id AS c, o.org_id AS o"
        ),
        lambda g: [
            (k.start.props["contact_id"], k.end.props["org_id"])
            for k in g.between("HOLDS_ROLE")
            if k.props.get("valid_from", START) <= dt.date(2025, 1, 1)
        ],
    ),
    "shortest path": (
        (
            "MATCH (a:Officer) MATCH (b:Organisation) MATCH p = shortestPath((a)-[:TOOK_PART|HOLDS_ROLE*..3]-(b)) "
            "RETURN a.officer_id AS a, b.org_id AS b, length(p) AS steps"
        ),
        lambda g: _reach(g, 3),
    ),
    "starts with": (
        "MATCH (c:Contact) WHERE toLower(c.display_name) STARTS WITH 'b' RETURN c.contact_id AS c",
        lambda g: [
            (c.props["contact_id"],)
            for c in g.of("Contact")
            if (_value(c, "display_name") or "").lower().startswith("b")
        ],
    ),
}
