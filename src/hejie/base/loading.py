"""How a process begins: what it imports first is there to stay.

Importing makes a quarter of a million objects and throws few of them away. The collector would look through them dozens
of times, a fifth of what starting costs, and later again and again.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

GARBAGE_AFTER = 20_000  # objects more than there were: about what one request makes and lets go by itself


@contextmanager
def loading() -> Iterator[None]:
    """What is made inside stays to the end of the process; the collector rests meanwhile and never looks at it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(GARBAGE_AFTER)
        gc.enable()


def load_apps() -> None:
    """Django with all apps of the house, for a process that is no web server."""
    with loading():
        import django

        django.setup()
