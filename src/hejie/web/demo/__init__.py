"""Pages of the demonstration alone: everybody's way in, and a phone that anyone may look at."""
