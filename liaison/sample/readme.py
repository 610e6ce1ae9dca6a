"""The texts that lie beside the tables."""

from __future__ import annotations

from liaison.sample.markings import CEILING
from liaison.sample.timeline import WORLD_END

SOURCE = f"""\
# Sample world of Liaison. Everything in it is fictional.
# Rows without a level are read as level {CEILING}.
ceiling = {CEILING}
"""

README = f"""\
Sample world of Liaison

All persons, contacts, exchanges, requests, consents and postings in these files are fictional. They were
made by a program from a seed. Names were put together from parts; a likeness to a living person is chance.
Services bear plausible names, but nothing here says anything about a real one. Addresses end in .example and
telephone numbers start with +999, so that none of them can be reached.

The fourteen tables are those of a unit that coordinates liaison officers abroad. The world ends on
{WORLD_END.isoformat()}: ask every question as of that day.

A few dozen rows are broken on purpose, and rules are broken on purpose. truth.json tells where: it is for tests and
demonstrations, and is not loaded.
"""
