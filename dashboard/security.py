"""Headers of every answer: only what this server sends may run, and no other host is asked for anything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit

from graph.errors import SettingsError
from reports.picture.embedding import source_hash

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def content_policy(index: str | None = None) -> str:
    """
    Write the Content-Security-Policy for the installed Streamlit.

    Parameters
    ----------
    index
        Text of its start page; by default read from the installation.

    Returns
    -------
    policy
        Scripts from this server alone, plus the inline scripts of the start page by their hashes.

    Raises
    ------
    SettingsError
        When the installed Streamlit has no start page.
    """
    if index is None:
        file = Path(streamlit.__file__).parent / "static" / "index.html"
        if not file.is_file():
            raise SettingsError(
                f"Streamlit {streamlit.__version__} has no start page at {file}; install it again "
                "with `pip install --force-reinstall streamlit`."
            )
        index = file.read_text(encoding="utf-8")
    inline = " ".join(source_hash(script) for script in _INLINE_SCRIPT.findall(index))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {inline}".rstrip(),
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP answer that does not have them."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", policy.encode("ascii")),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [header for header in self._headers if header[0] not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, with_headers)
