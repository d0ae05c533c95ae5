"""The English words read as English: no Italian construction in them, and one name for one action."""

from __future__ import annotations

import re

import pytest

from ac_tui.assets import screens_dir
from tests.deck.worlds import deck

CALQUES = {
    "rivolgersi a: contact somebody": r"\bturn(?:s|ed)? to (?:the|your|their|our|my)\b",
    "il contatto a cui: the contact where": r"\bcontact on\b|\bon which you prefer\b",
    "richiedere assistenza: contact support": r"\brequest support\b|\bask our support\b",
    "l'Assistenza: support, in small letters": r"(?-i:[a-z,] Support\b)",
    "passare in Agenzia: visit": r"\bcall at\b",
}


@pytest.mark.parametrize("calque", CALQUES)
def test_no_english_text_is_italian_word_for_word(calque: str) -> None:
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sorted((screens_dir() / "variants" / "en").rglob("*.toml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(CALQUES[calque], line, re.IGNORECASE)
    ]
    assert found == []


def test_the_way_to_support_has_one_name() -> None:
    """Italian has the guide's two: «Richiedi assistenza» and «Contatta l'Assistenza»."""
    ways = {
        str(getattr(block, "label", ""))
        for screen in deck("en").screens.values()
        for block in screen.body.values()
        if getattr(block, "sends", "") == "ask_assistance"
    }
    assert ways == {"Contact support"}
