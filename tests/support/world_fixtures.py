"""The sample world, and stores that hold it."""
