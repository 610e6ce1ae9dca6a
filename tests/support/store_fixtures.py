"""Real stores for tests."""
