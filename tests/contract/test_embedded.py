"""The embedded server: found, started, shared, killed, and never left behind."""

import os
import signal
import stat
import subprocess
import sys
import time

import psutil
import pytest

from graph.errors import StoreUnavailableError
from graph.statement import Statement
from graph.store import BoltStore
from graph.store.embedded import find_or_start, status, stop, supervision

pytestmark = [pytest.mark.server, pytest.mark.slow]

CLIENT = """
import sys, time
from pathlib import Path
from graph.store.embedded import find_or_start
print(find_or_start(Path(sys.argv[1]), heap="256m", grace=float(sys.argv[2])).uri, flush=True)
time.sleep(float(sys.argv[3]))
"""


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "a home with spaces é"
    yield folder
    stop(folder)


def client(home, grace=1, stay=0):
    command = [sys.executable, "-c", CLIENT, str(home), str(grace), str(stay)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def gone(pid, limit=20):
    until = time.monotonic() + limit
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def test_the_second_client_finds_the_server_of_the_first(home):
    assert status(home) is None
    first = find_or_start(home, heap="256m")
    other = client(home)
    assert other.stdout.readline().strip() == first.uri
    other.wait(20)


def test_two_clients_that_start_at_once_get_one_server(home):
    clients = [client(home, grace=5) for _ in range(3)]
    assert len({process.stdout.readline().strip() for process in clients}) == 1
    for process in clients:
        process.wait(20)


def test_only_the_owner_can_read_it(home):
    address = find_or_start(home, heap="256m")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for name in ("password", "server.json", "server.log"):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600, name
    assert address.password == (home / "password").read_text()
    assert address.password not in (home / "server.log").read_text()


def test_it_listens_on_this_machine_alone(home):
    find_or_start(home, heap="256m")
    process = psutil.Process(status(home).pid)
    listening = [c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN]
    assert listening
    assert {ip.removeprefix("::ffff:") for ip in listening} <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_even_with_a_client_connected(home, how):
    with BoltStore(find_or_start(home, heap="256m")) as store:
        store.verify()
        pid = status(home).pid
        os.kill(pid, how)
        assert gone(pid)


def test_what_was_committed_survives_a_kill(home):
    with BoltStore(find_or_start(home, heap="256m")) as store:
        store.ensure_schema()
        acknowledged = 0
        for number in range(30):
            rows = [f"{number}-{i}" for i in range(50)]
            store.run(Statement("UNWIND $rows AS row CREATE (:Theme {code: row})", {"rows": rows}))
            acknowledged += 50
        os.kill(status(home).pid, signal.SIGKILL)
    with BoltStore(find_or_start(home, heap="256m")) as store:
        assert store.read(Statement("MATCH (n:Theme) RETURN count(n)")).rows == ((acknowledged,),)
        store.run(Statement("CREATE (:Theme {code: 'more'})"))


def test_a_killed_client_leaves_no_server_behind(home):
    process = client(home, grace=1, stay=60)
    process.stdout.readline()
    pid = status(home).pid
    process.kill()
    process.wait()
    assert gone(pid)
    assert status(home) is None


def test_it_stays_while_a_client_lives_and_a_little_longer(home):
    process = client(home, grace=3, stay=4)
    process.stdout.readline()
    pid = status(home).pid
    process.wait(20)
    assert psutil.pid_exists(pid)
    assert gone(pid)


def test_a_platform_without_the_engine_gets_a_sentence(home, monkeypatch):
    monkeypatch.setattr(supervision.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(StoreUnavailableError, match="Set NEO4J_URI"):
        find_or_start(home)


def test_a_server_that_cannot_start_says_where_to_look(home):
    with pytest.raises(StoreUnavailableError, match=r"server\.log"):
        find_or_start(home, heap="1x")


def test_no_file_appears_in_the_working_directory(home, tmp_path, monkeypatch):
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    find_or_start(home, heap="256m")
    assert list(place.iterdir()) == []


def test_a_store_that_is_open_survives_the_end_of_its_server(home):
    with BoltStore(find_or_start(home, heap="256m")) as store:
        store.ensure_schema()
        store.run(Statement("CREATE (:Theme {code: 'one'})"))
        for _ in range(2):
            before = status(home).pid
            os.kill(before, signal.SIGKILL)
            gone(before)
            assert store.read(Statement("MATCH (t:Theme) RETURN t.code")).rows == (("one",),)
            assert status(home).pid != before
        os.kill(status(home).pid, signal.SIGKILL)
        assert [len(part.rows) for part in store.stream(Statement("MATCH (t:Theme) RETURN t.code"))] == [1]


def test_a_server_started_anew_listens_where_the_last_one_did(home):
    first = find_or_start(home, heap="256m")
    assert stop(home)
    assert find_or_start(home, heap="256m").uri == first.uri


def test_a_stale_state_is_not_believed(home):
    find_or_start(home, heap="256m")
    pid = status(home).pid
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert (home / "server.json").exists()
    assert status(home) is None
    # A process that merely got the number of the last server is not the server.
    text = (home / "server.json").read_text().replace(f'"pid": {pid}', f'"pid": {os.getpid()}')
    (home / "server.json").write_text(text)
    assert status(home) is None


def test_a_server_ends_when_its_folder_vanishes(home):
    process = client(home, grace=60, stay=60)
    process.stdout.readline()
    pid = status(home).pid
    home.rename(home.with_name("moved"))
    try:
        assert gone(pid)
    finally:
        process.kill()
        process.wait()


def test_who_connects_without_being_registered_keeps_it_too(home):
    with BoltStore(find_or_start(home, heap="256m", grace=1)) as store:
        store.verify()
        pid = status(home).pid
        for path in (home / "clients").iterdir():
            path.unlink()
        time.sleep(4)
        assert psutil.pid_exists(pid)
    assert gone(pid)


def test_a_starter_that_is_killed_leaves_a_start_that_others_use(home):
    process = client(home, grace=30, stay=60)
    until = time.monotonic() + 20
    while not (home / "server.lock").exists() and time.monotonic() < until:
        time.sleep(0.01)
    process.kill()
    process.wait()
    with BoltStore(find_or_start(home, heap="256m")) as store:
        assert store.verify().startswith("ArcadeDB")


def test_a_folder_called_like_a_package_does_not_get_in_its_way(home, tmp_path, monkeypatch):
    place = tmp_path / "work"
    (place / "graph").mkdir(parents=True)
    (place / "graph" / "__init__.py").write_text("raise RuntimeError('the wrong package')")
    monkeypatch.chdir(place)
    find_or_start(home, heap="256m")
