"""Every text of a deck with where it stands and how it can read: what the rules of the copy workshop go through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.desk_model import flat
from ac_tui.deck.files import Source, find, read
from ac_tui.deck.find import CALLERS_WORDS
from ac_tui.deck.load import Parts
from ac_tui.deck.record import texts_in
from ac_tui.deck.text import PLACEHOLDER, OneReading, readings
from ac_tui.deck.variants import variant_folder
from ac_tui.registry.toml import locate_toml

Use = Literal["label", "sentence", "part"]
"""What a text is: a label, whole sentences, or a part of another text that composes it."""
Reader = Literal["customer", "operator"]

ITALIAN: Final = "it"
LANGUAGES: Final = frozenset(
    "ar bg cs da de el en es fi fr hr hu it ja nb nl pl pt ro ru sk sl sq sr sv tr uk zh".split()  # noqa: SIM905
)
"""The languages that a variant can be in; any other name is the name of other copy."""
_TITLES: Final = frozenset({"label", "title", "heading", "options", "placeholder", "sender", "subject"})
_PARTS: Final[Mapping[str, Use]] = {"words": "part", "heading": "label", "desk": "sentence"}


def language_of(variant: str) -> str:
    """The language of a variant: `en`, `en-GB` and `en-gentle` are English, `ab` is copy in the original's Italian."""
    language = variant.partition("-")[0]
    return language if language in LANGUAGES else ITALIAN


@dataclass(frozen=True)
class DeckText:
    """One text of one variant.

    `place` is the file within screens/ without its ending ("confirm_contact", "desk/why"), `path` the key in it. `home`
    is the file it is read from: the variant's where that has the key, else the original's. `original` is what a
    variant's text replaces, None where it replaces nothing. `readings` has one for each wording of the words that it
    composes, other placeholders left in their braces. `others` are, of such words, the texts that may stand instead.
    """

    place: str
    path: m.Path
    text: str
    use: Use
    reader: Reader
    variant: str = ""
    original: str | None = None
    home: Source = field(default_factory=lambda: Source(Path()), repr=False, compare=False)
    readings: tuple[OneReading, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """How it can read."""
        return tuple(reading.text for reading in self.readings)

    @property
    def language(self) -> str:
        """The language it is written in."""
        return language_of(self.variant) if self.own else ITALIAN

    @property
    def own(self) -> bool:
        """Whether the variant says this itself; always so for the original."""
        return not self.variant or self.original is not None

    @property
    def step(self) -> str:
        """The step whose screen says it, "" for the files of the desk."""
        return "" if "/" in self.place else self.place

    @cached_property
    def line(self) -> int:
        """The line of its key, from 1."""
        return locate_toml(self.home.text, self.path)

    @property
    def key(self) -> str:
        """Its name in full: "confirm_contact.body.code.error.wrong", "desk/words.panel.why.title"."""
        return dotted_key(self.place, self.path)


def dotted_key(place: str, path: m.Path) -> str:
    """A place and a path within it as one name."""
    return ".".join((place, *map(str, path)))


def deck_texts(
    deck: Deck | Parts, directory: Path | None = None, original: Deck | Parts | None = None
) -> tuple[DeckText, ...]:
    """Every text of a deck read from a folder, in the order of the files; `original` is what a variant lies over."""
    home = assets.screens_dir() if directory is None else directory
    over = variant_folder(home, deck.variant) if deck.variant else None
    before = {(place, path): text for place, path, text, *_ in _texts(original)} if original else {}
    found: list[DeckText] = []
    sources: dict[str, tuple[Source, Source | None, frozenset[m.Path]]] = {}
    for place, path, text, use, reader, screen in _texts(deck):
        if place not in sources:
            sources[place] = _sources(home, over, place)
        source, layer, keys = sources[place]
        own = layer is not None and (path in keys or path[:-1] in keys)
        found.append(
            DeckText(
                place,
                path,
                text,
                use,
                reader,
                deck.variant,
                before.get((place, path), "") if own else None,
                layer if own and layer is not None else source,
                tuple(readings(text, screen.words)) if screen else (OneReading(text),),
                _others(screen.words, path) if screen and path[0] == "words" else (),
            )
        )
    return tuple(found)


def _sources(home: Path, over: Path | None, place: str) -> tuple[Source, Source | None, frozenset[m.Path]]:
    """The original's file, the variant's where there is one, and the keys that the variant has."""
    source, layer = read(find(home, f"{place}.toml")), None
    if over is not None and (over / f"{place}.toml").exists():
        layer = read(over / f"{place}.toml")
    return source, layer, frozenset(path for path, _ in flat(layer.data)) if layer else frozenset()


_Text = tuple[str, m.Path, str, Use, Reader, m.Screen | None]


def _texts(deck: Deck | Parts) -> Iterator[_Text]:
    for step, screen in deck.screens.items():
        for path, text in screen.texts():
            if path[:2] == ("desk", "heard"):
                continue  # what callers say, right or wrong: nobody reads it
            reader: Reader = "operator" if path[0] == "desk" else "customer"
            yield step, path, text, _use(screen, path), reader, screen
    for path, text in deck.messages.texts() if deck.messages else ():
        yield "desk/messages", path, text, "sentence" if path[-1] == "body" else "label", "customer", None
    for path, text in texts_in(deck.why):
        use: Use = "part" if path[1] == "also" else "sentence"
        yield "desk/why", path, text, use, "operator", None
    advice = {name: getattr(deck, name) for name in ("outcomes", "reasons", "standings", "facts")}
    for path, text in texts_in(advice):
        yield "desk/advice", path, text, "sentence", "operator", None
    for key, text in deck.desk.items():
        if key in CALLERS_WORDS:
            continue
        desk = tuple(key.split("."))
        use = "sentence" if desk[0] == "command" and desk[-1] == "text" else "label"
        yield "desk/words", desk, text, use, "customer" if desk[0] == "phone" else "operator", None


def _use(screen: m.Screen, path: m.Path) -> Use:
    if path[0] != "body":
        return _PARTS[str(path[0])]
    block, key = screen.body[str(path[1])], str(path[2])
    if block.kind == "text":
        return "part" if block.each else "sentence"
    if key in _TITLES or (block.kind in ("choice", "checklist") and key not in ("error", "hint")):
        return "label"
    return "sentence"


def _others(words: Mapping[str, m.CaseWords], path: m.Path) -> tuple[str, ...]:
    _, name, answer = path
    return tuple(text for other, text in words[str(name)].answers.items() if other != answer)


def words_of(text: str) -> Iterable[str]:
    """The words of a wording as people read them: letters with their accents, cut at apostrophes and hyphens."""
    return re.findall(r"[^\W\d_]+", PLACEHOLDER.sub(" 0 ", text))
