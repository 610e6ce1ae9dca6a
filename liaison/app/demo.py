"""The demo: a fictional unit written, loaded, computed and reported on, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.app.exporting import EXPORT_FOLDER
from liaison.app.loading import REJECT_FOLDER, load
from liaison.app.reporting import network_report
from liaison.app.today import today
from liaison.app.workspace import open_workspace
from liaison.sample import write_world
from liaison.sample.timeline import WORLD_END

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison.app.loading import LoadResult
    from liaison.settings import Settings

SCALE = 0.1
VIEWER = "coordinator"
WORLD_FOLDER = "sample-world"

# How much of the time each step takes, for the progress bar; the rest is the report.
_WRITING, _LOADING = 0.1, 0.75


@dataclass(frozen=True, slots=True)
class Demo:
    """
    What the demo made.

    Attributes
    ----------
    world
        Folder of the input files.
    loaded
        What became of their rows.
    report
        The network report.
    """

    world: Path
    loaded: LoadResult
    report: Path

    def lines(self) -> tuple[str, ...]:
        """Say what was made and where it is."""
        rejected = ""
        if self.loaded.reject_files:
            rejected = f"Rejected rows: {self.loaded.reject_files[0].parent} (planted, to show what happens to them)"
        lines = (
            f"Sample world: {self.world} (a fictional unit; all persons are invented)",
            self.loaded.sentence(),
            rejected,
            f"Report:       {self.report}",
        )
        return tuple(line for line in lines if line)


def prepare_demo(
    settings: Settings,
    *,
    scale: float = SCALE,
    seed: int = 2020,
    out: Path = EXPORT_FOLDER,
    progress: Callable[[float, str], None] | None = None,
) -> Demo:
    """
    Write the sample world, load it and write one report.

    Running it again changes nothing in the store.

    Parameters
    ----------
    settings
        Which store; the world is written below its home.
    scale, seed
        Of the world.
    out
        Folder of the report.
    progress
        Told the share done and what is being done.

    Raises
    ------
    LiaisonError
        Of the parts; the sentence says which.
    """
    tell = progress or (lambda _share, _detail: None)
    world = settings.home / WORLD_FOLDER
    write_world(world, seed=seed, scale=scale, progress=lambda share, what: tell(share * _WRITING, what))
    with open_workspace(settings) as workspace:
        loaded = load(
            workspace.store,
            [world],
            rejects=settings.home / REJECT_FOLDER,
            title="Sample world",
            progress=lambda share, what: tell(_WRITING + share * (_LOADING - _WRITING), what),
        )
        tell(_LOADING, "report")
        # The world ends on a day; asked of a later one, ties would have faded that only the world's end broke off.
        day = min(today(), WORLD_END)
        viewer = workspace.viewer(VIEWER)
        report = network_report(workspace.view(viewer, day, fresh=True), out, viewer=viewer)
    tell(1.0, "report")
    return Demo(world, loaded, report.path)
