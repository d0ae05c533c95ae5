"""One module a command: `add_arguments(parser)` declares, `run(args)` does and returns the exit code."""
