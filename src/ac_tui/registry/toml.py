"""TOML texts: tables, faults of syntax in a writer's words, where each key stands, what comments allow."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import count
from typing import Any, Final

from ac_tui.registry.faults import Fault, FileError

_PLACE: Final = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_WRITTEN_KEY: Final = r"(?:[A-Za-z0-9_.-]+|\"[^\"\n]*\")"
_PAIR: Final = re.compile(rf"\s*{_WRITTEN_KEY}\s*=")
_HEADING: Final = re.compile(rf"\s*\[\[?\s*{_WRITTEN_KEY}\s*\]\]?\s*(?:#.*)?$", re.MULTILINE)

_SECRET: Final = re.compile(r"((?:password|fixed_code)[\"']?\s*=)(.*)")
_NEXT_KEY_OR_SIGN: Final = re.compile(r"(,\s*[\w.-]{1,30}\s*=)|\w")
_ANY_QUOTES: Final = " \"'“”„«»‘’`"
_WORDS: Final[tuple[tuple[str | tuple[str, ...], str | tuple[str, ...], str, str], ...]] = (
    (("Unescaped", "Invalid hex"), "", "", r"a backslash in a text: write it twice (`\\`), or take single quotes"),
    (("Illegal character", 'Expected "\'"'), "", "", "a text in quotes ends where its line does: is a quote missing?"),
    ("Expected ']'", "", "", "the heading is not closed: `]` is missing"),
    ("Expected ']]'", "", "", "the heading is not closed: `]]` is missing"),
    ("Expected '='", "", "", "after `{before}` a `=` is missing"),
    ("Expected newline", "", r"\]", "one `]` too many"),
    ("Expected newline", "", ",", "a key has one value: several stand in a list, [ … ]"),
    ("Expected newline", "", r"[\w.-]+\s*=", "every key stands on a line of its own"),
    ("Expected newline", ('"', "'"), "", 'the text ends before `{rest}`: a quote within it is written `\\"`, or «…»'),
    ("Expected newline", "", "", "`{rest}` is left over after the value"),
    ("Invalid value", "=", "#|$", "nothing stands after the `=`"),
    ("Invalid value", "", "#|$", "a value is missing"),
    ("Invalid value", "", ",", "one comma too many"),
    ("Invalid value", "", r"(?i:true|false|yes|no|s[iì])\b", "write `true` or `false`, in small letters"),
    ("Invalid value", "", "", 'a text stands in straight quotes: "{bare}"'),
    ("Invalid statement", "", "", "a line begins with a `[heading]`, `#` or a key: letters without accents, digits"),
)
"""What tomllib says, what its line has before the place and (as a pattern) after it; the slip in a writer's words."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_PART: Final = r'(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*\')'
_PARTS: Final = re.compile(_PART)
_KEY: Final = rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*"
_HEADER: Final = re.compile(rf"\[(\[)?{_KEY}\](?(1)\])")
_KEY_OF_VALUE: Final = re.compile(f"(){_KEY}=")
_TEXT: Final = r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*\''
_VALUE: Final = re.compile(rf"[ \t]*+(?:[\[{{]|{_TEXT}|[^,\]}}\n#\"'][^,\]}}\n#]*)", re.DOTALL)
"""A value, but of an array or inline table only the sign that opens it."""
_COMMA_OR_END: Final = re.compile(r",|(?=[\]}])")

Path = tuple[str | int, ...]


def read_toml(text: str, name: str) -> dict[str, Any]:
    """The tables of a TOML text called `name`, a byte order mark at its head left out; raises FileError."""
    bare = text.removeprefix("\ufeff")
    try:
        return tomllib.loads(bare)
    except tomllib.TOMLDecodeError as error:
        # tomllib counts a line break as one sign, whichever it is
        masked = _SECRET.sub(
            lambda secret: secret[1] + _NEXT_KEY_OR_SIGN.sub(lambda sign: sign[1] or "x", secret[2]),
            bare.replace("\r\n", "\n"),
        )
        line, message = _in_words(str(error), masked)
    except ValueError:  # Python reads no number of thousands of digits
        line, message = 1, "a number has too many digits"
    except RecursionError:
        line, message = 1, "values are nested too deeply"
    raise FileError([Fault(name, line, "toml-syntax", message)]) from None


def packaged_table(name: str) -> dict[str, Any]:
    """A table of this package: its file `name` in TOML."""
    import pkgutil

    return tomllib.loads((pkgutil.get_data(__package__, f"{name}.toml") or b"").decode())


def locate_toml(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, of a key path such as `("customers", 3, "emails")`, or of what is there around it."""
    lines = _scanned(text).lines
    return next((line for end in range(len(path), 0, -1) if (line := lines.get(tuple(path[:end])))), 1)


def dotted(path: Sequence[str | int]) -> str:
    """A key path as people write it, safe to print: `policies[0].kind`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return f"`{text}`" if text.isprintable() else ascii(text)


def _in_words(message: str, text: str) -> tuple[int, str]:
    """The line of a slip and what it is, as far as it is one of those that writers make; else as Python says it."""
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return line, f"`{conflict[0]}` marks two versions of the file: keep one of them, and delete the lines of signs"
    line, at = text.rstrip().count("\n") + 1, len(text)
    if (place := _PLACE.search(message)) and place[1]:
        line = int(place[1])
        at = sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + int(place[2]) - 1
    said = _PLACE.sub("", message)
    match said.split()[:2]:
        case ["Unclosed", _]:
            return _unclosed(text, line, at, "]" if "array" in said else "}")
        case ["Unterminated", _]:
            return _last_key_line(text), "the text that begins here has no quote at its end"
        case ["Cannot", _] | ["Duplicate", "inline"]:
            return line, _repetition(text, line) or said
        case ["Illegal", "character"] if r"'\n'" not in said:
            return line, f"a sign that nobody sees (U+{ord(text[at]) if at < len(text) else 0:04X}): delete it"
    before, rest = text[:at].rpartition("\n")[2].strip(), text[at:].partition("\n")[0].strip()
    if said == "Invalid value" and at >= len(text) and not before.endswith("="):
        return _last_key_line(text), "the list that begins here has no `]` at its end"
    for begins, ends, follows, words in _WORDS:
        if said.startswith(begins) and before.endswith(ends) and re.match(follows, rest):
            bare = rest.partition("#")[0].strip(_ANY_QUOTES)
            return line, words.format(before=before, rest=rest[:30], bare=bare[:40])
    return line, said


def _repetition(text: str, line: int) -> str:
    """The last key or heading up to a line that was given before, and where first; "" if TOML repeats it rightly."""
    statements = [one for one in _scanned(text).statements if one[0] <= line]
    while statements:
        _, table, path = statements.pop()
        inner = [path[:end] for end in range(len(table or ()) + 1, len(path))]
        for at, of_table, given in statements:
            part_of_it = of_table is not None and len(path) > len(of_table) and path == given[: len(path)]
            if given == path or part_of_it or (of_table is not None and given in inner):
                key = ".".join(part for part in min(given, path, key=len) if isinstance(part, str))
                return f"`{key}` is given twice: first at line {at}"
    return ""


def _unclosed(text: str, line: int, at: int, closing: str) -> tuple[int, str]:
    """A list or table in braces: what follows shows whether its end or a comma is missing."""
    lines = text[:at].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()  # to the last line that says something
    rest, left = text[at:], text[at:].partition("\n")[0]
    of_next_line = _PAIR.match(left) and (closing == "]" or line != len(lines))
    if not left.strip() or _HEADING.match(rest) or of_next_line:
        opening = text.split("\n")[_last_key_line(text[:at]) - 1].partition("=")[0].strip() or "the list"
        return len(lines), f"`{closing}` is missing at the end of `{opening}`"
    if left.startswith((")", "]", "}")):
        return line, f"`{left[0]}` stands where `{closing}` should"
    return len(lines), f"a comma is missing before `{left.strip()[:30]}`"


def _last_key_line(text: str) -> int:
    """The line of the last key or heading of a text that could be read, from 1; 1 where there is none."""
    return next((line for line, _, _ in reversed(_scanned(text).statements)), 1)


class _Scanner:
    """One pass over a TOML text that notes where every key path stands, and nothing of its value; a fault ends it."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.statements: list[tuple[int, Path | None, Path]] = []
        """Line, table (None for a heading) and path of every key and heading, in order."""
        self._text, self._at = text, 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._entries, table = Counter[Path](), Path()
        with suppress(ValueError, RecursionError):  # no TOML from here on
            while self._skip_to() < len(text):
                table = self._statement(table)

    def _statement(self, table: Path) -> Path:
        """A heading, or a key of this table with its value; the table of what follows."""
        heading, line = self._text.startswith("[", self._at), self._line()
        path = Path() if heading else table
        of_list, *keys = self._keys(_HEADER if heading else _KEY_OF_VALUE)
        for number, key in enumerate(keys, start=1):
            path += (key,)
            self.lines.setdefault(path, line)
            self._entries[path] += bool(of_list) and number == len(keys)
            if self._entries[path]:
                path += (self._entries[path] - 1,)
                self.lines.setdefault(path, line)
        self.statements.append((line, None if heading else table, path))
        if not heading:
            self._value(path)
        elif not of_list:
            self.lines[path] = line  # a table's own header is a better place than a child's that came before
        return path if heading else table

    def _value(self, path: Path) -> None:
        """A value; the items of an array, or the pairs of an inline table, are looked at one by one."""
        closing = {"[": "]", "{": "}"}.get(self._take(_VALUE)[0].lstrip(" \t"))
        places = ((*path, index) for index in count())
        while closing and not self._text.startswith(closing, self._skip_to()):
            if closing == "}":
                self._statement(path)
            else:
                place = next(places)
                self.lines[place] = self._line()
                self._value(place)
            self._skip_to()
            self._take(_COMMA_OR_END)
        self._at += bool(closing)

    def _keys(self, pattern: re.Pattern[str]) -> list[str]:
        """What stands before a key (in a heading the second bracket), then the parts of the key."""
        before, key = self._take(pattern).groups(default="")
        parts = (next(iter(tomllib.loads(f"{part} = 0"))) if part[0] in "\"'" else part for part in _PARTS.findall(key))
        return [before, *parts]

    def _line(self) -> int:
        return bisect_right(self._starts, self._at)

    def _skip_to(self) -> int:
        return self._take(_BLANK).end()

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise ValueError
        self._at = match.end()
        return match


_scanned = lru_cache(maxsize=8)(_Scanner)


_ALLOW: Final = re.compile(
    rf"{_TEXT}|#[^\S\n]*allow[^\S\n]+([a-z]+(?:-[a-z]+)*)[^\S\n]*(:[^\S\n]*[^\s])?[^\n]*|#[^\n]*", re.DOTALL
)
"""Texts and comments; of a comment that allows a rule, which one, and whether it says why."""


def not_allowed(faults: Iterable[Fault], texts: Mapping[str, str]) -> Iterator[Fault]:
    """The findings that no comment allows, and the comments that allow nothing or do not say why; `texts` by file."""
    faults, allowed, about = tuple(faults), set[tuple[str, int, str]](), list[Fault]()
    found = {(fault.file, fault.line, fault.rule) for fault in faults}
    for name, text in texts.items():
        lines = text.split("\n")
        for match in _ALLOW.finditer(text) if "allow" in text else ():
            if not (rule := match[1]):
                continue
            line = at = text.count("\n", 0, match.start()) + 1
            # Alone on its line it holds for the first below that holds more than a comment: they may stand in a stack.
            while at <= len(lines) and lines[at - 1].lstrip().startswith("#"):
                at += 1
            if not match[2]:
                about.append(Fault(name, line, "allow-reason", f"say why: `# allow {rule}: reason`"))
            elif (name, at, rule) in found:
                allowed.add((name, at, rule))
            else:
                about.append(Fault(name, line, "allow-unused", f"nothing here needs `allow {rule}`", "suggestion"))
    yield from (fault for fault in faults if (fault.file, fault.line, fault.rule) not in allowed)
    yield from about
