"""Write the generated pages of docs/, or with --check tell which of them are stale."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {
    "data-model.md": "graph.model.page",
    "input-tables.md": "ingest.page",
    "queries.md": "queries.page",
    "measures.md": "liaison.app.analyses.page",
    "cli.md": "liaison.cli.page",
}


def rendered(module: str) -> str:
    """Render one page by its module's `render`."""
    text: str = importlib.import_module(module).render()
    return text


def main() -> int:
    """Write or check every page; return the number of stale ones when checking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a page is stale")
    check = parser.parse_args().check
    stale = []
    for name, module in PAGES.items():
        path, text = DOCS / name, rendered(module)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"written: docs/{name}\n")
    if check and stale:
        sys.stdout.write(f"Stale: {', '.join(stale)}. Run `make docs` and commit the result.\n")
    return len(stale) if check else 0


if __name__ == "__main__":
    sys.exit(main())
