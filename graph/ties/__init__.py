"""Ties between officers and contacts: computed from visible events as of a day, never stored."""

from graph.ties.compute import TieTable, ties
from graph.ties.explain import TieExplanation, TieTerm, explain
from graph.ties.formula import FORMULA
from graph.ties.sureness import sureness

__all__ = ["FORMULA", "TieExplanation", "TieTable", "TieTerm", "explain", "sureness", "ties"]
