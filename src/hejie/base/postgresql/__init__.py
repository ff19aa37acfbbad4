"""The database backend: Django's own, with fewer round trips."""
