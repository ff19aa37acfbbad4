"""Figures of traders and offices, with their denominators."""
