"""Pages of the two sides of a case: the consumer, and a trader who came by an invitation link."""
