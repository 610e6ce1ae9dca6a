"""The command line: thin commands over `liaison.app`, one module for each group of them."""

from liaison.cli.run import main

__all__ = ["main"]
