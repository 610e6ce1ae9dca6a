"""Kill -9 of a loading process at random moments: loading again gives what an uninterrupted load gives."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_digest import contents, digest, ledger_sums
from store_fixtures import emptied

from graph.statement import Statement
from liaison.app.loading import load

PROGRAM = Path(sys.executable).with_name("liaison")
KILLS = int(os.environ.get("LIAISON_TEST_KILLS", "4"))
SEED = int(os.environ.get("LIAISON_TEST_SEED", "2020"))


def environment(store, home):
    """Point the command line at the store under test, whichever it is."""
    address = store.address
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIAISON_", "NEO4J_"))}
    return {
        **kept,
        "NEO4J_URI": address.uri,
        "NEO4J_USER": address.user,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database or "",
        "LIAISON_HOME": str(home),
    }


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_load_killed_at_random_moments_is_completed_by_loading_again(store, world, tmp_path):
    began = time.monotonic()
    whole = load(store, [world.folder], rejects=tmp_path / "rejected")
    seconds = time.monotonic() - began
    expected, expected_lines = digest(store), contents(store)
    emptied(store)

    chance = random.Random(SEED)
    command = [PROGRAM, "load", str(world.folder)]
    killed = 0
    for turn in range(5 * KILLS):
        if turn >= KILLS and killed:
            break
        # On a warm server loads end sooner than the first one did: draw from shorter times until one is met alive.
        seconds *= 1 if killed else 0.85
        with subprocess.Popen(
            command, env=environment(store, tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            # From before the first row to after the last, start of the program included.
            time.sleep(chance.uniform(0.8, 1.5 + seconds))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        for sums, pages, read in ledger_sums(store).values():
            assert sums == pages, f"seed {SEED}"
            assert sum(sums) == read
    assert killed, "no load was alive any more when it was to be killed"

    done = subprocess.run(
        command, env=environment(store, tmp_path), capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 3, done.stderr
    missing = sorted(set(expected_lines) - set(contents(store)))[:3]
    surplus = sorted(set(contents(store)) - set(expected_lines))[:3]
    assert digest(store) == expected, f"seed {SEED}: missing {missing}, surplus {surplus}"
    sums = store.read(Statement("MATCH (b:Batch) RETURN b.rows_read, b.finished_at ORDER BY b.load_id DESC")).rows
    assert sums[0][0] == whole.rows_read
    assert sums[0][1] is not None
