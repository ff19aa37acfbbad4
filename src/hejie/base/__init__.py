"""Plumbing without a domain word: sealed fields, keys, ids, registries, events."""
