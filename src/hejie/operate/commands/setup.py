"""Set everything up: assets, database, tables. Does only what is not done yet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hejie.operate.setup import build_assets, set_up

needs_database = False


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--assets-only", action="store_true", help="leave the database alone")


def run(args: Namespace) -> int:
    if args.assets_only:
        build_assets()
    else:
        set_up()
    return 0
