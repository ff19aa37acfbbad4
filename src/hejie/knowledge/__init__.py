"""Rights in plain words, checklists, what to expect: one guide per kind of problem, each a file in guides/."""
