"""How a network hangs together: brokers, single points of failure, groups, key players, what a loss does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.brokerage import BRIDGE, SINGLE_HOLDER, bridges, brokerage, single_holders
from graph.analytics.communities import communities
from graph.analytics.keyplayers import kpp_neg, kpp_pos
from graph.analytics.results import table
from graph.model.projections import NETWORK, TIES
from liaison.app.analyses.parameters import PROJECTION, RESOLUTION, SEED
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from graph.analytics.keyplayers import KeyPlayers
    from liaison.app.view import View

_K = "k: integer 1 to 10, default 3; how many people"


def _brokerage(view: View, given: Given) -> Outcome:
    found = brokerage(view.graph(given.text("projection")))
    return Outcome((found.table(), found.bridge_table(), found.single_holder_table()))


def _bridges(view: View, given: Given) -> Outcome:
    return Outcome((table("bridges", BRIDGE, bridges(view.graph(given.text("projection")))),))


def _single_holders(view: View, _: Given) -> Outcome:
    return Outcome((table("single holders", SINGLE_HOLDER, single_holders(view.graph())),))


def _communities(view: View, given: Given) -> Outcome:
    found = communities(
        view.graph(given.text("projection")), seed=given.whole("seed"), resolution=given.number("resolution")
    )
    return Outcome((found.table(),), found.caption())


def _loss(view: View, given: Given) -> Outcome:
    return _players(kpp_neg(view.graph(given.text("projection")), given.whole("k")))


def _reach(view: View, given: Given) -> Outcome:
    return _players(kpp_pos(view.graph(given.text("projection")), given.whole("k")))


def _players(found: KeyPlayers) -> Outcome:
    return Outcome((found.table(),), found.caption())


ANALYSES = (
    Analysis(
        "brokerage", "structure", "Who joins what would else be apart?",
        brokerage, _brokerage, NETWORK, (PROJECTION,),
    ),
    Analysis(
        "bridges", "structure", "Without which ties would the network fall apart?",
        bridges, _bridges, NETWORK, (PROJECTION,),
    ),
    Analysis(
        "single-holders", "structure", "Which contacts does one officer alone know?",
        single_holders, _single_holders, TIES,
    ),
    Analysis(
        "communities", "structure", "Which groups does the network fall into?",
        communities, _communities, NETWORK,
        (PROJECTION, SEED, RESOLUTION),
    ),
    Analysis(
        "key-loss", "structure", "Whose loss together would break the network most?",
        kpp_neg, _loss, NETWORK, (PROJECTION, _K),
    ),
    Analysis(
        "key-reach", "structure", "Who together reach most of the network?",
        kpp_pos, _reach, NETWORK, (PROJECTION, _K),
    ),
)  # fmt: skip
