"""Fixtures that every test may use: real stores, and the sample world loaded into them."""

import pytest
from hypothesis import settings

pytest_plugins = ["store_fixtures", "world_fixtures"]

settings.register_profile("all", deadline=None)  # a kernel's first call compiles; timings never decide a test
settings.register_profile("quick", deadline=None, max_examples=30)
settings.load_profile("all")

NEEDS = {
    "embedded_address": ["server"],
    "neo4j_server": ["server", "neo4j"],
}
"""Marks that follow from a fixture, so that no test that asks for it can lack them."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark each test with what its fixtures need, before marks choose the tests."""
    for item in items:
        for fixture, marks in NEEDS.items():
            if fixture in item.fixturenames:
                for mark in marks:
                    item.add_marker(mark)
