"""The real Neo4j that tests run on: the pinned version, one's own, and gone with whoever started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from neo4j_server import NEO4J_VERSION, ServerUnavailableError, start
from neo4j_server.home import DEVELOPMENT, Home, take_home
from neo4j_server.line import LINE

pytestmark = [pytest.mark.server, pytest.mark.neo4j, pytest.mark.slow]

TOOLS = Path(__file__).resolve().parents[2] / "tools"
STARTER = """
from neo4j_server import start
server = start()
print(server.supervisor_pid, server.uri, server.folder, flush=True)
import time
time.sleep(300)
"""


@pytest.fixture
def someone_else(neo4j_server):
    """Start a server from another process; gives that process, the supervisor and the processes of the server."""
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER], env={**os.environ, "PYTHONPATH": str(TOOLS)}, stdout=subprocess.PIPE, text=True
    )
    supervisor_pid, uri, folder = starter.stdout.readline().split()
    supervisor = psutil.Process(int(supervisor_pid))
    yield starter, supervisor, supervisor.children(), uri, folder
    starter.kill()
    starter.wait()
    starter.stdout.close()


def all_gone(processes, seconds=20):
    """Wait until none of the processes runs; one that only waits to be buried does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes):
            return True
        time.sleep(0.05)
    return False


def test_the_version_is_the_pinned_one(neo4j_server):
    assert neo4j_server.version == NEO4J_VERSION
    if LINE.cypher_shell:
        done = neo4j_server.cypher_shell("CALL dbms.components() YIELD versions, edition RETURN versions, edition;")
        assert f'["{NEO4J_VERSION}"], "community"' in done.stdout


@pytest.mark.skipif(not LINE.cypher_shell, reason=f"Neo4j {NEO4J_VERSION} comes without cypher-shell")
def test_cypher_shell_takes_parameters_and_says_what_is_wrong(neo4j_server):
    done = neo4j_server.cypher_shell(":param {k: 41}\nRETURN $k + 1 AS answer;")
    assert (done.returncode, done.stdout, done.stderr) == (0, "answer\n42\n", "")
    wrong = neo4j_server.cypher_shell("RETURN nobody;")
    assert wrong.returncode == 1
    assert "nobody" in wrong.stderr


def test_a_server_is_reached_from_this_machine_alone_and_its_password_is_not_shown(neo4j_server):
    assert neo4j_server.uri.startswith("bolt://127.0.0.1:")
    assert neo4j_server.password not in repr(neo4j_server)
    assert (neo4j_server.folder / "password").stat().st_mode & 0o077 == 0
    java = psutil.Process(neo4j_server.supervisor_pid).children()
    listening = {c.laddr.ip for p in java for c in p.net_connections() if c.status == psutil.CONN_LISTEN}
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}


def test_two_who_test_at_once_never_meet_and_a_server_ends_when_its_starter_is_killed(neo4j_server, someone_else):
    starter, supervisor, servers, uri, folder = someone_else
    assert uri != neo4j_server.uri
    assert Path(folder) != neo4j_server.folder
    assert servers
    starter.send_signal(signal.SIGKILL)
    assert all_gone([supervisor, *servers])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start ends it")
def test_a_server_ends_when_its_supervisor_is_killed(someone_else):
    _, supervisor, servers, _, _ = someone_else
    supervisor.send_signal(signal.SIGKILL)
    assert all_gone([supervisor, *servers])


def test_the_server_of_a_holder_that_was_killed_is_ended_by_the_next_one(tmp_path):
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    home = Home("test", tmp_path, -1)
    home.remember(left.pid, "bolt://127.0.0.1:1")
    home.end_leftover()
    assert left.poll() is not None
    assert not home.state_file.exists()


def test_a_process_that_only_has_the_number_of_a_server_is_left_alone(tmp_path):
    home = Home("test", tmp_path, -1)
    home.state_file.write_text(f'{{"pid": {os.getpid()}, "started": 1.0, "uri": ""}}', encoding="utf-8")
    home.end_leftover()
    assert not home.state_file.exists()


def test_one_server_for_development_at_a_time(neo4j_server):
    home = take_home(keep=True)
    try:
        assert home.name == DEVELOPMENT
        with pytest.raises(ServerUnavailableError, match="already running"):
            start(keep=True)
    finally:
        os.close(home.lock)
