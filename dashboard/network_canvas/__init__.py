"""The network on a page of the dashboard: drawn as in a report, and answering to the reader's choices."""

from dashboard.network_canvas.component import network_canvas
from dashboard.network_canvas.event import CanvasEvent

__all__ = ["CanvasEvent", "network_canvas"]
