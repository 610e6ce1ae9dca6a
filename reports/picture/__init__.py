"""A network drawn for a reader: what to draw, where each node lies, and the page that shows it."""
