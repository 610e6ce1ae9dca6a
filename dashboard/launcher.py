"""Serves the dashboard: own headers, nothing asked from other hosts, warm before the first reader comes."""

from __future__ import annotations

import gc
import http.client
import importlib
import ipaddress
import socket
import sys
import threading
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dashboard.security import SecurityHeaders, content_policy
from dashboard.theme import theme_options
from graph.errors import BusyError, SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

FIRST_PORT = 8501
"""Where the search for a free port begins."""

ICON = Path(__file__).parent / "static" / "icon.png"
"""Icon of every page, from this folder: Streamlit would fetch a `:material/...:` page icon from another host."""

_PORTS_TRIED = 50
_LAST_PORT = 65535
_START_SECONDS = 60.0
_APP = Path(__file__).parent / "app.py"
# Imported before the first page asks for them; each costs a reader up to a second otherwise.
_HEAVY = ("pandas", "altair", "networkx", "pyvis.network", "dashboard.network_canvas")

_OPTIONS: dict[str, object] = {
    "global.developmentMode": False,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "browser.gatherUsageStats": False,
    "client.disableDataExport": True,  # the button of every table would write cells that spreadsheets run
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "logger.hideWelcomeMessage": True,  # it would ask another host for the address of this machine
}


def serve(
    host: str = "127.0.0.1",
    port: int | None = None,
    on_ready: Callable[[str], None] | None = None,
    *,
    hosts: tuple[str, ...] = (),
    script: Path = _APP,
) -> None:
    """
    Serve the dashboard until it is interrupted.

    Parameters
    ----------
    host
        Address to listen on. Only this machine by default; any other address is taken as an explicit wish.
    port
        Port to listen on; by default the first free one from 8501.
    on_ready
        Called once, from another thread, with the address when the server answers; by default it is printed.
    hosts
        Names by which browsers may ask, beside those of this machine. Where it listens on this machine alone, or where
        any are given, requests for other names are refused: such a name is a page of somebody else's that was made to
        lead here.
    script
        Entry script of the pages.

    Raises
    ------
    SettingsError
        When the host is no address of this machine, or the port is outside 1 to 65535.
    BusyError
        When the port is taken, or no port is free.
    """
    port = _free_port(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    checked = _is_loopback(host) or bool(hosts)
    app = st.App(
        script.resolve(),
        lifespan=_warm,
        middleware=[
            *([Middleware(TrustedHostMiddleware, allowed_hosts=_names(host, hosts))] if checked else []),
            Middleware(SecurityHeaders, policy=content_policy()),
        ],
    )
    waiting = threading.Thread(target=_tell, args=(host, port, address, on_ready or _announce), daemon=True)
    waiting.start()
    app.run(config={**_OPTIONS, **theme_options(), "server.address": host, "server.port": port})


@asynccontextmanager
async def _warm(_: st.App) -> AsyncIterator[dict[str, object]]:
    """
    Import what pages need, then take all of it out of the garbage collector's sight.

    Streamlit collects garbage after every run of a page; with everything imported that costs ten times the page itself.
    """
    for module in _HEAVY:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    yield {}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _names(host: str, hosts: tuple[str, ...]) -> list[str]:
    """Give the names by which a browser may ask."""
    return sorted({"localhost", "127.0.0.1", "[::1]", host, f"[{host}]" if ":" in host else host, *hosts})


def _free_port(host: str, port: int | None) -> int:
    if port is not None:
        if not 1 <= port <= _LAST_PORT:
            raise SettingsError(f"The port {port} does not exist; choose one from 1 to {_LAST_PORT}.")
        if not _can_bind(host, port):
            raise BusyError(f"The port {port} on {host} is taken; choose another one, or none to get a free one.")
        return port
    for candidate in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if _can_bind(host, candidate):
            return candidate
    raise BusyError(
        f"No port from {FIRST_PORT} to {FIRST_PORT + _PORTS_TRIED - 1} is free on {host}; name one that is."
    )


def _can_bind(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise SettingsError(f"The host {host!r} is not known; give an address of this machine.") from error
    with socket.socket(family, kind, protocol) as trial:
        if sys.platform != "win32":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as error:
            if not _is_loopback(host) and not _is_here(address[0]):
                raise SettingsError(f"The host {host!r} is no address of this machine ({error}).") from error
            return False
    return True


def _is_here(address: object) -> bool:
    """Tell whether an address belongs to this machine: then any port can be bound on it."""
    family = socket.AF_INET6 if ":" in str(address) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        try:
            trial.bind((str(address), 0))
        except OSError:
            return False
    return True


def _announce(address: str) -> None:
    print(f"Liaison is at {address}  (stop with Ctrl+C)", flush=True)  # noqa: T201 - what the reader waits for


def _tell(host: str, port: int, address: str, on_ready: Callable[[str], None]) -> None:
    """Wait until the server answers, then say so."""
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        connection = http.client.HTTPConnection(asked, port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                on_ready(address)
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
