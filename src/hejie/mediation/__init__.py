"""Who mediates, and who agreed to it."""
