"""Offers between the two sides."""
