"""The command line: help, errors, safe output; what needs a store is proved in tests/contract."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from graph.errors import InputError
from graph.statement import Result
from liaison.app.exporting import EXPORT_FOLDER
from liaison.cli import application as assembled
from liaison.cli.example import EXAMPLES, example_key
from liaison.cli.options import parse_day
from liaison.cli.output import Format, table_lines, write_result
from liaison.cli.page import commands, render
from liaison.cli.progress import Progress
from liaison.cli.run import EXIT_CODES, run
from liaison.settings import declared
from reports.exports.formats import FORMATS

PROGRAM = Path(sys.executable).with_name("liaison")
BELL = "\x1b]0;owned\x07\x1b[31mred\u202e"


def liaison(*arguments, **environment):
    values = {**os.environ, **environment}
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, env=values, check=False)


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_an_example_and_meaningful_options(name, capsys):
    command = commands()[name]
    line = EXAMPLES[example_key(command.callback)]
    assert line.startswith(f"liaison {name}")
    assert all(item.help for item in command.params if item.name != "help")
    assert run([*name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Example:" in shown
    assert line in shown


@pytest.mark.parametrize("name", assembled.COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name):
    command = get_command(assembled.application).commands[name]
    assert command.get_short_help_str(1_000) == assembled.COMMANDS[name].summary


def test_help_and_wrong_commands_import_no_use_case():
    program = (
        "import sys\nfrom liaison.cli.run import run\nrun(['--help'])\nrun(['serach'])\n"
        "print([name for name in ('liaison.app', 'numpy', 'neo4j', 'networkx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "Did you mean 'search'" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["analyze", "betweennes"], 5),
        (["analyze", "betweenness", "pivots=none"], 2),
        (["analyze", "betweenness", "--as-of", "yesterday"], 2),
        (["explain", "betweennes", "O-001"], 5),
        (["whatif", "O-001", "--seed", "many"], 2),
    ],
)
def test_what_is_refused_is_refused_before_anything_is_compiled(words, code, tmp_path):
    done = liaison(*words, NUMBA_CACHE_DIR=str(tmp_path / "kernels"), LIAISON_HOME=str(tmp_path / "home"))
    assert done.returncode == code, done.stderr
    assert "ompiling" not in done.stderr + done.stdout
    assert not list((tmp_path / "kernels").rglob("*.nbc"))


DRIVER = ("neo4j", "pandas", "pyarrow", "networkx")
KERNELS = ("numba", "scipy", "graph.kernels", "graph.analytics.scores")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "unwanted"),
    [
        ("run(['query', 'list'])", (*DRIVER, *KERNELS)),
        ("run(['query', 'list', 'vacancy', '--json'])", (*DRIVER, *KERNELS)),
        ("run(['query', 'show', 'q01'])", (*DRIVER, *KERNELS)),
        ("from liaison.app import questions, workspace; from liaison.cli import look", KERNELS),
    ],
)
def test_what_only_reads_files_imports_no_driver_and_what_only_looks_no_kernel(program, unwanted):
    lines = (
        "import sys",
        "from liaison.cli.run import run",
        program,
        f"print([name for name in {unwanted!r} if name in sys.modules])",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "q01" in done.stdout or "q09" in done.stdout or "look" in program


def test_the_list_of_questions_says_what_each_command_says_of_itself():
    group = get_command(assembled.application).commands["query"]
    context = group.make_context("query", [], resilient_parsing=True)
    shown = group.get_help(context)
    for name in group.list_commands(context):
        assert " ".join(group.commands[name].get_short_help_str(1_000).split()) in " ".join(shown.split())


def test_the_page_names_every_command_setting_and_exit_code():
    page = render()
    for name in commands():
        assert f"## liaison {name}\n" in page
    for setting in declared():
        assert f"`{setting.variable}`" in page
    for code in EXIT_CODES:
        assert f"| {code} |" in page


def test_the_help_of_an_export_says_what_each_format_is_for_and_where_files_go():
    said = {item.name: item.help for item in commands()["export"].params}
    for form in FORMATS.values():
        assert f"{form.name}: {form.meaning}" in said["format_name"]
    for command in ("export", "report network"):
        (folder,) = [item for item in commands()[command].params if item.name == "folder"]
        assert folder.default == EXPORT_FOLDER
        assert folder.help.endswith(f"default {EXPORT_FOLDER}.")


def test_the_version_is_told(capsys):
    assert run(["--version"]) == 0
    assert re.fullmatch(r"liaison \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serach", "x"], "Did you mean 'search'"),
        (["search"], "TEXT"),
        (["export", "grapml"], "graphml"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["settings", "--jsn"], "--json"),
        (["search", "x", "--format", "xml"], "Error: "),
        (["whatif", "--handover", "O-019"], "Error: "),
        (["search", "x", "--viewer", ""], "the name is empty"),
        (["load", ""], "is empty; name a file or a folder"),
        (["sample", ""], "name is empty"),
        (["query", "show", "q99"], "`liaison query list` lists all."),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_exit_code_2(arguments, said, capsys):
    code = run(arguments)
    captured = capsys.readouterr()
    assert code in (2, 5)
    assert captured.out == ""
    assert said in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert "Traceback" not in captured.err
    assert "Value error" not in captured.err
    assert captured.err.startswith("Error: ")
    assert captured.err.strip().endswith((".", "?"))


def test_a_sample_world_takes_no_folder_of_somebody_else(tmp_path, capsys):
    mine = tmp_path / "contacts.csv"
    mine.write_text("contact_id,last_name\nC-MINE,Precious\n", encoding="utf-8")
    assert run(["sample", str(tmp_path), "--scale", "0.01"]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert "Precious" in mine.read_text(encoding="utf-8")
    world = tmp_path / "world"
    assert [run(["sample", str(world), "--scale", "0.01"]) for _ in range(2)] == [0, 0]


def test_the_readme_shows_questions_as_they_are_asked(capsys):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = [line.partition("#")[0].split()[1:] for line in re.findall(r"^liaison query show .*", readme, re.MULTILINE)]
    assert shown
    assert [run(arguments) for arguments in shown] == [0] * len(shown)
    assert "MATCH" in capsys.readouterr().out


def test_a_wrong_setting_is_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("LIAISON_PORT", BELL)
    assert run(["settings"]) == 2
    said = capsys.readouterr().err
    assert "LIAISON_PORT" in said
    assert "\x1b" not in said
    assert "\x07" not in said


def test_settings_as_json_never_tell_the_password(monkeypatch, capsys):
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "do-not-tell")
    assert run(["settings", "--json"]) == 0
    shown = capsys.readouterr().out
    assert "do-not-tell" not in shown
    assert {row["setting"] for row in json.loads(shown)} == {setting.variable for setting in declared()}


def test_the_unexpected_is_written_to_a_file_and_told_in_a_sentence(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("LIAISON_HOME", str(tmp_path))

    def fail():
        raise ZeroDivisionError("secret detail")

    broken = assembled.typer.Typer()
    broken.command()(fail)
    monkeypatch.setattr("liaison.cli.run.application", broken)
    assert run([]) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "secret detail" not in said
    assert "Traceback" not in said
    (log,) = (tmp_path / "logs").iterdir()
    assert str(log) in said
    assert "secret detail" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_ctrl_c_is_clean(monkeypatch, capsys):
    def stop():
        raise KeyboardInterrupt

    stopped = assembled.typer.Typer()
    stopped.command()(stop)
    monkeypatch.setattr("liaison.cli.run.application", stopped)
    assert run([]) == 130
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_reader_that_has_enough_is_no_error():
    whole = f"{PROGRAM} settings | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", whole], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_without_a_command_the_help_is_shown():
    done = liaison()
    assert done.returncode == 2
    assert "Usage: liaison" in done.stdout + done.stderr


ROWS = Result(
    ("name", "amount", "when", "flag"),
    (("Bērziņš, Žaneta", 1.23456, None, True), (f"=1+1 {BELL}", 20, "x", False), ("王小明", 3, "y" * 300, None)),
)


def test_a_table_is_safe_for_terminals(capsys):
    write_result(ROWS)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    lines = shown.splitlines()
    assert len(lines) == 5
    assert lines[2].startswith("Bērziņš, Žaneta")
    assert "1.235" in lines[2]
    assert "yes" in lines[2]


def test_a_table_fits_its_terminal_and_says_what_was_cut():
    lines = table_lines(ROWS.columns, ROWS.rows, 60)
    assert all(len(line) <= 60 for line in lines)
    assert "…" in lines[-1]
    assert table_lines(("a",), (), 80) == ["a", "-"]


def test_csv_is_safe_for_spreadsheets(capsys):
    write_result(ROWS, Format.CSV)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "name,amount,when,flag"
    assert lines[1] == '"Bērziņš, Žaneta",1.23456,,true'
    assert lines[2].startswith("'=1+1")


def test_json_gives_values_back_exactly(capsys):
    write_result(ROWS, Format.JSON)
    shown = capsys.readouterr().out
    assert shown.isascii()
    assert [row["name"] for row in json.loads(shown)] == [row[0] for row in ROWS.rows]
    write_result(ROWS, Format.JSONL)
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["amount"] for line in lines] == [1.23456, 20, 3]


def test_days_are_read_or_refused():
    assert parse_day("2026-03-01").isoformat() == "2026-03-01"
    assert parse_day("") == parse_day("today")
    for text in ("2026-02-30", "01/03/2026", "yesterday"):
        with pytest.raises(InputError, match="2026-03-01"):
            parse_day(text)


def test_progress_is_silent_for_what_is_quick(capsys):
    with Progress("Loading") as progress:
        progress(0.5, "file")
    assert capsys.readouterr().err == ""


def _read(terminal):
    try:
        return os.read(terminal, 100_000)
    except OSError:  # the other end is closed
        return b""


SLOW = """
import time
from liaison.cli.progress import Progress
with Progress("Loading") as progress:
    for share in (0.1, 0.5, 0.9):
        time.sleep(0.55)
        progress(share, "f\\x1bile")
"""


@pytest.mark.slow
def test_progress_is_a_bar_on_a_terminal_only():
    plain = subprocess.run([sys.executable, "-c", SLOW], capture_output=True, text=True, timeout=60, check=False)
    assert plain.stderr == ""
    master, slave = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", SLOW], stderr=slave, stdout=subprocess.PIPE) as process:
        os.close(slave)
        shown = b""
        while process.poll() is None:
            shown += _read(master)
        shown += _read(master)
    os.close(master)
    shown = shown.decode()
    assert "Loading: f␛ile" in shown
    assert "90%" in shown
