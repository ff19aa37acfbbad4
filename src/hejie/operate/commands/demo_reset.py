"""Throw the demo's database and files away, so that the next `hejie demo` starts over."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hejie.operate import demo

needs_database = False


def add_arguments(parser: ArgumentParser) -> None:
    pass


def run(args: Namespace) -> int:
    demo.reset()
    print("演示数据已清空。 The demo is gone; `make demo` starts over.")
    return 0
