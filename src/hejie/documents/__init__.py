"""Papers: kinds, numbers, PDF, signatures, verification."""
