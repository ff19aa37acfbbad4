"""The `hejie` command as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from hejie import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(cli.command_modules()))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    module = cli.command_modules(name)[name]
    assert module.__doc__
    assert module.__doc__.splitlines()[0].split()[0] in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(cli.command_modules()))
def test_every_command_keeps_the_contract(name: str) -> None:
    module = cli.command_modules(name)[name]
    assert isinstance(module.needs_database, bool)
    module.add_arguments(ArgumentParser())
    assert callable(module.run)


def test_a_term_across_national_day_is_counted_day_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["deadline", "cn_order121", "acceptance", "--start", "2026-09-28T10:00", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert told["due"] == "2026-10-13"
    assert told["provisional"] is False
    assert told["article"]
    by_date = {day["date"]: day for day in told["days"]}
    assert not by_date["2026-10-01"]["counted"]
    assert by_date["2026-10-10"]["counted"], "the make-up Saturday counts"
    assert all(day["why"] for day in told["days"])


def test_a_start_with_a_time_zone_is_taken_to_china(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["deadline", "cn_order121", "acceptance", "--start", "2026-09-27T18:00+00:00", "--json"])
    assert json.loads(capsys.readouterr().out)["start"] == "2026-09-28"


def test_an_unknown_rule_names_the_ones_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deadline", "cn_order121", "tea_break", "--start", "2026-09-28"]) == 2
    said = capsys.readouterr().err
    assert "tea_break" in said
    assert "mediation" in said


@pytest.mark.parametrize("wrong", [["--start", "soon"], ["--start", "2026-09-28", "--pause", "2026-10-09"]])
def test_a_date_that_cannot_be_read_is_shown_how_to_write(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["deadline", "cn_order121", "acceptance", *wrong])
    assert "要写成" in capsys.readouterr().err


def test_counting_needs_neither_database_nor_folder(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HEJIE_VAR": str(tmp_path / "var")}
    command = [sys.executable, "-m", "hejie.cli", "deadline", "cn_order121", "mediation", "--start", "2026-09-28"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_lock_file_names_an_address() -> None:
    for name in ("package-lock.json", "requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text(), name
