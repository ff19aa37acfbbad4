"""Sessions of mediation in the room: who is in it, what happens there, recordings and minutes."""
