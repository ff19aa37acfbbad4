"""The agreement as it is being written: clauses, versions, comments, and who agrees to which version."""
