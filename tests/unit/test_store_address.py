"""Where a store may be, and what an address never shows."""

import pytest

from graph.errors import SettingsError
from graph.store import Address


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://127.0.0.1:7687",
        "bolt://localhost",
        "neo4j://[::1]:7687",
        "bolt+ssc://localhost:7687",
        "neo4j+s://graph.example.org",
        "bolt+s://graph.example.org:7687",
    ],
)
def test_allowed(uri):
    assert Address(uri, "neo4j", "x").uri == uri


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://graph.example.org",
        "neo4j://10.0.0.1:7687",
        "bolt+ssc://graph.example.org",
        "neo4j+ssc://graph.example.org",
        "bolt://127.0.0.1.example.org",
    ],
)
def test_readable_text_beyond_this_machine_is_refused(uri):
    with pytest.raises(SettingsError, match=r"neo4j\+s://"):
        Address(uri, "neo4j", "x")


@pytest.mark.parametrize("uri", ["", "localhost:7687", "http://localhost", "bolt://", "file:///etc/passwd"])
def test_what_is_no_address_is_refused(uri):
    with pytest.raises(SettingsError, match="NEO4J_URI"):
        Address(uri, "neo4j", "x")


def test_the_password_never_shows():
    address = Address("bolt://localhost", "neo4j", "very-secret")
    assert "very-secret" not in repr(address)
    assert "very-secret" not in str(address)
