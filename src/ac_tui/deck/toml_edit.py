"""Changing single values of a TOML text: everything else in it, comments, order and spaces, stays byte for byte."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ac_tui.deck.model import Path

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_BOM = "\ufeff"


class TomlEdit(NamedTuple):
    """A text to put at a key path; "" takes the key out. `length` is how long a list is made where there is none."""

    path: Path
    text: str
    length: int = 0


def edited(text: str, edits: Iterable[TomlEdit]) -> str:
    """The TOML text with these edits made; a key that is not there yet gets a place under its table's heading.

    A byte order mark and the kind of line ends stay. Raises ValueError where an edit has no place in the text.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    edits = tuple(edits)
    mark = _BOM if text.startswith(_BOM) else ""
    windows = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    plain = text.removeprefix(_BOM)
    try:
        document = tomlkit.parse(plain)
        for edit in edits:
            _make(document, edit)
    except (TOMLKitError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"cannot be edited: {error}") from error
    made = document.as_string()
    if windows:
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    before, after = (dict(_leaves(tomllib.loads(one.replace("\r\n", "\n")))) for one in (plain, made))
    if after != _wanted(before, edits):
        raise ValueError("cannot be edited without changing something else")
    return mark + made


def _make(document: TOMLDocument, edit: TomlEdit) -> None:
    import tomlkit

    table: Any = document
    at = 0
    while at < len(edit.path) - 1 and _has(table, edit.path[at]):
        table = table[edit.path[at]]
        at += 1
    rest = edit.path[at:]
    there = len(rest) == 1 and _has(table, rest[0])
    if there and edit.text:
        table[rest[0]] = tomlkit.value(_literal(edit.text, table[rest[0]].as_string()))
    elif there:
        del table[rest[0]]
    elif edit.text:
        _add(table, rest, at, edit)


def _has(table: Any, key: str | int) -> bool:
    return len(table) > key if isinstance(key, int) else key in table


def _add(table: Any, rest: Path, depth: int, edit: TomlEdit) -> None:
    """Put a text where there is none: in a new list, under a new heading, or as a dotted key of its table."""
    import tomlkit

    value: Any = tomlkit.value(_literal(edit.text, ""))
    if isinstance(rest[-1], int):
        if len(rest) == 1:
            table.append(value)
            return
        value = tomlkit.array()
        value.extend(edit.text if place == rest[-1] else "" for place in range(edit.length))
        rest = rest[:-1]
    heading = max(0, _heading(edit.path) - depth)
    if heading and len(rest) > 1:
        name, *inner = rest[: max(1, heading)]
        last = new = tomlkit.table(is_super_table=bool(inner))
        for key in inner:
            child = tomlkit.table()
            last.append(str(key), child)
            last = child
        _dotted(last, rest[1 + len(inner) :], value)
        table[str(name)] = new
    else:
        _dotted(table, rest, value)


def _dotted(table: Any, rest: Path, value: Any) -> None:
    import tomlkit

    if len(rest) == 1:
        table[str(rest[0])] = value
    else:
        table.append(tomlkit.key([str(key) for key in rest]), value)


def _heading(path: Path) -> int:
    """How many keys of a path its table's heading has: `[body.code]`, `[desk.outcomes.code_right]`, `[desk]`."""
    names = [key for key in path if isinstance(key, str)]
    if names[0] in ("body", "words"):
        return 2
    if names[:2] == ["desk", "outcomes"]:
        return 3
    return len(names) - 1


def _literal(text: str, like: str) -> str:
    """A text as TOML writes it, in the manner of the one it replaces where that can be."""
    if like.startswith("'") and not like.startswith("'''") and not {"'", "\n"} & set(text):
        return f"'{text}'"
    if "\n" in text or like.startswith('"""'):
        body = text.replace("\\", "\\\\").replace('"""', '""\\"')
        body = f'{body[:-1]}\\"' if body.endswith('"') else body
        first = "" if like.startswith('"""') and not like.startswith(('"""\n', '"""\r\n')) else "\n"
        return f'"""{first}{body}"""'
    return json.dumps(text, ensure_ascii=False)


def _leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The values of a file that are no table and no list, with their key paths."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not isinstance(value, dict | list):
        yield path, value
    for key, inner in pairs:
        yield from _leaves(inner, (*path, key))


def _wanted(before: dict[Path, object], edits: Iterable[TomlEdit]) -> dict[Path, object]:
    """What the values have to be afterwards."""
    after = dict(before)
    for path, text, length in edits:
        if text:
            after |= {(*path[:-1], n): "" for n in range(length) if (*path[:-1], n) not in after}
            after[path] = text
        else:
            after.pop(path, None)
    return after
