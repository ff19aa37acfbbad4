"""Become one process of the platform (web, live or worker), for systemd and the like."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from hejie.operate import services

needs_database = False


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", choices=["web", "live", "worker"])


def run(args: Namespace) -> int:
    """Never returns: the command replaces this process, so signals reach it directly."""
    ports = services.Ports.configured()
    found = {"web": services.web(ports.web), "live": services.live(ports.live), "worker": services.worker()}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    command = found[args.name].command
    os.execv(command[0], command)  # noqa: S606
