"""Reading a deck: every file of screens/, a variant's texts over them (and nothing else), every fault at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

from msgspec.structs import replace

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck import model as m
from ac_tui.deck import rules
from ac_tui.deck.deck import Deck
from ac_tui.deck.files import DESK, VARIANTS, WORKSHOP, P, Source, find, flat, laid_over, read, shaped
from ac_tui.deck.rules import KeyProblem
from ac_tui.deck.text import BraceError, Record, cut, meant, placeholder_change, placeholders
from ac_tui.journey.facts import NOTICES
from ac_tui.journey.model import STEPS
from ac_tui.registry.faults import Fault, FileError, in_order
from ac_tui.registry.toml import dotted, locate_toml

PSEUDO: Final = "pseudo"
OPENING, CLOSING = "⟦", "⟧"
KEPT: Final = ("phone.wordmark",)  # words of the desk that no language changes
_ACCENTS: Final = str.maketrans(
    "aàbcdeèéfghiìjklmnoòpqrstuùvwxyzAÀBCDEÈÉFGHIÌJKLMNOÒPQRSTUÙVWXYZ",
    "åäƀçđëêéƒğħïîĵķļɱñöôþɋŕšŧüûṽŵẋýžÅÄƁÇĐËÊÉƑĞĦÏÎĴĶĻṀÑÖÔÞɊŔŠŦÜÛṼŴẊÝŽ",
)
_VOWELS: Final = frozenset("aeiouàèéìòùAEIOUÀÈÉÌÒÙ")


def load_deck(directory: Path | None = None, variant: str = "") -> Deck:
    """Read the deck of a folder (the one ac-tui ships by default), in the words of a variant where one is named.

    What the folder does not have is taken from the one ac-tui ships. Raises FileError with every fault.
    """
    deck, faults = read_deck(directory or assets.screens_dir(), "" if variant == PSEUDO else variant)
    if faults:
        raise FileError(faults)
    return pseudo_deck(deck) if variant == PSEUDO else deck


def deck_faults(directory: Path | None = None) -> tuple[Fault, ...]:
    """Everything wrong with a folder's deck and, if it is one, its variants, in file order, each fault once."""
    home = directory or assets.screens_dir()
    found = dict.fromkeys(read_deck(home)[1])
    whole = all(fault.file != shown(home) for fault in found)
    if folder := variant_folder(home, PSEUDO):
        found[Fault(shown(folder), 1, "reserved-variant", f"`{PSEUDO}` is generated, never written")] = None
    for variant in variant_names(home) if whole else ():
        found.update(dict.fromkeys(read_deck(home, variant)[1]))
    return in_order(found)


def read_deck(home: Path, variant: str = "", unsaved: Mapping[Path, str] = {}) -> tuple[Deck, tuple[Fault, ...]]:
    """A folder's deck as far as its files have no fault, and the faults of the others; some files are `unsaved`."""
    over = variant_folder(home, variant) if variant else None
    if over and any(path.is_relative_to(home / VARIANTS / variant) for path in unsaved):
        over = home / VARIANTS / variant
    faults = [fault for folder in (home, over) if folder for fault in _folder_faults(folder)]
    no_deck = [fault for fault in faults if fault.rule in ("missing-folder", "empty-folder")]
    if variant and over is None and not no_deck:
        message = f"there is no variant `{variant}`{meant(variant, (*variant_names(home), PSEUDO))}"
        no_deck = [Fault(shown(home / VARIANTS), 1, "unknown-variant", message)]
    faults = no_deck or faults

    def part(place: str, model: type[P], *rule: Any, keep: bool = True) -> P | None:
        try:
            return None if no_deck else load_part(home, over, place, model, *rule, keep=keep, unsaved=unsaved)
        except FileError as error:  # its faults are noted
            faults.extend(error.faults)
        return None

    screens: dict[str, m.Screen] = {}
    for step in STEPS:
        if screen := part(f"{step}.toml", m.Screen, rules.problems, step):
            screens[step] = screen
    said = {name for screen in screens.values() for name, block in screen.body.items() if block.kind == "notice"}
    for notice in [one for one in NOTICES if one not in said and len(screens) == len(STEPS)]:
        faults.append(Fault(shown(home), 1, "missing-notice", f"no screen has words for the notice `{notice}`"))
    words = part("desk/words.toml", m.DeskWords, _word_problems, find(home, "desk/words.toml"))
    messages = part("desk/messages.toml", m.Messages, rules.message_problems)
    why = part("desk/why.toml", m.Why, rules.why_problems)
    # What advice is right depends on the screens too, so that one is checked anew.
    advice = part("desk/advice.toml", m.Outcomes, rules.advice_problems, screens, keep=False)
    deck = Deck(
        variant,
        screens,
        desk={".".join(map(str, path)): str(text) for path, text in flat(dict(words or ()))},
        messages=messages or cast("m.Messages", Record()),
        why=dict(why or ()),
        **dict(advice or {name: {} for name in m.Outcomes.model_fields}),
    )
    return deck, tuple(faults)


def _folder_faults(folder: Path) -> Iterator[Fault]:
    """A folder that is none or empty (it must not quietly show the shipped words), and files that nobody reads."""
    others = () if folder.parent.name == VARIANTS else WORKSHOP
    if not folder.is_dir():
        yield Fault(shown(folder), 1, "missing-folder", "there is no such folder of screens")
    elif others and not ((folder / "desk").is_dir() or (folder / VARIANTS).is_dir() or any(folder.glob("*.toml"))):
        yield Fault(shown(folder), 1, "empty-folder", "there are no screens, variants or desk files in this folder")
    for names, place in ((STEPS, folder), (DESK, folder / "desk")):
        for path in sorted(place.glob("*.toml")):
            if path.stem not in names and not (place is folder and path.stem in others):
                message = f"`{path.stem}` is no {'step' if place is folder else 'desk file'}{meant(path.stem, names)}"
                yield Fault(shown(path), 1, "unknown-file", message)


def load_part(
    home: Path,
    over: Path | None,
    place: str,
    model: type[P],
    *rule: Any,
    keep: bool = True,
    unsaved: Mapping[Path, str] = {},
) -> P:
    """A file of a folder of screens as its model, the texts of a variant's folder laid over it; raises FileError."""
    paths = [find(home, place)]
    if over is not None and (over / place in unsaved or (over / place).exists()):
        paths.append(over / place)
    try:
        files = tuple((path, unsaved[path] if path in unsaved else assets.read_text(path)) for path in paths)
    except assets.AssetError as error:
        raise FileError(read(error.path).faults) from None
    return cast(P, (_kept if keep else _checked)(place, files, model, *rule))


def _checked(
    place: str,
    files: Sequence[tuple[Path, str]],
    model: type[P],
    rule: Callable[..., Iterable[KeyProblem]] = lambda _: (),
    *given: Any,
) -> P:
    """The file of a place, and a variant's over it, as their model; `rule` says what is wrong with one."""
    source, part = Source(files[0][0]), None
    for path, text in files:
        layer = read(path, text)
        if part is None and not layer.data and not layer.faults:
            instead = "; without the file, the one that ac-tui ships is used"
            shipped = path == assets.screens_dir() / place
            layer.fault((), "empty-file", f"there is nothing in this file{'' if shipped else instead}")
        source = layer if part is None else overlay(source, part, layer)
        part = shaped(source, model)
        for problem in rule(part, *given) if part is not None else ():
            source.fault(*problem)
        if source.faults:
            raise FileError(source.faults)
    return cast(P, part)


_kept = lru_cache(maxsize=256)(_checked)  # the same, for rules that go by nothing but what they are given


def _word_problems(words: m.DeskWords, own: Path) -> Iterator[KeyProblem]:
    """The keys of a folder's own words are those of the words that ac-tui ships."""
    shipped = assets.screens_dir() / "desk" / "words.toml"
    return rules.word_problems(dict(flat(dict(words))), {} if own == shipped else dict(flat(read(shipped).data)))


# Variants.


def variant_names(directory: Path | None = None) -> tuple[str, ...]:
    """The variants there are for a folder of screens, its own and those ac-tui ships, by name."""
    homes = {assets.screens_dir(), directory or assets.screens_dir()}
    return tuple(sorted({path.name for home in homes for path in (home / VARIANTS).glob("*") if path.is_dir()}))


def variant_folder(home: Path, name: str) -> Path | None:
    """The folder of a variant, None where there is none; a name is no path."""
    if name in variant_names(home):
        own = home / VARIANTS / name
        return own if own.is_dir() else assets.screens_dir() / VARIANTS / name
    return None


def overlay(base: Source, part: m.FilePart, over: Source) -> Source:
    """A file with a variant's texts laid over it, as a source in the variant's name; its faults are the variant's."""
    texts: dict[m.Path, str] = {}  # those that may be replaced; sentences in a list are replaced together
    for path, text in part.texts():
        key = path[:-1] if isinstance(path[-1], int) else path
        texts[key] = texts.get(key, "") + text
    layer = Source(over.path, over.text, {}, list(over.faults))
    for path, value in flat(over.data):
        if path in texts:
            words = value if isinstance(value, list) else [value]
            try:
                said, surplus = placeholder_change(texts[path], "".join(map(str, words)))
            except BraceError as error:
                layer.fault(path, "brace", str(error))
                continue
            if said:
                layer.fault(path, "variant-placeholder", f"{dotted(path)} {said}: it carries the same as the original")
            if surplus:  # what only the variant fills in may as well be lost from the original
                doubt = f"{dotted(path)} does not fill in {surplus}, and a variant of it does"
                line = locate_toml(base.text, path)
                layer.faults.append(Fault(base.name, line, "variant-placeholder", doubt, "warning"))
        elif path[-1] not in ("status", "note") or all(path[:-1] != known[: len(path) - 1] for known in texts):
            names = [dotted(known).strip("`") for known in texts]
            message = f"{dotted(path)} is no text of {base.path.name}: a variant replaces texts and nothing else"
            layer.fault(path, "variant-key", message + meant(dotted(path).strip("`"), names))
    if not layer.faults:
        layer.data = laid_over(base.data, flat(over.data))
    return layer


def new_variant(home: Path, name: str) -> tuple[Path, ...]:
    """The files written for a new variant of a folder of screens; raises AssetError, OSError, FileError."""
    folder = home / VARIANTS / name
    if not re.fullmatch(r"[a-z][A-Za-z0-9_-]*", name):
        raise assets.AssetError(folder, "no name of a variant: letters, digits and hyphens, a small letter first")
    if name == PSEUDO or name in variant_names(home) or folder.exists():
        raise assets.AssetError(folder, "there is such a variant already")
    files: dict[Path, bytes] = {}
    for step, screen in load_deck(home).screens.items():
        texts = {path[:-1] if isinstance(path[-1], int) else path for path, _ in screen.texts()}
        leaves = ((path, value) for path, value in flat(read(find(home, f"{step}.toml")).data) if path in texts)
        lines = (f"# {'.'.join(map(str, path))} = {json.dumps(value, ensure_ascii=False)}" for path, value in leaves)
        files[folder / f"{step}.toml"] = "\n".join(('status = "draft"', *lines, "")).encode()
    assets.replace_all(files)
    return tuple(files)


# Variants that are made up: the pseudo-locale, every text accented, 40 % longer and marked, to see what a screen does
# with it; and keys in the place of texts.


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
