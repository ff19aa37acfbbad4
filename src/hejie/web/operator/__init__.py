"""The hotline: one screen, made for speed."""
