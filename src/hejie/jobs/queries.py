"""Whether the worker lives, for `/readyz`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateWorker


def worker_alive(now: datetime) -> bool:
    """Whether some worker's heart beat lately (it beats every five seconds and is given twenty)."""
    patience = timedelta(seconds=settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"])
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - patience).exists()
