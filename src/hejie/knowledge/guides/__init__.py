"""One module per kind of problem, each registering its guide. Modules with a leading underscore are shared parts."""
