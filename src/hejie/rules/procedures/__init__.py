"""Editions of the law, one module each with its `EDITION`; modules with a leading underscore are shared parts."""
