"""Lists an office works with: minor breaches, and what is never minor. Each module registers its entries."""
