"""Random small networks as plain dictionaries, and what they must give, computed without the code under test."""

from __future__ import annotations

import datetime as dt
import math
import random

DAY = dt.date(2024, 6, 30)

WEIGHTS = {
    "meeting": 1, "call": 0.5, "message": 0.3, "joint_operation": 2, "training": 1.2, "visit": 1, "social": 0.6,
    "introduction": 0.8, "operational_info": 1.5, "context_analysis": 1.2, "logistics_support": 1, "expertise": 1.2,
    "verification": 0.8, "request": 0.5, "reply": 0.7,
}  # fmt: skip
SOURCE = {
    "6x6": {"A": 1, "B": 0.9, "C": 0.8, "D": 0.6, "E": 0.4, "F": 0.7},
    "4x4": {"A": 1, "B": 0.9, "C": 0.6, "X": 0.7},
}
INFO = {
    "6x6": {"1": 1, "2": 0.95, "3": 0.9, "4": 0.7, "5": 0.5, "6": 0.7},
    "4x4": {"1": 1, "2": 0.95, "3": 0.85, "4": 0.7},
}
INTERACTIONS = ("meeting", "call", "message", "joint_operation", "training", "visit", "social", "introduction")

World = tuple[dict[str, list[dict]], dict[str, list[dict]]]


def random_marking(rng: random.Random) -> dict:
    return {
        "level": rng.choice((0, 0, 0, 1, 2, 4, None)),
        "caveats": rng.choice(([], [], [], ["K1"], ["K1", "K2"], None)),
        "releasable_to": rng.choice((["*"], ["*"], ["*"], ["BE"], ["NL", "BE"], [], None)),
    }


def plain_marking() -> dict:
    return {"level": 0, "caveats": [], "releasable_to": ["*"]}


def random_world(seed: int, *, marked: bool = False, officers: int = 4, contacts: int = 6, events: int = 25) -> World:
    """Make officers, contacts, organisations, exchanges and interactions around `DAY`, some later, some undated."""
    rng = random.Random(seed)

    def common() -> dict:
        found = random_marking(rng) if marked else plain_marking()
        validity = rng.random()
        if validity < 0.08:
            found["valid_to"] = DAY - dt.timedelta(days=rng.choice((0, 1)))
        elif validity < 0.16:
            found["valid_from"] = DAY + dt.timedelta(days=rng.choice((0, 1)))
        number = rng.randrange(10**6)
        return found | {"batch_id": "000001", "source_rows": [f"000001/1:{number}"], "originator": None}

    nodes = {
        "Officer": [{"officer_id": f"O{i}", "name": f"Officer {i}", **common()} for i in range(officers)],
        # The same key under two labels must never be taken for one node.
        "Contact": [{"contact_id": f"C{i}" if i else "O0", **common()} for i in range(contacts)],
        "Organisation": [{"org_id": f"G{i}", "name": f"Service {i}", **common()} for i in range(3)],
        "Exchange": [],
        "Interaction": [],
    }
    took_part, roles = [], []
    for number in range(events):
        label = rng.choice(("Exchange", "Interaction"))
        key = f"E{number}"
        days = rng.choice((0, 0, -1, 1, 30, rng.randrange(3000)))
        event = common() | {"date": DAY - dt.timedelta(days=days) if rng.random() > 0.03 else None}
        if label == "Exchange":
            scheme = rng.choice(("6x6", "4x4", None))
            event |= {
                "exchange_id": key,
                "kind": rng.choice([kind for kind in WEIGHTS if kind not in INTERACTIONS]),
                "direction": rng.choice(("given", "received", "internal")),
                "grade_scheme": scheme,
                "source_grade": rng.choice((None, *SOURCE[scheme or "6x6"])),
                "info_grade": rng.choice((None, *INFO[scheme or "6x6"])),
            }
        else:
            event |= {
                "interaction_id": key,
                "kind": rng.choice(INTERACTIONS),
                "initiative": rng.choice(("own", "counterpart", "mutual", "unknown", None)),
            }
        nodes[label].append(event)
        people = [("Officer", row["officer_id"]) for row in rng.sample(nodes["Officer"], rng.choice((0, 1, 1, 1, 2)))]
        people += [("Contact", row["contact_id"]) for row in rng.sample(nodes["Contact"], rng.choice((0, 1, 1, 1, 3)))]
        for person, person_key in people:
            ends = {"start_label": person, "start": person_key, "end_label": label, "end": key}
            took_part.append(ends | (random_marking(rng) if marked else plain_marking()))
    for row in nodes["Contact"]:
        roles += [
            {"start": row["contact_id"], "end": f"G{held}", "function": "head", **common()}
            for held in rng.sample(range(3), rng.randrange(3))
        ]
    for rows in (*nodes.values(), took_part, roles):
        rng.shuffle(rows)
    return nodes, {"TOOK_PART": took_part, "HOLDS_ROLE": roles}


def is_valid(row: dict, day: dt.date) -> bool:
    start, end = row.get("valid_from"), row.get("valid_to")
    return (start is None or start <= day) and (end is None or end >= day)


def may_see(row: dict, level: int, compartments: set[str], releases: set[str]) -> bool:
    """Tell whether all three parts of a marking are met; a missing part is never met."""
    if row.get("level") is None or row.get("caveats") is None or row.get("releasable_to") is None:
        return False
    if row["level"] > level:
        return False
    if any(caveat not in compartments for caveat in row["caveats"]):
        return False
    return "*" in row["releasable_to"] or any(release in releases for release in row["releasable_to"])


def expected_ties(world: World, day: dt.date) -> dict[tuple[str, str], dict]:
    """Compute every tie by the formula, one plain loop after the other."""
    nodes, relationships = world
    present = {("Officer", row["officer_id"]) for row in nodes["Officer"] if is_valid(row, day)} | {
        ("Contact", row["contact_id"]) for row in nodes["Contact"] if is_valid(row, day)
    }
    met: dict[tuple[str, str], list[dict]] = {}
    for label, key in (("Exchange", "exchange_id"), ("Interaction", "interaction_id")):
        for event in nodes[label]:
            if event["date"] is None or event["date"] > day:
                continue
            people = {
                (row["start_label"], row["start"])
                for row in relationships["TOOK_PART"]
                if row["end_label"] == label and row["end"] == event[key]
            } & present
            for kind, officer in people:
                for other, contact in people:
                    if kind == "Officer" and other == "Contact":
                        met.setdefault((officer, contact), []).append(event)
    result = {}
    for (officer, contact), events in met.items():
        bridge = {o for o, c in met if c == contact} == {officer}
        half_life = 120 if bridge else 180
        total = given = received = 0.0
        for event in events:
            grade = 1.0
            if "exchange_id" in event:
                scheme = event["grade_scheme"] or "6x6"
                grade = (
                    SOURCE[scheme].get(event["source_grade"], 0.7) + INFO[scheme].get(event["info_grade"], 0.7)
                ) / 2
            age = (day - event["date"]).days
            total += WEIGHTS[event["kind"]] * grade * 2 ** (-age / half_life)
            given += event.get("direction") == "given" or event.get("initiative") in ("own", "mutual")
            received += event.get("direction") == "received" or event.get("initiative") in ("counterpart", "mutual")
        dates = sorted(event["date"] for event in events)
        reciprocity = min(given, received) / max(given, received) if max(given, received) else 0.0
        span = 1 + 0.2 * min(1, (dates[-1] - dates[0]).days / 730)
        raw = total * (0.6 + 0.4 * reciprocity) * span
        strength = 100 * (1 - math.exp(-raw / 5))
        result[officer, contact] = {
            "strength": strength,
            "distance": max(1, round(10000 / max(strength, 0.01))),
            "events": len(events),
            "given": given,
            "received": received,
            "bridge": bridge,
            "first_day": dates[0],
            "last_day": dates[-1],
            "raw": raw,
        }
    return result
