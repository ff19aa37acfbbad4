"""Django's own management commands, with the database running: `hejie manage migrate --plan`."""

from __future__ import annotations

from argparse import REMAINDER, ArgumentParser, Namespace

needs_database = True


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=REMAINDER, metavar="COMMAND …")


def run(args: Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["hejie manage", *args.arguments])
    return 0
