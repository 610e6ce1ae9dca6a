"""How the dashboard is served: policy, port and address."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit
from streamlit import config

from dashboard import launcher
from dashboard.security import content_policy
from dashboard.theme import theme_options
from graph.errors import BusyError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_the_policy_allows_the_inline_script_of_the_start_page_by_its_hash() -> None:
    page = (
        "<script src='x.js'></script><script>\nalert('Hello, world.');</script><script>alert('Hello, world.');</script>"
    )
    script = content_policy(page).split("; ")[1]
    # The second hash is the example of Content Security Policy Level 3.
    assert script.startswith("script-src 'self' 'sha256-")
    assert script.endswith(" 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='")
    assert script.count("sha256-") == 2


def test_the_policy_knows_the_installed_start_page() -> None:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    assert content_policy().count("sha256-") == len(re.findall(r"<script>", index)) >= 1
    assert "unsafe-eval" not in content_policy()


def test_a_taken_port_is_refused_with_the_remedy(taken: int) -> None:
    with pytest.raises(BusyError, match=rf"port {taken} on 127\.0\.0\.1 is taken; choose another"):
        launcher.serve(port=taken)


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(SettingsError, match="70000 does not exist"):
        launcher.serve(port=70_000)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_here_is_refused(host: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(repr(host))):
        launcher.serve(host=host)


def test_every_option_is_one_that_this_streamlit_knows() -> None:
    assert set(launcher._OPTIONS) | set(theme_options()) <= set(config._config_options_template)


def test_nothing_is_reported_to_anybody() -> None:
    assert launcher._OPTIONS["browser.gatherUsageStats"] is False
    assert launcher._OPTIONS["client.showErrorDetails"] == "none"
    assert launcher._OPTIONS["server.fileWatcherType"] == "none"
    assert launcher._OPTIONS["server.enableAgentApi"] is False


def test_the_icon_is_a_file_of_ours() -> None:
    assert launcher.ICON.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


@contextmanager
def serving(folder: Path, options: str = "") -> Iterator[str]:
    """Serve one line of text from a process of its own; gives what it says when it is ready."""
    script = folder / "app.py"
    script.write_text("import streamlit as st\nst.text('here')\n", encoding="utf-8")
    call = f"serve(script=Path({str(script)!r}){options})"
    program = f"from pathlib import Path; from dashboard.launcher import serve; {call}"
    server = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline()
    finally:
        server.terminate()
        _, errors = server.communicate(timeout=15)
    assert "Traceback" not in errors


@pytest.mark.slow
def test_it_says_where_it_listens_and_ends_when_asked(tmp_path: Path) -> None:
    with serving(tmp_path) as said:
        assert re.fullmatch(r"Liaison is at http://127\.0\.0\.1:85\d\d  \(stop with Ctrl\+C\)\n", said)


@pytest.mark.slow
def test_ctrl_c_ends_it_with_one_word(tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "dashboard"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=tmp_path, env={**os.environ, "LIAISON_HOME": str(tmp_path)},
    )  # fmt: skip
    assert server.stdout is not None
    assert "Liaison is at" in server.stdout.readline()
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=30)
    assert server.returncode == 130
    assert errors.endswith("Stopped.\n")
    assert "Traceback" not in errors


@pytest.mark.slow
def test_on_all_addresses_only_the_names_that_were_given_may_be_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path, ", host='0.0.0.0', hosts=('liaison.example.org',)") as said:
        port = int(re.search(r":(\d+)", said.partition("//")[2])[1])
        answers = {}
        for name in ("liaison.example.org", "localhost", "evil.example"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/", headers={"Host": name})
            answers[name] = connection.getresponse().status
            connection.close()
    assert answers == {"liaison.example.org": 200, "localhost": 200, "evil.example": 400}
