"""The mediation room for browsers: its state, acts, files and links, as JSON. What it says: docs/api/room.md."""
