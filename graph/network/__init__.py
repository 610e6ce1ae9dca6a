"""Ties as a networkx graph, in the projections that questions need."""

from graph.backend.preference import prefer
from graph.network.contact_graph import Arrays, ContactGraph
from graph.network.projection import contact_graph, node_id

prefer()

__all__ = ["Arrays", "ContactGraph", "contact_graph", "node_id"]
