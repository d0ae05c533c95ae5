"""What makes two screens the same state: they say the same things of the deck, whatever data stand in them.

The journey is rendered a second time with a deck whose every text is its own key: what comes out is which words are on
show, and nothing of the data that fills them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s
from typing import Any, Final, Literal

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import laid_over
from ac_tui.deck.scene import scene_of
from ac_tui.deck.text import placeholders
from ac_tui.deck.view import Block, View

_OPEN, _CLOSE = "⟦", "⟧"
OPERATOR: Final = "desk"
"""The part of a screen's file that the customer never sees."""

Rank = Literal["", "notice", "hint", "error"]
RANKS: Final[tuple[Rank, ...]] = ("", "notice", "hint", "error")
"""What a state says beside its words, the gravest last."""
_RANK_OF: Final[Mapping[str, Rank]] = {"title": "notice", "hint": "hint", "error": "error"}


def key_deck(deck: Deck) -> Deck:
    """The deck with every text of its screens replaced by its key; what a text is composed of keeps its place."""
    screens = {step: _keyed(screen) for step, screen in deck.screens.items()}
    return replace(deck, screens=screens, scenes={step: scene_of(screen) for step, screen in screens.items()})


def _keyed(screen: m.Screen) -> m.Screen:
    keyed = ((path, _key(path, text, screen.words)) for path, text in screen.texts() if path[0] != OPERATOR)
    return m.Screen.model_validate(laid_over(screen.model_dump(), keyed))


def _key(path: m.Path, text: str, words: Mapping[str, m.CaseWords]) -> str:
    composed = "".join(f"{{{name}}}" for name in placeholders(text) if name in words)
    return f"{_OPEN}{'.'.join(map(str, path))}{_CLOSE}{composed}"


@dataclass(frozen=True)
class Outline:
    """One state of a screen, without data: equal for any two customers who would be told the same.

    `parts` has one entry for a block: its id, the keys it shows, whether something is written in it, whether it is
    ticked, whether it can be used, and the keys of its options with whether one of them is chosen.
    """

    step: str
    open: bool
    back: bool
    parts: tuple[tuple[Any, ...], ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of every text on show, as their file has them: "body.sent.text"."""
        return frozenset(_keys(self.parts))

    @property
    def remarks(self) -> frozenset[str]:
        """The keys of its notices, hints and errors."""
        return frozenset(key for key in self.keys if _rank(key))

    @property
    def rank(self) -> int:
        """Where it stands among its screen's states: the place in RANKS of the gravest thing it says."""
        return max((RANKS.index(_rank(key)) for key in self.remarks), default=0)

    @property
    def blocks(self) -> tuple[str, ...]:
        """The ids of its blocks, in order."""
        return tuple(str(name) for name, *_ in self.parts)

    @property
    def filled(self) -> int:
        """In how many fields something is written, ticked or chosen."""
        return sum(
            written + (ticked is True) + any(chosen for _, chosen in options)
            for _, _, written, ticked, _, options in (part for part in self.parts if len(part) > 2)
        )

    @cached_property
    def address(self) -> str:
        """What the state is called in a link: its step, what it remarks on, and a digest of all that it says.

        It stays the same while the screen says the same, whatever other states come and go.
        """
        remarks = sorted(key.removeprefix("body.").replace(".title", "") for key in self.remarks)
        digest = blake2s(repr((self.open, self.back, self.parts)).encode(), digest_size=3).hexdigest()
        return ".".join((self.step, *(remark.replace(".", "-") for remark in remarks), digest))


def _rank(key: str) -> Rank:
    """What kind of remark a key is, "" for none."""
    parts = key.split(".")
    return _RANK_OF.get(parts[2], "") if parts[0] == "body" else ""


def outline_of(keyed: View) -> Outline:
    """The outline of a view that was rendered with a `key_deck`."""
    parts: dict[tuple[Any, ...], None] = {}
    if keyed.heading:
        parts[("heading", keyed.heading)] = None
    for block in keyed.blocks:
        parts[_part(block)] = None
    return Outline(keyed.step, keyed.open, keyed.back, tuple(parts))


def _part(block: Block) -> tuple[Any, ...]:
    name = block.id.partition(".")[0]  # an entry of a list: how many there are is data
    options: dict[tuple[str, str], bool] = {}
    for option in block.options:
        key = (option.group, option.text)
        options[key] = options.get(key, False) or option.checked
    said = (block.title, block.text, block.placeholder, block.error, block.hint)
    return name, said, bool(block.value), block.checked, block.enabled, tuple(options.items())


def _keys(part: object) -> Iterator[str]:
    if isinstance(part, str):
        for piece in part.split(_OPEN)[1:]:
            yield piece.partition(_CLOSE)[0]
    elif isinstance(part, tuple):
        for inner in part:
            yield from _keys(inner)
