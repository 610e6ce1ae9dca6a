"""Use cases: the one place where store, ingest, queries, measures and reports meet."""
