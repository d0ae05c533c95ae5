"""The field `Codice Fiscale o Partita IVA` (guide 2C)."""

from __future__ import annotations

from ac_tui.journey.rules.reading import Reading
from ac_tui.registry.keys import tax_key
from ac_tui.registry.tax import tax_code_fault


def read_tax_code(text: str) -> Reading:
    """Read a Codice Fiscale (omocodes too) or a Partita IVA, for a look-up by `value`.

    Spaces of all kinds and `IT` before eleven digits are dropped, letters become capitals. Errors: `empty`, `malformed`
    (neither sixteen characters of the right shape nor eleven digits), `check` (the check character is wrong).
    """
    key = tax_key(text)
    if not key:
        return Reading(error="empty")
    fault = tax_code_fault(key)
    return Reading(error=fault) if fault else Reading(key)
