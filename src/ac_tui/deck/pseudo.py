"""The pseudo-locale, generated: every text accented, 40 % longer and marked, to see what a screen does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import laid_over
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
    parts = ("messages", "why", "outcomes", "reasons", "standings", "facts")
    # Words that others compose stand between their marks, and have none themselves.
    words = {step: {"words": _inside(screen.words, unmarked)} for step, screen in deck.screens.items()}
    return replace(
        deck,
        variant=PSEUDO,
        screens={step: _inside(screen, pseudo).model_copy(update=words[step]) for step, screen in deck.screens.items()},
        desk={key: text if key in KEPT else pseudo(text) for key, text in deck.desk.items()},
        **{name: _inside(getattr(deck, name), pseudo) for name in parts},
    )


def key_deck(deck: Deck) -> Deck:
    """The deck whose screens say the key of each text, marked; what a text is composed of keeps its place."""
    screens = {}
    for step, screen in deck.screens.items():
        texts = []
        for path, text in screen.texts():
            if path[0] != "desk":
                composed = "".join(f"{{{name}}}" for name in placeholders(text) if name in screen.words)
                texts.append((path, f"{OPENING}{'.'.join(map(str, path))}{CLOSING}{composed}"))
        screens[step] = m.Screen.model_validate(laid_over(screen.model_dump(), texts))
    return replace(deck, screens=screens, scenes={})


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


def _inside(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value and change(value)
    if isinstance(value, m.FilePart):
        return value.model_copy(update={name: _inside(inner, change) for name, inner in value.wordings()})
    if isinstance(value, Mapping):
        return {key: _inside(inner, change) for key, inner in value.items()}
    return tuple(_inside(inner, change) for inner in value) if isinstance(value, tuple) else value
