"""A relay for pictures and sound (coturn), as strict networks need one: by TCP alone, on this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hejie.operate.services import next_free

FIRST_PORT = 8690
SECRET = "a secret between coturn and the platform"
PORTS = (49_300, 49_400)


@contextmanager
def relay(folder: Path) -> Iterator[str | None]:
    """Its address while it runs; None on a machine without coturn."""
    program = shutil.which("turnserver")
    if program is None:
        yield None
        return
    port = next_free(FIRST_PORT)
    own = ["-n", "-L", "127.0.0.1", "-E", "127.0.0.1", "-p", str(port), "--allow-loopback-peers", "--realm", "hejie"]
    own += ["--use-auth-secret", f"--static-auth-secret={SECRET}", "--no-tls", "--no-dtls", "--no-cli", "--no-udp"]
    own += ["--min-port", str(PORTS[0]), "--max-port", str(PORTS[1]), "--pidfile", str(folder / "turn.pid")]
    process = subprocess.Popen([program, *own], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield f"turn:127.0.0.1:{port}?transport=tcp"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Returns when it answers; raises RuntimeError when it ended instead."""
    while process.poll() is None:
        with socket.socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise RuntimeError("coturn did not start")
