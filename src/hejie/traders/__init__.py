"""Traders, their membership and what is known of them."""
