"""Pages: each draws what the use cases give, and asks them for more."""
