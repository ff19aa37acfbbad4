"""The API: one module per resource, the same actions as the pages."""
