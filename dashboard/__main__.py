"""`python -m dashboard`: serve the pages on this machine."""

from __future__ import annotations

import sys

from dashboard.launcher import serve
from graph.errors import LiaisonError
from liaison.settings import Settings


def main() -> int:
    """Serve until interrupted; give the exit code."""
    try:
        Settings.from_environment()
        serve()
    except LiaisonError as error:
        sys.stderr.write(f"Error: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
