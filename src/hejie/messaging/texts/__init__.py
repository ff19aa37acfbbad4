"""What messages say, one module a subject. Each has `TEXTS`: templates by key."""
