"""Measures by name: list, run for a reader on a day, and explain a number down to the source rows."""

from liaison.app.analyses.account import Account, account
from liaison.app.analyses.catalogue import Analysed, find, list_analyses, run
from liaison.app.analyses.refining import estimated_first, refine, refined

__all__ = ["Account", "Analysed", "account", "estimated_first", "find", "list_analyses", "refine", "refined", "run"]
