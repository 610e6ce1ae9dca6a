"""Ties between officers and contacts: computed from visible events as of a day, never stored."""

from graph.ties.compute import TieTable, ties
from graph.ties.explain import TieExplanation, TieTerm, explain
from graph.ties.formula import FORMULA
from graph.ties.sureness import sureness
from graph.ties.wording import TIE_WORDS

__all__ = ["FORMULA", "TIE_WORDS", "TieExplanation", "TieTable", "TieTerm", "explain", "sureness", "ties"]
