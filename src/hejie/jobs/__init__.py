"""Tasks for the worker and the periodic table."""
