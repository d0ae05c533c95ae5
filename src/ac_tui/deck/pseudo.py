"""The pseudo-locale, generated: every text accented, 40 % longer and marked, to see what a screen does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.text import cut, placeholders

PSEUDO: Final = "pseudo"
OPENING, CLOSING = "⟦", "⟧"
KEPT: Final = ("phone.wordmark",)  # words of the desk that no language changes
_ACCENTS: Final = str.maketrans(
    "aàbcdeèéfghiìjklmnoòpqrstuùvwxyzAÀBCDEÈÉFGHIÌJKLMNOÒPQRSTUÙVWXYZ",
    "åäƀçđëêéƒğħïîĵķļɱñöôþɋŕšŧüûṽŵẋýžÅÄƁÇĐËÊÉƑĞĦÏÎĴĶĻṀÑÖÔÞɊŔŠŦÜÛṼŴẊÝŽ",
)
_VOWELS: Final = frozenset("aeiouàèéìòùAEIOUÀÈÉÌÒÙ")


def pseudo_deck(deck: Deck) -> Deck:
    """The deck with every text of it pseudo-translated but for the wordmark; placeholders stay as they are."""

    def said(path: m.Path, text: str) -> str:
        # Words that others compose stand between their marks, and have none themselves.
        return text if path[0] in KEPT else unmarked(text) if path[1:2] == ("words",) else pseudo(text)

    parts = ("screens", "desk", "messages", "why", "outcomes", "reasons", "standings", "facts")
    return replace(deck, variant=PSEUDO, **{name: _changed(getattr(deck, name), said) for name in parts})


def key_deck(deck: Deck) -> Deck:
    """The deck whose screens say the key of each text, marked; what a text is composed of keeps its place."""

    def said(path: m.Path, text: str) -> str:
        step, *key = map(str, path)
        composed = "".join(f"{{{name}}}" for name in placeholders(text) if name in deck.screens[step].words)
        return text if key[0] == "desk" else f"{OPENING}{'.'.join(key)}{CLOSING}{composed}"

    return replace(deck, screens=_changed(deck.screens, said), scenes={})


def pseudo(text: str) -> str:
    """A text as the pseudo-locale says it: `Continua` is `⟦Çööñŧïïñüåå⟧`."""
    return f"{OPENING}{unmarked(text)}{CLOSING}"


def unmarked(text: str) -> str:
    """The same without its marks: for words that stand within another text, which has marks of its own."""
    said, owed = "", 0
    for literal, name in cut(text):
        owed += -(-2 * len(literal) // 5)  # 40 % (assumption: what Italian gains in German, and some)
        vowels, share = sum(char in _VOWELS for char in literal), 0
        for char in literal:  # the vowels share what is owed
            share += owed if char in _VOWELS else 0
            more, share = divmod(share, vowels or 1)
            said += char.translate(_ACCENTS) * (2 if char in "{}" else 1 + more)
        owed = 0 if vowels else owed
        said += f"{{{name}}}" if name else ""
    return said + "·" * owed


def _changed(value: Any, change: Callable[[m.Path, str], str], path: m.Path = ()) -> Any:
    if isinstance(value, str):
        return value and change(path, value)
    if isinstance(value, tuple):
        return tuple(_changed(inner, change, (*path, at)) for at, inner in enumerate(value))
    if not isinstance(value, m.FilePart | Mapping):
        return value
    parts = value.wordings() if isinstance(value, m.FilePart) else value.items()
    changed = {key: _changed(inner, change, (*path, key)) for key, inner in parts}
    return value.model_copy(update=changed) if isinstance(value, m.FilePart) else changed
