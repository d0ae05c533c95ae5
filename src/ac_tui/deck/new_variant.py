"""A variant to begin with: a file for every screen, marked as a draft, the original's texts in comments to go by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ac_tui.deck import model as m
from ac_tui.deck.files import VARIANTS, shown
from ac_tui.deck.load import load_deck, variant_names
from ac_tui.deck.pseudo import PSEUDO
from ac_tui.deck.replace import write_text

_NAME: Final = re.compile(r"[a-z][A-Za-z0-9_-]*")


class NewVariantError(ValueError):
    """A variant that cannot be made, in one sentence."""


def new_variant(home: Path, name: str) -> tuple[Path, ...]:
    """The files written for a new variant of a folder of screens; raises NewVariantError, OSError, DeckError."""
    folder = home / VARIANTS / name
    if not _NAME.fullmatch(name):
        raise NewVariantError(f"`{name}` is no name of a variant: letters, digits and hyphens, a small letter first")
    if name == PSEUDO or name in variant_names(home) or folder.exists():
        raise NewVariantError(f"{shown(folder)}: there is a variant `{name}` already")
    screens = load_deck(home).screens
    folder.mkdir(parents=True)
    written = []
    for step, screen in screens.items():
        path = folder / f"{step}.toml"
        write_text(path, "\n".join(('status = "draft"', *_comments(screen.texts()), "")))
        written.append(path)
    return tuple(written)


def _comments(texts: Iterable[tuple[m.Path, str]]) -> Iterator[str]:
    """The texts as TOML in comments; sentences of a list stand in one."""
    values: dict[m.Path, str | list[str]] = {}
    for path, text in texts:
        if isinstance(path[-1], int):
            listed = values.setdefault(path[:-1], [])
            assert isinstance(listed, list)
            listed.append(text)
        else:
            values[path] = text
    table: m.Path = ()
    for path, value in values.items():
        of = path[: min(2, len(path) - 1)]
        if of and of != table:
            table = of
            yield from ("", f"# [{'.'.join(map(str, table))}]")
        key = ".".join(map(str, path[len(of) :]))
        yield f"# {key} = {json.dumps(value, ensure_ascii=False)}"
