"""The hub: cases, parties, the chain of records, deadlines."""
