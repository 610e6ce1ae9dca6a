"""`python -m dashboard`: serve the pages on this machine."""

from __future__ import annotations

import argparse
import sys

from dashboard.launcher import serve
from graph.errors import LiaisonError
from liaison.settings import Settings


def main() -> int:
    """Serve until interrupted; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Serve the dashboard on this machine.")
    parser.add_argument("--port", type=int, default=None, help="by default the first free one from 8501")
    try:
        Settings.from_environment()
        serve(port=parser.parse_args().port)
    except LiaisonError as error:
        sys.stderr.write(f"Error: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
