"""Where a key stands in a TOML text: `tomllib` reads values and forgets their lines."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Final

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_INLINE_BLANK: Final = re.compile(r"[ \t]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_STRING: Final = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*\'',
    re.DOTALL,
)
_SCALAR: Final = re.compile(r"[^,\]}\n#]+")
_DEEPEST: Final = 64

Path = tuple[str | int, ...]


def locate_toml(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, of a key path such as `("customers", 3, "emails")` or `("body", "sent", "max_length")`.

    Knows headers, arrays of tables, dotted and quoted keys, inline tables, arrays over several lines and multi-line
    strings. What does not stand in the text leads to the nearest thing around it that does; line 1 at the last.
    """
    lines = _key_lines(text)
    for end in range(len(path), 0, -1):
        line = lines.get(tuple(path[:end]))
        if line is not None:
            return line
    return 1


def repeated_key(text: str, line: int) -> tuple[Path, int] | None:
    """The last key or heading up to a line that was given before, and the line where it was given first.

    For texts that TOML refuses as repeating something: what may be given twice (headings of an array) is not told.
    """
    scanner = _Scanner(text)
    with suppress(_LostError):
        scanner.document()
    values: dict[Path, int] = {}
    tables: dict[Path, int] = {}
    found = None
    for at, table, path in scanner.statements:
        if at > line:
            break
        prefixes = [path[:end] for end in range(1, len(path) + 1)]
        taken = next((prefix for prefix in prefixes[len(table or ()) :] if prefix in values), path)
        first = values.get(taken) or tables.get(taken)
        if first is not None:
            found = taken, first
        (tables if table is None else values).setdefault(path, at)
        for prefix in prefixes[len(table or path) : -1]:
            tables.setdefault(prefix, at)
    return found


def last_key_line(text: str) -> int:
    """The line of the last key or heading of a text that could be read, from 1; 1 where there is none."""
    scanner = _Scanner(text)
    with suppress(_LostError):
        scanner.document()
    return scanner.statements[-1][0] if scanner.statements else 1


@lru_cache(maxsize=8)
def _key_lines(text: str) -> Mapping[Path, int]:
    """The line of every key path of a text; of a faulty text, of those before the fault."""
    scanner = _Scanner(text)
    with suppress(_LostError):
        scanner.document()
    return scanner.lines


class _LostError(Exception):
    """The text is no TOML from here on."""


class _Scanner:
    """One pass over a TOML text that notes where every key path stands, and nothing of its value."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.statements: list[tuple[int, Path | None, Path]] = []
        """Line, table (None for a heading) and path of every key and heading, in order."""
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._entries: dict[Path, int] = {}

    def document(self) -> None:
        """Scan all of it."""
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table, depth=0)
            self._skip(_BLANK)

    def _header(self) -> Path:
        line, array = self._line(), self._text.startswith("[[", self._at)
        self._at += 2 if array else 1
        keys = self._key()
        self._expect("]]" if array else "]")
        path: Path = ()
        for number, key in enumerate(keys, start=1):
            path += (key,)
            self.lines.setdefault(path, line)
            if array and number == len(keys):
                self._entries[path] = self._entries.get(path, 0) + 1
            if path in self._entries:
                path += (self._entries[path] - 1,)
                self.lines.setdefault(path, line)
        self.statements.append((line, None, path))
        if not array:
            self.lines[path] = line  # a table's own header is a better place than a child's that came before
        return path

    def _pair(self, table: Path, depth: int) -> None:
        line, path = self._line(), table
        for key in self._key():
            path += (key,)
            self.lines.setdefault(path, line)
        self.statements.append((line, table, path))
        self._expect("=")
        self._value(path, depth)

    def _value(self, path: Path, depth: int) -> None:
        if depth > _DEEPEST:
            raise _LostError
        self._skip(_INLINE_BLANK)
        if self._text.startswith("[", self._at):
            self._items(path, depth, "]")
        elif self._text.startswith("{", self._at):
            self._items(path, depth, "}")
        elif self._text.startswith(('"', "'"), self._at):
            self._take(_STRING)
        else:
            self._take(_SCALAR)

    def _items(self, path: Path, depth: int, closing: str) -> None:
        """The items of an array (`]`) or the pairs of an inline table (`}`)."""
        self._at += 1
        index = 0
        self._skip(_BLANK)
        while not self._text.startswith(closing, self._at):
            if closing == "]":
                self.lines[(*path, index)] = self._line()
                self._value((*path, index), depth + 1)
            else:
                self._pair(path, depth + 1)
            index += 1
            self._skip(_BLANK)
            if not self._text.startswith(closing, self._at):
                self._expect(",")
                self._skip(_BLANK)
        self._at += 1

    def _key(self) -> list[str]:
        """A key with all its dotted parts."""
        parts = []
        while True:
            self._skip(_INLINE_BLANK)
            if self._text.startswith(('"', "'"), self._at):
                parts.append(_unquoted(self._take(_STRING)))
            else:
                parts.append(self._take(_BARE_KEY))
            self._skip(_INLINE_BLANK)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _line(self) -> int:
        return bisect_right(self._starts, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _LostError
        self._at = match.end()
        return match.group()

    def _expect(self, token: str) -> None:
        if not self._text.startswith(token, self._at):
            raise _LostError
        self._at += len(token)


def _unquoted(key: str) -> str:
    if key.startswith("'") or "\\" not in key:
        return key[1:-1]
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        raise _LostError from None
