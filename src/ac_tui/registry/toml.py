"""Reading a TOML text: its tables, or the one fault of its syntax, at its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from ac_tui.registry.faults import Fault, FileError

_PLACE: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")

_PLAINLY: Final = {r"Illegal character '\n'": "a text in quotes ends where its line does: is a quote missing?"}
"""What Python says of the mistakes that writers make, in words they know."""


def read_toml(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text called `name`, a byte order mark at its head left out; raises FileError."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise FileError([_fault(str(error), text, name)]) from None
    except ValueError:  # Python reads no number of thousands of digits
        raise FileError([Fault(name, 1, "toml-syntax", "a number has too many digits")]) from None
    except RecursionError:
        raise FileError([Fault(name, 1, "toml-syntax", "values are nested too deeply")]) from None


def _fault(message: str, text: str, name: str) -> Fault:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    said = _PLACE.sub("", message)
    return Fault(name, line, "toml-syntax", _PLAINLY.get(said, said))
