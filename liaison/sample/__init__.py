"""A fictional coordination unit, generated from a seed: input tables with planted facts, and the truth about them."""

from liaison.sample.world import WorldSummary, write_world

__all__ = ["WorldSummary", "write_world"]
