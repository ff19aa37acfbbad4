"""`python -m hejie.web [OPTIONS OF GRANIAN] APPLICATION`: the web process.

granian divides into workers that would load the platform one by one. Here it is loaded before: once, and what was
loaded is shared.
"""

from __future__ import annotations

from granian.cli import entrypoint

import hejie.wsgi  # noqa: F401 - this loads it

if __name__ == "__main__":
    entrypoint()  # type: ignore[no-untyped-call]
