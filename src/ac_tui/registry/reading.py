"""What a rule makes of a field."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

UNSEEN: Final = frozenset("\u034f\u115f\u1160\u3164\uffa0\u2800\ufe0e\ufe0f")
"""Characters that show nothing though their category does not say so."""


class Reading(Struct, frozen=True):
    """A field as understood: its value, the key of its error's words, or a likelier spelling, which blocks nothing."""

    value: str = ""
    error: str = ""
    suggestion: str = ""
