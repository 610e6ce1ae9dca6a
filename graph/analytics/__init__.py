"""Measures on a network: plain networkx calls, with results that carry their units."""
