"""Agreements, signatures, promises and their performance."""
