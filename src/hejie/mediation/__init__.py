"""Who mediates, and the shared draft."""
