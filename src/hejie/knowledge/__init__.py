"""Rights in plain words, checklists, what to expect."""
