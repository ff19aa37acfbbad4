"""Start, stop or look at the embedded database. A started one runs until it is stopped."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hejie.base import embedded
from hejie.base import environment as env

needs_database = False


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["start", "stop", "status"])


def run(args: Namespace) -> int:
    """Status 3 from `status` when it does not run, as init scripts have it."""
    var = env.var_folder()
    if args.what == "start":
        print(embedded.ensure_running(var))
    elif args.what == "stop":
        embedded.stop(var)
    running = embedded.Server(var).is_running()
    print("运行中 running" if running else "已停止 stopped")
    return 3 if args.what == "status" and not running else 0
