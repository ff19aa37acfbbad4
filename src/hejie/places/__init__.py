"""Regions and the authorities at five levels."""
