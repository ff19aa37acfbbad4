"""Notices read in the house: the row is the notice, so there is nothing to carry."""

from __future__ import annotations

from hejie.messaging.channels import Parcel, channels


class InApp:
    """The reader's own list of notices."""

    def deliver(self, parcel: Parcel) -> None:
        """Nothing leaves the house."""


channels.add("inapp", InApp())
