"""The graph schema, declared once. Constraints, upserts, input validation and the data-model page derive from it."""
