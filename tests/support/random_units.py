"""Random small units on top of random networks: services, postings, accreditations, priorities, exchanges."""

from __future__ import annotations

import datetime as dt
import random

from random_networks import DAY, World, may_see, plain_marking, random_marking, random_world

COUNTRIES = ("IT", "MA", "RO")
TYPES = ("police", "customs", "intel_civil", "intel_military")
MODES = ("resident", "side", "benelux_shared", "partner_on_request", "lead_nation")
OWN = ("BE-FP", "BE-VSSE")
KEYS = {
    "Officer": "officer_id", "Contact": "contact_id", "Organisation": "org_id", "Exchange": "exchange_id",
    "Interaction": "interaction_id", "Country": "iso2", "Posting": "posting_id", "Priority": "priority_id",
}  # fmt: skip


def random_unit(seed: int, *, marked: bool = False, events: int = 40) -> World:
    """Make a unit around `DAY`; some things begin or end on it or a day beside it, some lack what they may lack."""
    nodes, links = random_world(seed, marked=marked, events=events)
    rng = random.Random(seed + 1)

    def mark() -> dict:
        return random_marking(rng) if marked else plain_marking()

    def around() -> dt.date | None:
        return rng.choice((None, DAY, DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1),
                           DAY - dt.timedelta(days=rng.randrange(900))))  # fmt: skip

    def dated() -> dict:
        return {"valid_from": around(), "valid_to": around() if rng.random() < 0.4 else None} | mark()

    nodes["Country"] = [{"iso2": code, "name_en": f"Land {code}", **mark()} for code in COUNTRIES]
    nodes["Organisation"] += [{"org_id": f"G{i}", "name": f"Service {i}", **mark()} for i in range(3, 6)]
    for row in nodes["Organisation"]:
        row |= {"country": rng.choice((*COUNTRIES, None)), "org_type": rng.choice((*TYPES, None))}
    nodes["Organisation"] += [
        {"org_id": key, "name": key, "country": "BE", "org_type": kind, **plain_marking()}
        for key, kind in zip(OWN, ("police", "intel_civil"), strict=True)
    ]
    for row in nodes["Officer"]:
        row["service"] = rng.choice(("federal_police", "federal_police", "state_security", None))
    for row in nodes["Contact"]:
        row |= {"country": rng.choice((*COUNTRIES, None)), "status": rng.choice((None, "active", "left", "dormant"))}
    nodes["Posting"] = [
        {"posting_id": f"P{i}", "start_date": around(), "end_date": around() if rng.random() < 0.3 else None, **mark()}
        for i in range(5)
    ]
    nodes["Priority"] = [
        {"priority_id": f"{i}", "country": rng.choice(COUNTRIES), "org_type": rng.choice(TYPES),
         "priority": rng.randrange(4), **dated()}
        for i in range(6)
    ]  # fmt: skip
    organisations = [row["org_id"] for row in nodes["Organisation"]]
    links["HOLDS_ROLE"] += [
        {"start": row["contact_id"], "end": rng.choice(organisations), "function": "head", **dated()}
        for row in nodes["Contact"]
    ]
    links["HELD_POSTING"] = [
        {"start": rng.choice(nodes["Officer"])["officer_id"], "end": f"P{i}", **mark()} for i in range(5)
    ]
    links["ACCREDITED_TO"] = [
        {"start": f"P{rng.randrange(5)}", "end": rng.choice(COUNTRIES), "mode": rng.choice(MODES), **dated()}
        for _ in range(6)
    ]
    links["PART_OF"] = [
        {"start": one, "end": rng.choice(organisations), **dated()} for one in rng.sample(organisations[:6], 3)
    ]
    links["GAVE"], links["RECEIVED"] = [], []
    for row in nodes["Exchange"]:
        ours, other, third = rng.choice(OWN), rng.choice(organisations[:6]), rng.choice(organisations)
        givers = {"given": (ours, other), "received": (other, ours), "internal": rng.choice((OWN, OWN[::-1]))}
        giver, receiver = givers[row["direction"]] if rng.random() > 0.1 else (other, third)
        row["theme"] = rng.choice((None, [], ["drugs"], ["arms", "drugs"], ["drugs", "drugs"], ["arms"]))
        if rng.random() > 0.05:
            links["GAVE"].append({"start": giver, "end": row["exchange_id"], **mark()})
        if rng.random() > 0.05:
            links["RECEIVED"].append({"start": row["exchange_id"], "end": receiver, **mark()})
    for rows in (*nodes.values(), *links.values()):
        rng.shuffle(rows)
    return nodes, links


def only_seen(world: World, level: int, compartments: set[str], releases: set[str]) -> World:
    """Leave out every record that the viewer may not see."""
    nodes, links = (
        {name: [row for row in rows if may_see(row, level, compartments, releases)] for name, rows in part.items()}
        for part in world
    )
    return nodes, links
