"""How a matter comes in: drafts and filing."""
