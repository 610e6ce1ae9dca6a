"""Cypher text, made from the declared model by pure functions. Values never stand in it, only parameters."""
