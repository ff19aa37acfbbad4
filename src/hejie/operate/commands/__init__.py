"""One module per `hejie` sub-command, found by its name (`demo_reset.py` is `hejie demo-reset`).

A module has a docstring (its first line is the help), `needs_database` (a part of it may say
otherwise by `set_defaults(needs_database=…)`), `add_arguments(parser)` and `run(args) -> int`. When it needs the
database, Django is set up before `run`; models are imported inside functions, never at the top.
"""
