"""What stands in a cell and what it means: one module for each family of values."""
