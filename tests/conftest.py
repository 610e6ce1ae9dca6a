"""Fixtures that every test may use: real stores, and the sample world loaded into them."""

pytest_plugins = ["store_fixtures", "world_fixtures"]
