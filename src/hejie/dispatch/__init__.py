"""Which office and which officer has a case: every way between them, and who is suggested."""
