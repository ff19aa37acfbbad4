"""Whoever was asked about a case: what awaits their word, and one page to give it on."""
