"""Messages on the terminal, for trying things out by hand. Never on in production: the terminal is not private."""

from __future__ import annotations

import sys

from hejie.messaging.channels import Parcel, channels


class Console:
    """Standard output."""

    def deliver(self, parcel: Parcel) -> None:
        """Print the parcel."""
        sys.stdout.write(f"[{parcel.medium} → {parcel.address}] {parcel.text}\n")
        sys.stdout.flush()


channels.add("console", Console())
