"""The deck for whoever only shows and searches it: read, checked and made ready once, and kept until a file changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ac_tui import assets
from ac_tui.cache import remembered
from ac_tui.deck.deck import Deck
from ac_tui.deck.record import as_data, from_data

if TYPE_CHECKING:
    from ac_tui.deck.scene import Scene

V = TypeVar("V")
_PARTS = ("desk", "messages", "why", "outcomes", "reasons", "standings", "facts")


def ready_deck(directory: Path | None = None, variant: str = "") -> Deck:
    """The deck of a folder in the words of a variant, as `load.load_deck` reads it, without its models.

    Raises DeckError with every fault.
    """

    def made() -> Deck:
        from ac_tui.deck.load import load_deck

        return load_deck(directory, variant)

    folders = _folders(directory, variant)
    files = (file for folder in folders for file in sorted(folder.glob("*.toml")))
    return remembered(f"deck:{variant}:{directory}:{folders}", files, made, _dumped, _loaded)


def _folders(directory: Path | None, variant: str) -> list[Path]:
    """Every folder there is whose files may have a part in it."""
    homes = dict.fromkeys((directory or assets.screens_dir(), assets.screens_dir()))
    tops = [top for home in homes for top in ((home, home / "variants" / variant) if variant else (home,))]
    return [folder for top in tops for folder in (top, top / "desk") if folder.is_dir()]


def _dumped(deck: Deck) -> dict[str, Any]:
    parts = {name: as_data(getattr(deck, name)) for name in _PARTS}
    return {"variant": deck.variant, "screens": as_data(deck.screens), **parts}


def _loaded(data: dict[str, Any]) -> Deck:
    screens: Mapping[str, Any] = _Lazy(data["screens"], lambda _, screen: from_data(screen))
    scenes = _Lazy(data["screens"], lambda step, _: _scene(screens[step]))
    parts = {name: _Lazy(data[name], lambda _, part: from_data(part)) for name in _PARTS[2:]}
    return Deck(
        variant=data["variant"],
        screens=screens,
        scenes=scenes,
        desk=data["desk"],
        messages=from_data(data["messages"]),
        **parts,
    )


def _scene(screen: Any) -> Scene:
    from ac_tui.deck.scene import scene_of  # who only searches shows no screen

    return scene_of(screen)


class _Lazy(Mapping[str, V]):
    """What plain data holds by name, each made when it is first looked at."""

    def __init__(self, data: Mapping[str, Any], make: Callable[[str, Any], V]) -> None:
        self._data = data
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._made:
            self._made[name] = self._make(name, self._data[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)
