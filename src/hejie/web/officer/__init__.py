"""The officer's desk: what must be done today, one case with its decisions, and the working calendar."""
