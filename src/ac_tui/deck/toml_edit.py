"""Changing single values of a TOML text: everything else in it, comments, order and spaces, stays byte for byte."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from typing import Any, NamedTuple

from ac_tui.deck.files import flat
from ac_tui.deck.text import Path

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

    plain, changed = text.removeprefix(_BOM), set[Path]()
    try:
        document = tomlkit.parse(plain)
        for edit in edits:
            _make(document, edit)
            changed.add(edit.path[:-1] if isinstance(edit.path[-1], int) else edit.path)
    except (TOMLKitError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"cannot be edited: {error}") from error
    made = document.as_string()
    if "\r\n" in text and "\n" not in text.replace("\r\n", ""):
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    before, after = (dict(flat(tomllib.loads(one.replace("\r\n", "\n")))) for one in (plain, made))
    if any(before.get(path) != after.get(path) for path in (before | after).keys() - changed):
        raise ValueError("cannot be edited without changing something else")
    return (_BOM if text.startswith(_BOM) else "") + made


def _make(table: Any, edit: TomlEdit) -> None:
    """Make one edit: a new text stands in a list of its own, under a new heading, or as a dotted key of its table."""
    import tomlkit

    names = [key for key in edit.path if isinstance(key, str)]
    heading = 2 if names[0] in ("body", "words") else len(names) - 1  # so many keys: [body.code], [desk.outcomes.done]
    rest: list[Any] = list(edit.path)
    while len(rest) > 1 and _has(table, rest[0]):
        table = table[rest.pop(0)]
        heading -= 1
    there = len(rest) == 1 and _has(table, rest[0])
    if not edit.text:
        if there:
            del table[rest[0]]
        return
    value: Any = tomlkit.value(_literal(edit.text, table[rest[0]].as_string() if there else ""))
    if there:
        table[rest[0]] = value
    elif isinstance(rest[0], int):
        table.append(value)
    else:
        if isinstance(rest[-1], int):
            value = tomlkit.array()
            value.extend(edit.text if place == rest[-1] else "" for place in range(edit.length))
            rest.pop()
        while heading > 0 and len(rest) > 1:
            table.append(rest[0], tomlkit.table())
            table, heading = table[rest.pop(0)], heading - 1
        if len(rest) == 1:
            table[rest[0]] = value
        else:
            table.append(tomlkit.key(rest), value)


def _has(table: Any, key: str | int) -> bool:
    return len(table) > key if isinstance(key, int) else key in table


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
