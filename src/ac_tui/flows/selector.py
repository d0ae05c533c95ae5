"""Which element of a View a selector means, by Maestro's rules, and what is there instead of one that is not found."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # what a pattern is made of
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.text import meant
from ac_tui.deck.view import BULLET, Block, View
from ac_tui.flows.model import Selector
from ac_tui.flows.variables import whole_index

_CHOICE: Final = re.compile(r"(?<![(*+?])[*+?{|](?!\+)")
"""Signs of parts that may match this or that, or this or that long, as no possessive one (`*+`) and no `(?` does."""
_REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_ORDERED: Final = (
    _constants.GROUPREF, _constants.GROUPREF_EXISTS, _constants.ATOMIC_GROUP, _constants.POSSESSIVE_REPEAT,
)  # fmt: skip
"""Parts of which more is to be known than where they end."""
_VARIABLE: Final = re.compile(r"\\?\$\{[^}$]*\}")
_NOT_ESCAPED: Final = r"(?<!\\)(?:\\\\)*"
_BRACE: Final = rf"\A(?=.*[\\^$*+?\[\]|().]).*?{_NOT_ESCAPED}\{{(?![0-9]+(?:,[0-9]*)?\}})"
_IN_JAVA: Final[Mapping[str, str]] = {
    r"\\(?:[pP](?:\{|[A-Z])|[QhHRXzGek]|c[A-Z@-_]|x\{|0[0-7])|\(\?<[A-Za-z]|(?<=.)\(\?[imsx]+\)|\[\[(?!:)|\[[^]]+&&": (
        "is an expression on a device; here it is taken literally"  # Python warns of it, or cannot read it
    ),
    r"\[[^]]*\[(?!:)": "has a set inside a set, which a device counts as one and this program does not",
    r"\(\?(?:P[<=>]|#|\(|[aL])": "is an expression here; a device takes it literally",
    _BRACE: "has a brace that no number follows: an expression here, and a device takes all of it literally",
    r"\\[wW]": r"has a \w, which knows accented letters here and none of them on a device",
    r"\\[vZ]": r"has a \v or \Z, which mean more on a device than here",
}
"""What a part of an expression means on a device that it does not mean here."""


class EndlessError(ValueError):
    """An expression that cannot be matched in a bounded number of steps."""


class BoundedExpression:
    """An expression that a whole text matches or not; raises re.error, OverflowError or RecursionError for none."""

    def __init__(self, source: str, flags: int = 0) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a doubtful expression is none
            self._pattern = re.compile(source, flags)
        self._source, self._flags = source, flags
        self._choices = len(_CHOICE.findall(re.sub(r"\\.", "x", source, flags=re.DOTALL)))

    def matches(self, text: str) -> bool:
        """Whether the whole text matches; raises EndlessError."""
        # One such part is matched at once, and two of them in a short text.
        if self._choices <= 1 or (self._choices == 2 and "(" not in self._source and len(text) <= 300):
            return self._pattern.fullmatch(text) is not None
        parsed = _parser.parse(self._source, self._flags)
        return len(text) in _Places(self._source, text, parsed.state.flags).after(parsed, {0})


class _Places:
    """One match of an expression with a text, place by place."""

    def __init__(self, source: str, text: str, flags: int) -> None:
        self._source, self._text, self._flags = source, text, flags
        self._left = 50_000  # steps
        self._single: dict[int, re.Pattern[str]] = {}

    def after(self, parts: Any, places: set[int]) -> set[int]:
        """Where a sequence of parts can end that begins at one of the places; raises EndlessError."""
        for part in parts:
            if not places:
                break
            operation, argument = part
            self._left -= len(places)
            if self._left < 0 or operation in _ORDERED:
                raise EndlessError(f"the expression '{self._source[:60]}' has too many ways to match: make it simpler")
            if operation in _REPEATS:
                places = self._repeated(argument, places)
            elif operation is _constants.SUBPATTERN:
                _, added, removed, inner = argument
                outside, self._flags = self._flags, (self._flags | added) & ~removed
                places = self.after(inner, places)
                self._flags = outside
            elif operation is _constants.BRANCH:
                places = set().union(*(self.after(way, places) for way in argument[1]))
            elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
                direction, inner = argument
                back = 0 if direction > 0 else inner.getwidth()[0]
                ends = {place: self.after(inner, {place - back}) for place in places if place >= back}
                found = {place for place, after in ends.items() if (after if direction > 0 else place in after)}
                places = found if operation is _constants.ASSERT else places - found
            else:
                if id(part) not in self._single:  # one character or none
                    state = _parser.State()
                    state.flags = self._flags
                    self._single[id(part)] = _compiler.compile(_parser.SubPattern(state, [part]), self._flags)
                matches = (self._single[id(part)].match(self._text, place) for place in places)
                places = {match.end() for match in matches if match is not None}
        return places

    def _repeated(self, repeat: tuple[int, int, Any], places: set[int]) -> set[int]:
        least, most, inner = repeat
        every: set[int] = set()
        for turn in range((most if most is not _constants.MAXREPEAT else len(self._text) + least + 1) + 1):
            if turn >= least:
                places = places - every  # a new set: the old one is not ours
                every |= places
            if not places:
                break
            before, places = places, self.after(inner, places)
            least = 0 if places == before else least  # more turns lead nowhere else
        return every


def differs_in_java(text: str) -> str:
    """What an expression means on a device that it does not mean here, or "" where both agree."""
    text = _VARIABLE.sub("x", text)
    found = (said for part, said in _IN_JAVA.items() if re.search(f"{_NOT_ESCAPED}(?:{part})", text, re.DOTALL))
    return next(found, "")


_SPECIAL: Final = re.compile(r"[\\.^$*+?{}\[\]|()]")
_TEXTS: Final = slice(Block._fields.index("text"), Block._fields.index("hint") + 1)
"""All that is said in a block, but for its options."""
ANYTHING: Final = Selector()


class Element(NamedTuple):
    """A block that a selector can mean, or an option of it; the first of `texts` is what stands in a field."""

    block: str
    option: str
    kind: str
    texts: tuple[str, ...]
    interactive: bool = False
    enabled: bool = True
    checked: bool = False

    @property
    def name(self) -> str:
        """Its block's id, and with its own where it is an option; it is called by its block's alone too."""
        return f"{self.block}.{self.option}" if self.option else self.block


class TextMatcher(dict[str, bool]):
    """How a text is compared, as an expression or as what it says: `matcher[text]`, which remembers.

    Raises EndlessError for an expression with too many ways to match.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self._expression: BoundedExpression | None = None
        if _SPECIAL.search(source):
            with suppress(re.error, Warning, OverflowError, RecursionError):
                self._expression = BoundedExpression(source, re.IGNORECASE | re.DOTALL | re.MULTILINE)

    def __missing__(self, text: str) -> bool:
        ways = dict.fromkeys((text, text.replace("\n", " ")))
        if self._expression is not None:
            same = self.source in ways or any(map(self._expression.matches, ways))
        else:
            same = len(text) == len(self.source) and self.source.casefold() in map(str.casefold, ways)
        if len(self) >= 4096:
            self.clear()
        return self.setdefault(text, same)


matcher = lru_cache(maxsize=1024)(TextMatcher)
"""A text as Maestro matches it; one that is no valid expression is taken literally."""


def elements(view: View, want: Selector = ANYTHING) -> Iterator[Element]:
    """Everything on a screen with the text and the id that are wanted, in screen order; nothing on a closed app."""
    if not view.open:
        return
    says: Callable[[str], bool] = matcher(want.text).__getitem__ if want.text is not None else lambda _: True
    called: Callable[[str], bool] = matcher(want.id).__getitem__ if want.id is not None else lambda _: True
    for name, said in (("clock", view.clock), ("wordmark", view.wordmark), ("heading", view.heading)):
        if said and says(said) and called(name):
            yield Element(name, "", "text", (said,))
    for block in view.blocks:
        words: tuple[str, ...] = block[_TEXTS]  # type: ignore[assignment]
        if (want.text is None or any(map(says, filter(None, words)))) and called(block.id):
            pieces = (block.value, block.title, block.text, block.placeholder, block.error, block.hint)
            acts = block.interactive and not block.options  # tabs and choices are acted on through their options
            texts = (*filter(None, pieces),)
            yield Element(block.id, "", block.kind, texts, acts, block.enabled, bool(block.checked))
        group = ""
        for own, label, heading, checked in block.options:
            if heading not in ("", group) and says(heading) and called(block.id):
                yield Element(block.id, "", "text", (heading,))
            group = heading
            if says(label):
                option = Element(block.id, own, "option", (label,), block.interactive, block.enabled, checked)
                if called(block.id) or called(option.name):
                    yield option


def matches(view: View, want: Selector, focus: str) -> Iterator[Element]:
    """Every element that fits, top to bottom, left to right; an option that is picked is both checked and selected."""
    wanted = want.traits

    def has_traits(element: Element) -> bool:
        focused = bool(focus) and element.block == focus and not element.option
        traits = {"focused": focused, "enabled": element.enabled}
        return all(traits.get(trait, element.checked) is value for trait, value in wanted.items())

    return filter(has_traits, elements(view, want)) if wanted else elements(view, want)


def find(view: View, want: Selector, focus: str) -> Element | None:
    """The element that is meant, or None: by its index among all that fit, else the first that can be acted on.

    Raises ValueError for an index that is no number.
    """
    found = matches(view, want, focus)
    if want.index is not None:
        if (place := whole_index(want.index)) is None:
            raise ValueError(f"the index '{want.index}' is no whole number")
        return next(islice(found, place, None), None) if place >= 0 else None
    first = next(found, None)
    return first if first is None or first.interactive else next((one for one in found if one.interactive), first)


def not_found(want: Selector, view: View, focus: str, deck: Deck) -> str:
    """Why nothing fits: the trait that is missing, the part that matches, the nearest thing or screen there is."""
    if not view.open:
        return f"{want} is not visible: the app is closed (launchApp opens it)"
    if want.index is not None and (found := [*matches(view, replace(want, index=None), focus)]):
        return f"{want}: only {len(found)} on the screen '{view.step}' (the first is index 0)"
    for trait, value in want.traits.items():
        without = replace(want, **{trait: None})
        if any(matches(view, without, focus)):
            return f"{without} is there, but {f'not {trait}' if value else trait}"
    near = ""
    if want.text is not None:
        near = _nearest(want.text, view, deck)
    elif want.id is not None:
        near = meant(want.id, [one.block for one in elements(view)], "'")
    return f"{want} is not on the screen '{view.step}'{near}"


def _nearest(wanted: str, view: View, deck: Deck) -> str:
    """A clause with what is there instead, or with the other screens that say it; "" for neither."""
    # What stands in a code's boxes is not told.
    texts = [said for one in elements(view) for said in one.texts if not (one.kind == "code" and said.isalnum())]
    folded = wanted.casefold()
    for text in texts:
        if text.casefold() == folded:
            return f"; '{text}' is there: write it so, or escape what is special in an expression"
    for text in texts:
        if len(folded) > 3 and folded in text.casefold() and BULLET not in text:
            return f"; '{text}' holds it, but the whole text must match: .*{wanted}.*"
    if near := meant(wanted, texts, "'"):
        return near
    steps = []
    for screen in (screen for screen in deck.screens.values() if screen.step != view.step):
        copy = [text for path, text in screen.texts() if path[0] in ("heading", "body")]
        steps += [repr(screen.step)] if any(map(matcher(wanted).__getitem__, copy)) else []
    # A text on more screens tells nothing by where it stands.
    return f"; it stands on {', '.join(steps)}" if 0 < len(steps) <= 3 else ""
