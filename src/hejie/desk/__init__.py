"""How officers keep their own desk: saved filters, columns, visits planned, replies of the office, who gave a post."""
