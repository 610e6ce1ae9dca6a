"""`python -m dashboard`: serve the pages on this machine."""

from __future__ import annotations

import argparse
import sys

from dashboard.launcher import serve
from graph.errors import LiaisonError
from liaison.settings import Settings

_STOPPED = 130
"""As of a command that a shell was told to stop."""


def main() -> int:
    """Serve until interrupted; give the exit code."""
    try:
        settings = Settings.from_environment()
        parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on; this machine alone by default")
        parser.add_argument("--port", type=int, default=settings.port, help="by default the first free one from 8501")
        given = parser.parse_args()
        serve(given.host, given.port, hosts=settings.hosts)
    except LiaisonError as error:
        sys.stderr.write(f"Error: {error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return _STOPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
