"""The whole fictional world, written to a folder."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from liaison.sample.breaches import Breaches
from liaison.sample.briefings import make_briefings
from liaison.sample.chance import Chance
from liaison.sample.chronicle import EXCHANGE_SHARE, Chronicle
from liaison.sample.conditions import make_priorities, make_requirements
from liaison.sample.consents import add_others
from liaison.sample.dirt import Dirt
from liaison.sample.exchanges import Exchanges, own_themes
from liaison.sample.officers import make_officers, services
from liaison.sample.organisations import make_organisations
from liaison.sample.passes import Passes
from liaison.sample.planted import plant
from liaison.sample.planted_truth import tell
from liaison.sample.population import Population, apart, choose_gaps, send_missions, settle, share_between_seats
from liaison.sample.postings import make_tours, man, short_missions
from liaison.sample.readme import README, SOURCE
from liaison.sample.register import Register
from liaison.sample.scale import scale_of
from liaison.sample.seats import countries_of, seats_of
from liaison.sample.tables import TableFile
from liaison.sample.timeline import PROTOCOL, number
from liaison.sample.truth import Truth
from liaison.sample.viewers import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from liaison.sample.scale import Scale

_TRUTH = "truth.json"
_PAIR_SHARE, _INTERNAL_SHARE = 0.86, 0.08
_PACES, _HALVINGS = (0.001, 1_000.0), 20


@dataclass(frozen=True, slots=True)
class WorldSummary:
    """
    What was written.

    Attributes
    ----------
    folder
        Where.
    seed, scale
        As asked.
    rows
        Rows of each table, broken ones included, headers not.
    broken
        How many of them are broken on purpose, by table.
    """

    folder: Path
    seed: int
    scale: float
    rows: Mapping[str, int]
    broken: Mapping[str, int]

    @property
    def broken_rows(self) -> int:
        """How many rows of all tables are broken on purpose."""
        return sum(self.broken.values())

    def __str__(self) -> str:
        """Say it in a sentence."""
        told = ", ".join(
            f"{self.rows[table] - self.broken[table]} {table}"
            for table in ("officers", "contacts", "interactions", "exchanges")
        )
        return (
            f"{self.folder} holds a fictional unit (seed {self.seed}, scale {self.scale:g}): {told}. "
            f"{self.broken_rows} further rows are broken on purpose; truth.json says which."
        )


def write_world(
    folder: Path, *, seed: int = 2020, scale: float = 0.1, progress: Callable[[float, str], None] | None = None
) -> WorldSummary:
    """
    Write the sample world: fourteen tables, `source.toml`, `truth.json` and `README.txt`.

    All persons are fictional. The same seed and scale give the same bytes on any machine.

    Parameters
    ----------
    folder
        Made when missing; files of an earlier world in it are replaced.
    seed
        Any whole number.
    scale
        0.01 to 100; 1 is a unit of 60 officers with about 100 000 exchanges.
    progress
        Called with the share done, 0 to 1, and what is being done.

    Raises
    ------
    InputError
        The scale is out of range, or the folder cannot be written to or holds other files.
    """
    size = scale_of(scale)
    try:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / _TRUTH).exists():
            raise InputError(
                f"The folder {folder} holds other files, which the sample world might replace; name a new or empty one."
            )
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder, seed, size, progress)
    except OSError as error:
        raise InputError(f"The sample world cannot be written to {folder}: {error.strerror or error}.") from error


def _populate(seed: int, size: Scale) -> Population:
    seats = seats_of(size.seats)
    countries = dict.fromkeys(country for seat in seats for country in seat.countries)
    countries.update(dict.fromkeys(countries_of(size.countries)))
    bodies = make_organisations(Chance(seed, "organisations"), size, countries)
    chance = Chance(seed, "postings")
    police, abroad, _ = services(size)
    lonely = frozenset(range(len(seats) - apart(len(seats)), len(seats)))
    tours = man(make_tours(chance, seats), police, lonely)
    tours += short_missions(chance, tours, abroad, lonely)
    officers = make_officers(Chance(seed, "officers"), size, tours, seats)
    population = Population(seats, tours, officers, bodies)
    choose_gaps(population, size)
    chance = Chance(seed, "contacts")
    settle(chance, population, size.contacts)
    share_between_seats(chance, population)
    send_missions(chance, population)
    return population


def _write(folder: Path, seed: int, size: Scale, progress: Callable[[float, str], None] | None) -> WorldSummary:
    population = _populate(seed, size)
    planted = plant(Chance(seed, "planted"), population, size)
    chance = Chance(seed, "conditions")
    requirements, required = make_requirements(chance, population)
    priorities = make_priorities(chance, population)
    truth = Truth()
    dirt = Dirt(_expected(population, size, len(requirements), len(priorities)), size.several(1, 2))
    _set_pace(population, size)
    register = Register(folder, dirt)
    officers = population.officers
    own = own_themes([tour.officer for tour in population.running() if tour.seat in population.main_seats])
    exchanges = Exchanges(Chance(seed, "exchanges"), register, own)
    abroad = sum(max(0, tour.last - max(tour.start, number(PROTOCOL))) for tour in population.tours)
    internal_gap = abroad / (_INTERNAL_SHARE * size.exchanges)
    chronicle = Chronicle(
        Chance(seed, "chronicle"), population, register, exchanges=exchanges, truth=truth, internal_gap=internal_gap
    )
    truth.tell("seed", seed)
    passes = Passes(Chance(seed, "passes"), population, register, chronicle, truth)
    passes.plant(size)
    Breaches(
        Chance(seed, "breaches"),
        population,
        register=register,
        chronicle=chronicle,
        decisions=passes.decisions,
        truth=truth,
    ).plant(size)
    briefings = make_briefings(
        Chance(seed, "briefings"),
        population,
        size,
        required=required,
        chronicle=chronicle,
        register=register,
        truth=truth,
    )
    foreign = [body.org_id for body in population.bodies if body.org_type == "police" and body.country != "BE"]
    add_others(Chance(seed, "consents"), passes.decisions, passes.legal, foreign, size.several(28, 80))
    chronicle.run(planted, progress)
    rows = register.close()
    tables: dict[str, Iterable[Sequence[str]]] = {
        "organisations": (body.row() for body in population.bodies),
        "officers": (officer.row() for officer in officers),
        "postings": (
            tour.row(officers[tour.officer].officer_id, population.seats[tour.seat], officers[tour.officer].level)
            for tour in population.tours
        ),
        "accreditations": (
            row for tour in population.tours for row in tour.accreditation_rows(population.seats[tour.seat])
        ),
        "contacts": (person.row() for person in population.people),
        "contact_roles": (row for person in population.people for row in person.role_rows()),
        "briefings": (session.row(place) for place, session in enumerate(briefings)),
        "theme_requirements": requirements,
        "priorities": priorities,
        "consents": (decision.row() for decision in passes.decisions.all),
        "viewers": ROWS,
    }
    for table, lines in tables.items():
        file = TableFile(folder, table, dirt)
        file.write_all(lines)
        file.close()
        rows[table] = file.rows
    tell(truth, size, population, planted=planted, exchanges=exchanges, decisions=passes.decisions, dirt=dirt)
    truth.write(folder / _TRUTH)
    (folder / "source.toml").write_text(SOURCE, encoding="utf-8", newline="\n")
    (folder / "README.txt").write_text(README, encoding="utf-8", newline="\n")
    return WorldSummary(folder, seed, size.factor, rows, dirt.counts())


def _set_pace(population: Population, size: Scale) -> None:
    """Fit the rhythms so that about as many exchanges come out as the scale asks for."""
    wanted = size.exchanges * _PAIR_SHARE / EXCHANGE_SHARE
    fast, slow = _PACES
    for _ in range(_HALVINGS):
        factor = math.sqrt(fast * slow)
        if sum(one.expected(factor) for one in population.acquaintances) > wanted:
            fast = factor
        else:
            slow = factor
    for one in population.acquaintances:
        if not one.regular:
            one.rhythm = round(one.rhythm * slow, 3)


def _expected(population: Population, size: Scale, requirements: int, priorities: int) -> dict[str, int]:
    """Say about how many rows each table will have, so that broken rows lie everywhere in it."""
    postings = len(population.tours)
    return {
        "organisations": len(population.bodies),
        "officers": size.officers,
        "postings": postings,
        "accreditations": 3 * postings,
        "contacts": len(population.people),
        "contact_roles": len(population.people),
        "requests": round(size.exchanges * 0.07),
        "interactions": round(size.exchanges * 0.4),
        "exchanges": size.exchanges,
        "briefings": 2 * postings,
        "theme_requirements": requirements,
        "priorities": priorities,
        "consents": 40,
        "viewers": len(ROWS),
    }
