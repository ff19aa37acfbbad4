"""Files laid before a case: sniffed, hashed, kept."""
