"""The simulator in a terminal, made of Textual's own parts."""

import os

# Textual writes what it does to a log file or a console that the environment names, keys typed into a password among it.
for _name in ("TEXTUAL_LOG", "TEXTUAL", "TEXTUAL_DEBUG"):
    os.environ.pop(_name, None)
