"""Everything around the application: set-up, the database's lifetime, the processes, the command line."""
