"""The command that makes a document again, as a shell reads it."""

import datetime as dt
import shlex

import pytest
from small_world import AS_OF, HIGH, LOW, small_view

from graph.errors import InputError, RefusedError
from graph.model.viewer import Viewer
from liaison.app.made_by import assigned, made_by
from liaison.cli.named_values import named_values


def test_it_names_reader_day_and_level():
    reader = Viewer("high", "coordinator", 4, HIGH.compartments, HIGH.releases)
    assert made_by("export", "gexf", view=small_view(HIGH), viewer=reader, content="all") == (
        "liaison export gexf --content all --viewer high --as-of 2026-03-01"
    )
    assert made_by("export", view=small_view(LOW), viewer=LOW, max_level=1).endswith("--max-level 1")


@pytest.mark.parametrize("name", ["O'Neill", "a b", "$(reboot)", "`id`", '"', "x; rm -rf ~", "!!", "*", "é"])
def test_what_a_shell_would_obey_is_quoted(name):
    reader = Viewer(name, "analyst", LOW.level)
    words = shlex.split(made_by("query", "run", f"text={name}", view=small_view(LOW), viewer=reader))
    assert words == ["liaison", "query", "run", f"text={name}", "--viewer", name, "--as-of", AS_OF.isoformat()]
    line = made_by("query", view=small_view(LOW), viewer=reader)
    assert name == "é" or not any(sign in line.replace(shlex.quote(name), "") for sign in "$`;!*\"'")


def test_values_are_written_as_they_are_read():
    values = {
        "n": 6, "share": 0.25, "whole": 5.0, "tiny": 1e-7, "on": True, "off": False, "day": dt.date(2026, 1, 31),
        "names": ["A", "b c"], "none": None, "text": "x=y",
    }  # fmt: skip
    assert named_values(assigned(values)) == {
        "n": "6", "share": "0.25", "whole": "5", "tiny": "0.0000001", "on": "yes", "off": "no", "day": "2026-01-31",
        "names": "A; b c", "text": "x=y",
    }  # fmt: skip


def test_a_command_for_somebody_who_sees_something_else_is_not_written():
    with pytest.raises(InputError, match="open it again"):
        made_by("export", view=small_view(HIGH), viewer=LOW)
    with pytest.raises(RefusedError):
        made_by("export", view=small_view(HIGH), viewer=LOW, max_level=4)
