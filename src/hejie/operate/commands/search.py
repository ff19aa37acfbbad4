"""Build the search index anew from the cases: after an update that changed what is indexed, or a lost index.

The application may go on running; a run that was stopped is simply started again.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

needs_database = True


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("step", choices=["rebuild"])


def run(args: Namespace) -> int:
    from hejie.search.actions import rebuild

    print(f"已编入索引 / indexed: {rebuild()}")
    return 0
