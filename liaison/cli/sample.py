"""`liaison sample`, `liaison demo`: the fictional unit, as files and as a store to look at."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import InputError
from liaison.app.demo import SCALE, VIEWER, prepare_demo
from liaison.cli.example import example
from liaison.cli.output import say
from liaison.cli.progress import Progress
from liaison.cli.serve import serve
from liaison.sample import write_world
from liaison.settings import Settings

SeedOption = Annotated[int, typer.Option("--seed", help="Another number makes another world.")]
ScaleOption = Annotated[
    float, typer.Option("--scale", help="0.01 to 100; 1 is a unit of 60 officers with 100 000 exchanges.")
]


@example("liaison sample my-world --scale 0.1")
def sample_command(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Where the files go; made if needed.")],
    *,
    scale: ScaleOption = SCALE,
    seed: SeedOption = 2020,
) -> None:
    """Write a fictional coordination unit as input files, with planted faults and a truth.json that says where."""
    if not folder:
        raise InputError("The folder's name is empty; name a new or empty folder.")
    with Progress("Writing the sample world") as progress:
        summary = write_world(Path(folder), seed=seed, scale=scale, progress=progress)
    say(str(summary))


@example("liaison demo --no-serve")
def demo_command(
    *,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop before serving the dashboard.")] = False,
    scale: ScaleOption = SCALE,
    seed: SeedOption = 2020,
) -> None:
    """Load a fictional unit, write a report about it, and serve the dashboard."""
    settings = Settings.from_environment()
    with Progress("Preparing the demo") as progress:
        made = prepare_demo(settings, scale=scale, seed=seed, progress=progress)
    for line in made.lines():
        say(line)
    if no_serve:
        command = "liaison" if shutil.which("liaison") else sys.argv[0]
        say(f"Look around: export LIAISON_VIEWER={VIEWER} && {command} serve")
        return
    serve(port=settings.port)
