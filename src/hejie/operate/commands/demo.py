"""Set up, fill the database with the demo once, and run everything until Ctrl-C."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from hejie.operate.commands import run as run_command

needs_database = False


def add_arguments(parser: ArgumentParser) -> None:
    pass


def run(args: Namespace) -> int:
    os.environ["HEJIE_DEMO"] = "1"
    return run_command.run(args)
