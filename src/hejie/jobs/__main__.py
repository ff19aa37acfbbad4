"""`python -m hejie.jobs`: the worker, until SIGTERM or Ctrl-C; then it ends the jobs it has begun.

What Django's command `procrastinate worker` does, without its checks, for which it would load every page.
"""

from __future__ import annotations

import asyncio

from hejie.base.loading import load_apps


async def work() -> None:
    """Take jobs, as `PROCRASTINATE_WORKER_DEFAULTS` says."""
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with app.open_async():
            await app.run_worker_async()


if __name__ == "__main__":
    load_apps()
    asyncio.run(work())
