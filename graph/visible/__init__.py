"""The part of a snapshot that a viewer may see. Everything shown is a function of it, and of nothing else."""

from graph.visible.filter import visible
from graph.visible.network import VisibleNetwork

__all__ = ["VisibleNetwork", "visible"]
