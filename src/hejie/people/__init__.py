"""Persons, their posts and tokens, identity checks, sign-in."""
