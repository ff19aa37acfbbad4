"""The trader's desk: inbox, a case, reply templates, own figures."""
