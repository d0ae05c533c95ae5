"""Words of the desk that no part of the program asks for any more.

This finds keys of the words that ac-tui ships: in any other folder, one that those lack does not load (`unknown-word`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from ac_tui.deck.lint.remarks import Remark
from ac_tui.deck.lint.texts import Entry

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_LITERALS: Final = (
    re.compile(r'(f?)"((?:[^"\\\n]|\\.)*)"'),
    re.compile(r"(f?)'((?:[^'\\\n]|\\.)*)'"),  # inside an f-string the other quotes are used
)
_JOINED: Final = re.compile(r"'([a-z][a-z0-9_.]*)' ~")
"""How a template composes a key: what it begins with, then anything."""
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_FILLED: Final = re.compile(r"\{[^{}]*\}")
_PATTERN: Final = re.compile(r"[a-z0-9_.{}]*")


def unused(texts: Sequence[Entry]) -> Iterator[tuple[Entry, Remark]]:
    """`unused-key`: words of desk/words.toml whose key stands nowhere in the program, neither whole nor composed."""
    asked = _asked()
    for entry in texts:
        if entry.place == "desk/words" and not asked.fullmatch(".".join(map(str, entry.path))):
            yield entry, Remark("unused-key", "suggestion", "nothing in the program shows these words")


@lru_cache(maxsize=1)
def _asked() -> re.Pattern[str]:
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
