"""Messages appended to `var/messages/<date>.jsonl`, readable by the owner alone: the default of the demo."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from hejie.messaging.channels import DeliveryFailed, Parcel, channels


class File:
    """One JSON line a message. A repeated id is looked for first, because the earlier try may have been written."""

    def deliver(self, parcel: Parcel) -> None:
        """Append the parcel to the file of its day."""
        path = settings.VAR / "messages" / f"{parcel.at:%Y-%m-%d}.jsonl"
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not (parcel.is_repeat and _holds(path, parcel.id)):
                _append(path, parcel)
        except OSError as error:
            raise DeliveryFailed(f"file_{error.errno}") from None


def _holds(path: Path, parcel_id: str) -> bool:
    if not path.exists():
        return False
    with path.open(encoding="utf-8") as lines:
        return any(json.loads(line)["id"] == parcel_id for line in lines)


def _append(path: Path, parcel: Parcel) -> None:
    line = {"id": parcel.id, "at": parcel.at.isoformat(), "medium": parcel.medium, "to": parcel.address}
    data = json.dumps({**line, "text": parcel.text}, ensure_ascii=False).encode() + b"\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


channels.add("file", File())
