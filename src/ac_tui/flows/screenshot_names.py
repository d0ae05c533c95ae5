"""What a screenshot's baseline may be called."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 100
_PART: Final = r"[A-Za-z0-9_](?:[\w .-]*[\w-])?"
_NAME: Final = re.compile(rf"{_PART}(?:/{_PART})*", re.ASCII)
"""Names of files everywhere, perhaps in folders: nothing at the ends that some system takes away, no way out."""


def wrong_name(name: str) -> str:
    """Why a baseline cannot have this name, or ""."""
    if len(name) > _LONGEST:
        return f"'{name[:_LONGEST]}…' is longer than {_LONGEST} characters"
    if _NAME.fullmatch(name):
        return ""
    return f"'{name}' is no name: letters, digits, spaces, '.', '_' and '-', with '/' between folders"
