"""`python -m hejie.web.live [--host HOST] [--port PORT]`: runs the live process."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import resource
import signal
from types import FrameType
from typing import Any

from hejie.base.loading import loading

with loading():
    import uvicorn

    from hejie.web.live.application import application, hub
    from hejie.web.stream import live_port

OPEN_FILES = 16384


class LiveServer(uvicorn.Server):
    """Ends the open streams when asked to stop; uvicorn alone would wait for the readers to leave."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.loop.call_soon_threadsafe(hub.close)
        super().handle_exit(sig, frame)

    async def serve(self, sockets: list[Any] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().serve(sockets)


def serve(*, host: str, port: int) -> None:
    """Run until SIGTERM or SIGINT. The access log stays off: the address carries the ticket."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    config = uvicorn.Config(
        application, host=host, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=3
    )
    LiveServer(config).run()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="The live process of Hejie")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=live_port())
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        serve(host=options.host, port=options.port)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    main()
