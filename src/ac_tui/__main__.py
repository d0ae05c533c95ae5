"""``python -m ac_tui`` is the same program as the ``ac-tui`` command."""

import sys

from ac_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
