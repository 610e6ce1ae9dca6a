"""Rows of three tables that refer to one another, without files: what a load of any size is made of."""

import datetime as dt
import hashlib
import random

from graph.model import entities as e
from graph.model import relationships as r
from graph.model.records import Chunk, LinkRecord, RowRecord, Source
from graph.model.shapes import Link, NodeShape

OPEN = {"level": 1, "caveats": [], "releasable_to": ["*"], "originator": None}
ORGANISATIONS = NodeShape("organisations", e.ORGANISATION, (Link("parent", r.PART_OF, e.ORGANISATION, outgoing=True),))
CONTACTS = NodeShape("contacts", e.CONTACT, (Link("organisation", r.HOLDS_ROLE, e.ORGANISATION, outgoing=True),))
EXCHANGES = NodeShape(
    "exchanges",
    e.EXCHANGE,
    (
        Link("giver", r.GAVE, e.ORGANISATION, outgoing=False),
        Link("receiver", r.RECEIVED, e.ORGANISATION, outgoing=True),
        Link("contact", r.TOOK_PART, e.CONTACT, outgoing=False),
        Link("themes", r.ABOUT, e.THEME, outgoing=True, create=True),
        Link("item", r.CONCERNS, e.INFO_ITEM, outgoing=True, create=True),
        Link("originator", r.ORIGINATES, e.ORGANISATION, outgoing=False, anchor="item"),
    ),
)


def row(number, key, properties, links=()):
    digest = hashlib.sha256(repr((key, sorted(properties.items(), key=str), links)).encode()).hexdigest()
    return RowRecord(number, key, digest, {**OPEN, **properties}, tuple(links))


def chunks(exchanges, *, seed=1, size=100):
    """Give chunks of organisations, contacts and exchanges, the same for the same seed."""
    chance = random.Random(seed)
    organisations = [
        row(n + 2, f"ORG-{n}", {"name": f"Service {n}"}, [LinkRecord("parent", f"ORG-{n // 2}")] if n else [])
        for n in range(20)
    ]
    contacts = [
        row(
            n + 2,
            f"C-{n}",
            {"display_name": f"Name {n}, First"},
            [LinkRecord("organisation", f"ORG-{n % 20}", {"function": "head" if n % 3 else None})],
        )
        for n in range(60)
    ]
    events = [_exchange(n, chance) for n in range(exchanges)]
    for number, (shape, rows) in enumerate(
        ((ORGANISATIONS, organisations), (CONTACTS, contacts), (EXCHANGES, events)), 1
    ):
        source = Source(number, f"{shape.name}.csv", "", shape.name, "0" * 64)
        for at in range(0, len(rows), size):
            part = rows[at : at + size]
            yield Chunk(shape, source, part[0].row, part[-1].row, tuple(part), ())


def _exchange(n, chance):
    links = [
        LinkRecord("giver", f"ORG-{chance.randrange(20)}"),
        LinkRecord("receiver", f"ORG-{chance.randrange(20)}"),
    ]
    if chance.random() < 0.9:
        links.append(LinkRecord("contact", f"C-{chance.randrange(60)}"))
    links += [LinkRecord("themes", code) for code in chance.sample(["DRUGS", "ARMS", "FRAUD", "CYBER"], n % 3)]
    if chance.random() < 0.5:
        links.append(LinkRecord("item", f"I-{chance.randrange(40)}", {}, {"created": dt.date(2020, 1, 1)}))
        links.append(LinkRecord("originator", f"ORG-{chance.randrange(3)}"))
    marking = {"level": chance.randrange(4), "caveats": chance.sample(["ALPHA", "BRAVO"], chance.randrange(3))}
    return row(
        n + 2, f"E-{n}", {"date": dt.date(2020, 1, 1) + dt.timedelta(days=n), "kind": "request", **marking}, links
    )
