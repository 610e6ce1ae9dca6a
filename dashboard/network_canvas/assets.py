"""
Where the browser gets the scripts of the canvas from: this server, out of the installed packages, copied nowhere.

Streamlit finds the folders of a component through a `pyproject.toml` inside an importable package that is called like
its distribution. Ours is not, so an editable installation would not be found; the folders are made known here instead.
"""

from __future__ import annotations

from pathlib import Path

from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

import reports.picture
from reports.picture.vis import LIBRARY_FOLDER

_PROJECT = "liaison-network"
CANVAS = f"{_PROJECT}.canvas"

# The names stand in `frontend/canvas.js` too, which imports the other two by address.
_FOLDERS = {
    "canvas": Path(__file__).parent / "frontend",
    "picture": Path(reports.picture.__file__).parent / "assets",
    "vis": LIBRARY_FOLDER,
}


def make_known() -> None:
    """Tell the running server about the folders; each test run and each server has a register of its own."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(CANVAS) is not None:
        return
    for name, folder in _FOLDERS.items():
        config = ComponentConfig(name=name, asset_dir=folder.name)
        manager.register_from_manifest(ComponentManifest(_PROJECT, "1", [config]), folder.parent)
