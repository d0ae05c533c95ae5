"""The simulator in a terminal, made of Textual's own parts."""

import os

# Textual would write every key to a log file or a console where these say so, and passwords are keys.
for _name in ("TEXTUAL_LOG", "TEXTUAL", "TEXTUAL_DEBUG"):
    os.environ.pop(_name, None)
