"""For whoever only shows and searches it, a deck is kept as plain data until one of its files changes."""

from __future__ import annotations

from pathlib import Path

from ac_tui import assets
from ac_tui.cache import remembered
from ac_tui.deck.deck import Deck
from ac_tui.deck.text import as_data, from_data


def ready_deck(directory: Path | None = None, variant: str = "") -> Deck:
    """The deck of a folder as `load.load_deck` reads it, kept as plain data until a file changes; raises FileError."""

    def made() -> Deck:
        from ac_tui.deck.load import load_deck

        return load_deck(directory, variant)

    parts = ("screens", "messages", "why", "outcomes", "reasons", "standings", "facts")
    homes = dict.fromkeys((directory or assets.screens_dir(), assets.screens_dir()))
    tops = [top for home in homes for top in ((home, home / "variants" / variant) if variant else (home,))]
    folders = [folder for top in tops for folder in (top, top / "desk") if folder.is_dir()]
    files = (file for folder in folders for file in sorted(folder.glob("*.toml")))
    return remembered(
        f"deck:{variant}:{directory}:{folders}",
        files,
        made,
        lambda deck: {name: as_data(getattr(deck, name)) for name in ("desk", *parts)},
        lambda data: Deck(variant, desk=data["desk"], **{name: from_data(data[name]) for name in parts}),
    )
