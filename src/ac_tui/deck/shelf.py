"""What was read of a deck and found good, kept: whoever reads it again and again checks only what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from ac_tui import assets
from ac_tui.deck.model import FilePart

P = TypeVar("P", bound=FilePart)


class Shelf:
    """The files of one deck, with their variants, as they last were without a fault: by their very texts, not by date.

    For one policy only: what is checked against its numbers is not checked again.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, ...], tuple[tuple[str, ...], FilePart]] = {}

    def get(self, paths: tuple[Path, ...], model: type[P]) -> P | None:
        """What was made of these files, None where one of them says something else by now, or cannot be read."""
        texts, part = self._kept.get(paths, ((), None))
        if not isinstance(part, model):
            return None
        try:
            now = tuple(assets.read_text(path) for path in paths)
        except assets.AssetError:
            return None
        return part if now == texts else None

    def put(self, paths: tuple[Path, ...], texts: Iterable[str], part: FilePart) -> None:
        """Keep what was made of these files when they said this."""
        self._kept[paths] = (tuple(texts), part)
