"""Doors of a server on this machine: TCP ports of 127.0.0.1, and sockets in a folder."""

from __future__ import annotations

import socket
from pathlib import Path


def answers(port: int) -> bool:
    """Whether somebody listens there, on 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port(wanted: int | None) -> int:
    """The wanted port when it is free, else one the kernel picks."""
    for port in (wanted or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("No free port on 127.0.0.1.")


def takes_socket(path: Path) -> bool:
    """Whether a socket can lie there, where nothing lies: some paths are too long, some file systems hold none."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.bind(str(path))
        except OSError:
            return False
    path.unlink()
    return True
