"""The law as plain values: procedures, clocks, calendars. Standard library only."""
