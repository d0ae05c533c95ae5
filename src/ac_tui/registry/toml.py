"""Reading a TOML text: its tables, or the one fault of its syntax, at its line and in a writer's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.locate import last_key_line, repeated_key

_PLACE: Final = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_KEY: Final = r"(?:[A-Za-z0-9_.-]+|\"[^\"\n]*\")"
_PAIR: Final = re.compile(rf"\s*{_KEY}\s*=")
_HEADING: Final = re.compile(rf"\s*\[\[?\s*{_KEY}\s*\]\]?\s*(?:#.*)?$", re.MULTILINE)


class _Slip(NamedTuple):
    """What Python says of a faulty text, and where: a line from 1, and an offset into the text."""

    said: str
    text: str
    line: int
    at: int

    @property
    def rest(self) -> str:
        """What stands from the fault to the end of its line."""
        return self.text[self.at :].partition("\n")[0]

    @property
    def before(self) -> str:
        """What stands on its line before the fault."""
        return self.text[: self.at].rpartition("\n")[2]

    @property
    def line_before(self) -> int:
        """The last line before the fault that says something."""
        lines = self.text[: self.at].split("\n")
        while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        return len(lines)


def read_toml(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text called `name`, a byte order mark at its head left out; raises FileError."""
    bare = text.removeprefix("\ufeff")
    try:
        return tomllib.loads(bare)
    except tomllib.TOMLDecodeError as error:
        # tomllib counts a line break as one sign, whichever it is
        line, message = _in_words(_slip(str(error), bare.replace("\r\n", "\n")))
    except ValueError:  # Python reads no number of thousands of digits
        line, message = 1, "a number has too many digits"
    except RecursionError:
        line, message = 1, "values are nested too deeply"
    raise FileError([Fault(name, line, "toml-syntax", message)]) from None


def _slip(message: str, text: str) -> _Slip:
    place = _PLACE.search(message)
    said = _PLACE.sub("", message)
    if place is None or not place[1]:
        return _Slip(said, text, text.rstrip().count("\n") + 1, len(text))
    line = int(place[1])
    start = sum(len(part) + 1 for part in text.split("\n")[: line - 1])
    return _Slip(said, text, line, start + int(place[2]) - 1)


def _in_words(slip: _Slip) -> tuple[int, str]:
    """The line of a slip and what it is, as far as it is one of those that writers make; else as Python says it."""
    conflict = _CONFLICT.search(slip.text)
    if conflict:
        line = slip.text.count("\n", 0, conflict.start()) + 1
        return line, f"`{conflict[0]}` marks two versions of the file: keep one of them, and delete the lines of signs"
    for beginnings, tell in _SLIPS:
        if slip.said.startswith(beginnings):
            return tell(slip)
    return slip.line, slip.said


def _repetition(slip: _Slip) -> tuple[int, str]:
    found = repeated_key(slip.text, slip.line)
    if found is None:
        return slip.line, slip.said
    path, first = found
    key = ".".join(map(str, (part for part in path if not isinstance(part, int))))
    return slip.line, f"`{key}` is given twice: first at line {first}"


def _unclosed(slip: _Slip) -> tuple[int, str]:
    """A list or table in braces: what follows shows whether its end or a comma is missing."""
    closing = "]" if "array" in slip.said else "}"
    rest, left = slip.text[slip.at :], slip.rest
    same_line = slip.line == slip.line_before
    if not left.strip() or _HEADING.match(rest) or (_PAIR.match(left) and (closing == "]" or not same_line)):
        return slip.line_before, f"`{closing}` is missing at the end of `{_opening(slip)}`"
    if left.startswith((")", "]", "}")):
        return slip.line, f"`{left[0]}` stands where `{closing}` should"
    return slip.line_before, f"a comma is missing before `{left.strip()[:30]}`"


def _opening(slip: _Slip) -> str:
    number = last_key_line(slip.text[: slip.at])
    return slip.text.split("\n")[number - 1].partition("=")[0].strip() or "the list"


def _sign(slip: _Slip) -> tuple[int, str]:
    if r"'\n'" in slip.said or slip.said.startswith("Expected"):
        return slip.line, "a text in quotes ends where its line does: is a quote missing?"
    code = ord(slip.text[slip.at]) if slip.at < len(slip.text) else 0
    return slip.line, f"a sign that nobody sees (U+{code:04X}): delete it"


def _backslash(slip: _Slip) -> tuple[int, str]:
    return slip.line, "a backslash in a text: write it twice (`\\\\`), or put the text in single quotes"


def _endless(slip: _Slip) -> tuple[int, str]:
    return last_key_line(slip.text), "the text that begins here has no quote at its end"


def _heading(slip: _Slip) -> tuple[int, str]:
    return slip.line, f"the heading is not closed: `{slip.said.split(chr(39))[1]}` is missing"


def _no_sign(slip: _Slip) -> tuple[int, str]:
    return slip.line, f"after `{slip.before.strip()}` a `=` is missing"


def _value(slip: _Slip) -> tuple[int, str]:
    bare = slip.rest.partition("#")[0].strip()
    if slip.at >= len(slip.text) and not slip.before.rstrip().endswith("="):
        return last_key_line(slip.text), "the list that begins here has no `]` at its end"
    if not bare:
        return slip.line, "nothing stands after the `=`" if slip.before.rstrip().endswith("=") else "a value is missing"
    if bare.startswith(","):
        return slip.line, "one comma too many"
    if bare.startswith(("“", "”", "„", "«", "‘", "’", "`")):
        return slip.line, 'a text stands in straight quotes, "…"'
    if bare.casefold() in ("true", "false", "yes", "no", "si", "sì"):
        return slip.line, "yes and no are written `true` and `false`, in small letters"
    return slip.line, f'a text stands in quotes: "{bare.rstrip(chr(34) + chr(39))[:40]}"'


def _left_over(slip: _Slip) -> tuple[int, str]:
    left = slip.rest.strip()
    said = f"`{left[:30]}` is left over after the value"
    if left.startswith("]"):
        said = "one `]` too many"
    elif left.startswith(","):
        said = "a key has one value: several stand in a list, [ … ]"
    elif _PAIR.match(left) and not left.startswith('"'):
        said = "every key stands on a line of its own"
    elif slip.before.rstrip().endswith(('"', "'")):
        said = f'the text ends before `{left[:30]}`: a quote within it is written `\\"`, or «…»'
    return slip.line, said


def _statement(slip: _Slip) -> tuple[int, str]:
    return slip.line, (
        "a line begins with a key, a `[heading]` or `#`; a key has letters without accents, digits, `-` and `_`"
    )


_SLIPS: Final[tuple[tuple[tuple[str, ...], Callable[[_Slip], tuple[int, str]]], ...]] = (
    (("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline"), _repetition),
    (("Unclosed array", "Unclosed inline"), _unclosed),
    (("Unescaped '\\'", "Invalid hex"), _backslash),
    (("Illegal character", 'Expected "\'"'), _sign),
    (("Unterminated string",), _endless),
    (("Expected ']' ", "Expected ']]' "), _heading),
    (("Invalid value",), _value),
    (("Expected newline",), _left_over),
    (("Expected '='",), _no_sign),
    (("Invalid statement",), _statement),
)
"""Who tells of what Python says, by how that begins."""
