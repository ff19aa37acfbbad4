"""The search box: cases by number, names, phones and any two characters of what was written, newest first."""
