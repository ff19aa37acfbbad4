"""Pages that need no account: what one's rights are, how to begin, where a matter stands."""
