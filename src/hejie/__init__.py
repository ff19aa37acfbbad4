"""Hejie 和解: online consumer dispute resolution, from filing to a performed agreement."""
