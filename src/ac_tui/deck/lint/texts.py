"""Every text of a deck with where it stands and how it can read: what the rules of the copy workshop go through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from ac_tui import assets
from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import Source, find, flat, laid_over, read
from ac_tui.deck.find import CALLERS_WORDS
from ac_tui.deck.load import variant_folder
from ac_tui.deck.text import PLACEHOLDER, Reading, readings, texts_in

Use = Literal["label", "sentence", "part"]
"""What a text is: a label, whole sentences, or a part of another text that composes it."""
Reader = Literal["customer", "operator"]

ITALIAN: Final = "it"
LANGUAGES: Final = frozenset(
    "ar bg cs da de el en es fi fr hr hu it ja nb nl pl pt ro ru sk sl sq sr sv tr uk zh".split()  # noqa: SIM905
)
"""The languages that a variant can be in; any other name is the name of other copy."""
CAUSES: Final = "desk/causes"
_CAUSES_UNREAD: Final = frozenset({"heard", "same", "elsewhere", "ignored", "advice", "checks", "story"})
"""Keys of causes that are what callers say, right or wrong, or name something else: nobody reads them."""
_TITLES: Final = frozenset({"label", "title", "heading", "options", "placeholder", "sender", "subject"})


def language_of(variant: str) -> str:
    """The language of a variant: `en`, `en-GB` and `en-gentle` are English, `ab` is copy in the original's Italian."""
    language = variant.partition("-")[0]
    return language if language in LANGUAGES else ITALIAN


@dataclass(frozen=True)
class DeckText:
    """One text of one variant: `place` is its file within screens/ ("desk/why"), `home` that file as read, `original`
    what it replaces, if it does. `readings` has one for each wording of words that it composes, `others` of such words.
    """

    place: str
    path: m.Path
    text: str
    use: Use
    reader: Reader
    variant: str = ""
    original: str | None = None
    home: Source = field(default_factory=lambda: Source(Path()), repr=False, compare=False)
    readings: tuple[Reading, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """How it can read."""
        return tuple(text for text, _ in self.readings)

    @cached_property
    def language(self) -> str:
        """The language it is written in."""
        return language_of(self.variant) if self.own else ITALIAN

    @cached_property
    def own(self) -> bool:
        """Whether the variant says this itself; always so for the original."""
        return not self.variant or self.original is not None

    @property
    def step(self) -> str:
        """The step whose screen says it, "" for the files of the desk."""
        return "" if "/" in self.place else self.place

    @cached_property
    def key(self) -> str:
        """Its name in full: "confirm_contact.body.code.error.wrong", "desk/words.panel.why.title"."""
        return ".".join((self.place, *map(str, self.path)))

    def alone(self) -> DeckText:
        """The text without words of its file (`[words.NAME]`) that it composes: their placeholders are left in it."""
        composes = any(parts for _, parts in self.readings)
        return replace(self, use="part", readings=(*readings(self.text, {}),)) if composes else self


_Written = tuple[str, m.Path, str, Use, Reader, Mapping[str, m.CaseWords] | None]
"""A text as its file has it, and the words of that file that it may compose."""


def deck_texts(deck: Deck, directory: Path | None = None, original: Deck | None = None) -> tuple[DeckText, ...]:
    """Every text of a deck read from a folder, in the order of the files; `original` is what a variant lies over."""
    home = assets.screens_dir() if directory is None else directory
    return tuple(_placed(_of_deck(deck), _of_deck(original) if original else (), home, deck.variant))


def cause_texts(home: Path, variant: str = "") -> Iterator[DeckText]:
    """Every text of the causes behind what callers say (desk/causes.toml), without what callers themselves say."""
    original, layer = _layers(home, CAUSES, variant)
    over = laid_over(original.data, flat(layer.data))
    return _placed(_of_causes(over), _of_causes(original.data), home, variant)


def _placed(texts: Iterable[_Written], original: Iterable[_Written], home: Path, variant: str) -> Iterator[DeckText]:
    before = {(place, path): text for place, path, text, *_ in original} if variant else {}
    files: dict[str, tuple[Source, Source, frozenset[m.Path]]] = {}
    for place, path, text, use, reader, words in texts:
        if place not in files:
            source, layer = _layers(home, place, variant)
            files[place] = source, layer, frozenset(path for path, _ in flat(layer.data))
        source, layer, keys = files[place]
        own = path in keys or path[:-1] in keys
        replaced = before.get((place, path), "") if own else None
        answers = dict(words[str(path[1])].wordings()) if words and path[0] == "words" else {}
        others = tuple(other for answer, other in answers.items() if answer != path[2])
        read_as = ((text, ()),) if words is None else (*readings(text, words),)
        yield DeckText(place, path, text, use, reader, variant, replaced, layer if own else source, read_as, others)


def _layers(home: Path, place: str, variant: str) -> tuple[Source, Source]:
    """A file as read, and a variant's over it, empty where it has none."""
    over = variant_folder(home, variant) if variant else None
    layer = over / f"{place}.toml" if over else Path()
    return read(find(home, f"{place}.toml")), read(layer) if over and layer.exists() else Source(layer)


def _of_deck(deck: Deck) -> Iterator[_Written]:
    for step, screen in deck.screens.items():
        for path, text in screen.texts():
            if path[:2] == ("desk", "heard"):
                continue  # what callers say, right or wrong: nobody reads it
            reader: Reader = "operator" if path[0] == "desk" else "customer"
            yield step, path, text, _use(screen, path), reader, screen.words
    for path, text in deck.messages.texts():
        yield "desk/messages", path, text, "sentence" if path[-1] == "body" else "label", "customer", None
    for path, text in texts_in(deck.why):
        yield "desk/why", path, text, "part" if path[1] == "also" else "sentence", "operator", None
    for path, text in texts_in({name: getattr(deck, name) for name in ("outcomes", "reasons", "standings", "facts")}):
        yield "desk/advice", path, text, "sentence", "operator", None
    for key, text in deck.desk.items():
        desk = tuple(key.split("."))
        if key not in CALLERS_WORDS:
            use: Use = "sentence" if desk[0] == "command" and desk[-1] == "text" else "label"
            yield "desk/words", desk, text, use, "customer" if desk[0] == "phone" else "operator", None


def _of_causes(table: Mapping[str, object]) -> Iterator[_Written]:
    for path, value in flat(table):
        name = path[2] if path[0] == "causes" and len(path) > 2 else path[0]
        if name not in _CAUSES_UNREAD:
            use: Use = "label" if name in ("title", "answers") else "sentence"
            for key, text in texts_in(tuple(value) if isinstance(value, list) else value, path):
                yield CAUSES, key, text, use, "operator", None


def _use(screen: m.Screen, path: m.Path) -> Use:
    if path[0] != "body":
        return "part" if path[0] == "words" else "label" if path[0] == "heading" else "sentence"
    block, key = screen.body[str(path[1])], str(path[2])
    if block.kind == "text":
        return "part" if block.each else "sentence"
    if key in _TITLES or (block.kind in ("choice", "checklist") and key not in ("error", "hint")):
        return "label"
    return "sentence"


def words_of(text: str) -> Iterable[str]:
    """The words of a wording as people read them: letters with their accents, cut at apostrophes and hyphens."""
    return re.findall(r"[^\W\d_]+", PLACEHOLDER.sub(" 0 ", text))


def gulpease(texts: Iterable[str]) -> tuple[int, int]:
    """The Gulpease index (Lucisano and Piemontese, 1988) of texts, each a sentence at least, and how many words."""
    word, end = re.compile(r"[^\W_]+"), re.compile(r"[.?!…:;]+(?=\s|$|[»”\")])")
    plain = [PLACEHOLDER.sub("x", text) for text in texts]
    words = [found for text in plain for found in word.findall(text)]
    sentences = sum(1 for text in plain for part in end.split(text) if word.search(part))
    score = 89 + (300 * sentences - 10 * sum(map(len, words))) / len(words) if words else 100
    return max(0, min(100, round(score))), len(words)
