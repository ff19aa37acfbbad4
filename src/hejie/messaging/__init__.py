"""Messages to people, through channels."""
