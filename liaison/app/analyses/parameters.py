"""Parameters that several measures have, declared once so that they mean the same everywhere; see `Analysis`."""

from __future__ import annotations

ACTIVE = "active: number 0 to 100, default 5; strength from which a tie counts"
PROJECTION = "projection: enum of projection, default officer-contact; which network"
WIDE_PROJECTION = "projection: enum of projection, default full; which network"
RESOLUTION = "resolution: number 0.01 to 100, default 1; above 1 favours smaller communities"
SEED = "seed: integer 0 to 1000000, default 1; the same seed gives the same result"
