"""Words of the desk that no part of the program asks for any more are taken out."""

from __future__ import annotations

import re
from pathlib import Path

import ac_tui
from tests.shipped import the_deck

_PACKAGE = Path(ac_tui.__file__).parent
_LITERALS = (
    re.compile(r'(f?)"((?:[^"\\\n]|\\.)*)"'),
    re.compile(r"(f?)'((?:[^'\\\n]|\\.)*)'"),  # inside an f-string the other quotes are used
)
_JOINED = re.compile(r"'([a-z][a-z0-9_.]*)' ~")
"""How a template composes a key: what it begins with, then anything."""
_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_FILLED = re.compile(r"\{[^{}]*\}")
_PATTERN = re.compile(r"[a-z0-9_.{}]*")


def asked() -> re.Pattern[str]:
    """Matches every key that a string of the program names, with anything where it fills something in."""
    keys: set[str] = set()
    for path in sorted((*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.jinja"))):
        text = path.read_text("utf-8")
        if path.suffix == ".jinja":
            keys |= {f"{re.escape(start)}[a-z0-9_.]*" for start in _JOINED.findall(text)}
        for formatted, literal in (found for shape in _LITERALS for found in shape.findall(text)):
            if not formatted and _KEY.fullmatch(literal):
                keys.add(re.escape(literal))
            elif formatted and "." in (bare := _FILLED.sub("{}", literal)) and _PATTERN.fullmatch(bare):
                fixed = bare.replace("{}", "")
                if fixed.strip("."):
                    keys.add(re.escape(bare).replace(re.escape("{}"), "[a-z0-9_.]*"))
    return re.compile("|".join(sorted(keys)) or "(?!)")


def test_every_key_of_the_desk_s_words_stands_in_the_program_whole_or_composed() -> None:
    keys = asked()
    assert keys.fullmatch("phone.solstice") is None
    assert [key for key in the_deck().desk if not keys.fullmatch(key)] == []
