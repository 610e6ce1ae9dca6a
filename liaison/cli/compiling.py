"""`liaison compile`: bring the kernels of the measures into their compiled form, once on a machine."""

from __future__ import annotations

from graph.backend.compilation import compile_kernels, kernels_compiled
from liaison.cli.example import example
from liaison.cli.output import say
from liaison.cli.progress import Progress


@example("liaison compile")
def compile_command() -> None:
    """Compile the kernels of the measures, so that nobody waits for it later; `make setup` has done it."""
    say("The measures are compiled." if ensure_compiled() else "The measures were compiled already.")


def ensure_compiled() -> bool:
    """Compile what this machine has not compiled yet, with a bar; tell whether there was anything."""
    if kernels_compiled():
        return False
    with Progress("Compiling the measures, once on this machine") as progress:
        compile_kernels(lambda name, done, total: progress(done / total, name))
    return True
