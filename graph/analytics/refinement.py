"""The exact answer to a what-if question, computed in the background while the estimate is shown."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from graph.analytics.pivots import CancelledError
from graph.analytics.results import WHO, Column, Table, table
from graph.analytics.whatif import TOP, what_if

if TYPE_CHECKING:
    from graph.analytics.scenario import Scenario
    from graph.analytics.whatif import WhatIf
    from graph.network.contact_graph import ContactGraph


@dataclass(frozen=True, slots=True)
class Refined:
    """
    One estimated change with what it is.

    Attributes
    ----------
    node, label, name
        Whose betweenness.
    estimate, error
        The change as it was estimated, and its standard error.
    exact
        The change as it is.
    off
        How far the estimate was off, in standard errors; None where there is no error.
    """

    node: str
    label: str
    name: str
    estimate: float
    error: float
    exact: float
    off: float | None


_REFINED = (
    *WHO,
    Column("estimate", "0 to 1", "change of betweenness as estimated"),
    Column("error", "0 to 1", "standard error of the estimate"),
    Column("exact", "0 to 1", "change of betweenness as it is; 0 = none"),
    Column(
        "off", "standard errors", "how far the estimate was off; above 2 where few paths matter, as of people cut off"
    ),
)


def refined_table(estimate: WhatIf, exact: WhatIf) -> Table:
    """
    Set exact changes of betweenness beside those that were estimated.

    Parameters
    ----------
    estimate
        With pivots; its rows are those of the table.
    exact
        Of the same scenario, with the shifts of all nodes.
    """
    changes = {
        shift.node: (shift.after or 0.0) - (shift.before or 0.0)
        for shift in exact.shifts
        if shift.measure == "betweenness"
    }
    rows = []
    for shift in estimate.shifts:
        if shift.measure == "betweenness":
            told = (shift.after or 0.0) - (shift.before or 0.0)
            true = changes.get(shift.node, 0.0)
            off = abs(told - true) / shift.error if shift.error else None
            rows.append(Refined(shift.node, shift.label, shift.name, told, shift.error, true, off))
    return table("estimated and exact", _REFINED, tuple(rows))


def shortened(found: WhatIf) -> WhatIf:
    """Keep the greatest shifts of each measure, as many as `what_if` gives."""
    by_measure = groupby(found.shifts, key=lambda shift: shift.measure)
    return replace(found, shifts=tuple(shift for _, shifts in by_measure for shift in list(shifts)[:TOP]))


class Refinement:
    """
    An exact what-if that runs in a thread of its own.

    Parameters
    ----------
    graph, scenario
        As for `what_if`.
    options
        Further keywords of `what_if`, such as `top`.

    Attributes
    ----------
    progress
        Share of the paths that are followed, 0 to 1.
    """

    def __init__(self, graph: ContactGraph, scenario: Scenario, **options: Any) -> None:
        self.progress = 0.0
        self._found: WhatIf | None = None
        self._failure: Exception | None = None
        self._stop = threading.Event()
        self._work = (graph, scenario, options)
        # A daemon, so that a process that ends does not wait for numbers nobody reads any more.
        self._thread = threading.Thread(target=self._run, name="what-if", daemon=True)

    def start(self) -> Refinement:
        """Begin; give the refinement itself."""
        self._thread.start()
        return self

    def _run(self) -> None:
        graph, scenario, options = self._work
        try:
            self._found = what_if(graph, scenario, **options, exact=True, tick=self._tick)
            self.progress = 1.0
        except CancelledError:
            pass
        except Exception as failure:  # noqa: BLE001 - whoever asks for the result is told
            self._failure = failure

    def _tick(self, share: float) -> bool:
        self.progress = share
        return not self._stop.is_set()

    @property
    def running(self) -> bool:
        """Tell whether it is at work."""
        return self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Tell whether it was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop; it does after the paths it is following, in less than a second on usual networks."""
        self._stop.set()

    def result(self, timeout: float | None = None) -> WhatIf | None:
        """
        Give the exact answer.

        Parameters
        ----------
        timeout
            Seconds to wait at the most; 0 = only look, None = until it ends.

        Returns
        -------
        whatif
            None while it runs, and after it was cancelled.

        Raises
        ------
        LiaisonError
            Whatever `what_if` raised.
        """
        self._thread.join(timeout)
        if self._failure is not None:
            raise self._failure
        return self._found
