"""The `hejie` command. Its sub-commands are the modules of hejie.operate.commands."""

from __future__ import annotations

import pkgutil
import signal
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from types import FrameType, ModuleType

from hejie.base.loading import load_apps
from hejie.base.unprivileged import EmbeddedServerError
from hejie.operate import commands
from hejie.operate.database import database
from hejie.operate.steps import SetupError

INTERRUPTED = 130
FAILED = 1


def command_modules(wanted: str | None = None) -> dict[str, ModuleType]:
    """Sub-commands by name. Only the wanted one is imported; all of them when there is no such (for the help)."""
    names = {info.name.rstrip("_").replace("_", "-"): info.name for info in pkgutil.iter_modules(commands.__path__)}
    chosen = [wanted] if wanted in names else sorted(names)
    return {name: import_module(f"{commands.__name__}.{names[name]}") for name in chosen if name}


def build_parser(modules: dict[str, ModuleType]) -> ArgumentParser:
    parser = ArgumentParser("hejie", description="和解 Hejie: consumers and traders settle disputes online.")
    kinds = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in modules.items():
        text = module.__doc__ or ""
        sub = kinds.add_parser(
            name, help=text.partition("\n")[0], description=text, formatter_class=RawDescriptionHelpFormatter
        )
        module.add_arguments(sub)
    return parser


def run_command(module: ModuleType, args: Namespace) -> int:
    if not getattr(args, "needs_database", module.needs_database):
        return int(module.run(args))
    with database():
        load_apps()
        return int(module.run(args))


def end_cleanly(number: int, frame: FrameType | None) -> None:
    """SIGTERM unwinds like Ctrl-C, so that a database started for the command is stopped."""
    raise KeyboardInterrupt


def speak_anyway() -> None:
    """A terminal that has no Chinese shows question marks; nothing fails for that."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point. Returns the exit status: 0 done, 1 failed (the reason is on standard error), 130 interrupted."""
    speak_anyway()
    words = list(sys.argv[1:] if argv is None else argv)
    modules = command_modules(words[0] if words else None)
    args = build_parser(modules).parse_args(words)
    signal.signal(signal.SIGTERM, end_cleanly)
    try:
        return run_command(modules[args.command], args)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (SetupError, EmbeddedServerError) as problem:
        print(problem, file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
