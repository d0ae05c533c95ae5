"""ac-tui: the registration journey of an insurer's customer area, on a phone in the terminal.

Imports run one way, ``cli -> reports, surfaces -> flows -> deck -> journey -> registry``; an import-linter contract in
``pyproject.toml`` holds it. Nothing is imported here, so that a caller pays only for the layer it uses.
"""

__version__ = "0.1.0"
