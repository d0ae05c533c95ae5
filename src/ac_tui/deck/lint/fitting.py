"""What of a screen's words is too long for it: characters, lines, and what a narrow phone would cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from ac_tui.deck import model as m
from ac_tui.deck.layout import draw
from ac_tui.deck.layout_cells import cells, drawable
from ac_tui.deck.lint.situations import Situation
from ac_tui.deck.lint.texts import PLACEHOLDER
from ac_tui.deck.text import cut
from ac_tui.deck.view import Block, View

_BESIDE_WORDS: Final = 8
"""The most cells that signs, frames and margins take beside words."""
_FRAMES: Final[Mapping[str, int]] = {"notice": 2, "field": 3, "secret": 3, "code": 3, "tabs": 1}
"""Lines of a drawn block, at its least airy, that hold none of its words."""
_SHORT: Final = frozenset({"button", "tabs"})
"""Kinds whose words must stay in one line."""


class Shown(NamedTuple):
    """A text as it reads in one state, and the key it is from."""

    path: m.Path
    block: str
    text: str


@dataclass(frozen=True, slots=True)
class Tight:
    """A text cut on a screen of this width: the step, its key within the step's file, how it reads there."""

    step: str
    path: m.Path
    width: int
    text: str

    def __str__(self) -> str:
        return f"{self.step}.{'.'.join(map(str, self.path))} at {self.width}: {self.text}"


def shown(screen: m.Screen, situation: Situation) -> Iterator[Shown]:
    """Every text of the file that is on the phone in a situation."""
    view, journey = situation.view, situation.journey
    if view.heading:
        yield Shown(("heading",), "", view.heading)
    for block in view.blocks:
        name = block.id.partition(".")[0]
        model = screen.body[name]
        path: m.Path = ("body", name)
        if block.title:
            yield Shown((*path, "title"), block.id, block.title)
        if block.text:
            yield Shown((*path, "text" if block.kind in ("text", "notice") else "label"), block.id, block.text)
        if block.placeholder and not block.value:
            yield Shown((*path, "placeholder"), block.id, block.placeholder)
        yield from _options(path, model, block)
        if block.error:
            yield Shown((*path, "error", journey.errors[name]), block.id, block.error)
        if block.hint:
            yield Shown((*path, "hint", journey.hints[name].key), block.id, block.hint)


def _options(path: m.Path, model: m.AnyBlock, block: Block) -> Iterator[Shown]:
    if isinstance(model, m.TabsBlock):
        yield from (Shown((*path, "options", option.id), block.id, option.text) for option in block.options)
    elif isinstance(model, m.ChecklistBlock):
        yield from (Shown((*path, "items", option.id, "text"), block.id, option.text) for option in block.options)
    elif isinstance(model, m.ChoiceBlock):
        for option in block.options:
            group = _group_of(model, option.id)
            own = option.id in model.groups[group].options
            yield Shown((*path, "groups", group, "label"), block.id, option.group)
            yield Shown(
                (*path, "groups", group, *(("options", option.id) if own else ("text",))), block.id, option.text
            )


def _group_of(model: m.ChoiceBlock, option: str) -> str:
    """The group an option stands in: the one that has it, else the one over its list (`emails` has `email_1`)."""
    fixed = [name for name, group in model.groups.items() if option in group.options]
    kind = option.rpartition("_")[0][:-1]  # the plural may change the last letter: policy, policies
    listed = [name for name, group in model.groups.items() if group.each]
    return next(iter([*fixed, *(name for name in listed if model.groups[name].each.startswith(kind)), *listed]))


def tight(found: Iterable[Situation], screens: Mapping[str, m.Screen], widths: Iterable[int]) -> Iterator[Tight]:
    """Every text that is cut in some situation at some width: a button or tab of two rows, a word broken in two.

    An address or number that somebody gave is no word: it may go over the end of a line.
    """
    seen: set[tuple[str, m.Path, int]] = set()
    for situation, page in _news(found):
        screen = screens[page.step]
        for width in widths:
            for lost in draw(page, width).cut:
                path = _cut_key(screen, situation, lost.block, lost.text)
                kind = screen.body[str(path[1])].kind if path[0] == "body" else ""
                if (page.step, path, width) in seen or (kind not in _SHORT and not _copy_too_long(screen, path, width)):
                    continue
                seen.add((page.step, path, width))
                yield Tight(page.step, path, width, lost.text)


def _news(found: Iterable[Situation]) -> Iterator[tuple[Situation, View]]:
    """Of each situation the blocks that no situation before had just so, with those they stand beside or look like.

    Whether words fit depends on nothing else of the screen, and most of it is the same from one state to the next.
    """
    known: set[object] = set()
    for situation in found:
        view = situation.view
        families: dict[str, list[Block]] = {}
        for block in view.blocks:
            families.setdefault(block.sends if block.kind == "button" else block.beside or block.id, []).append(block)
        fresh = [family for family in families.values() if not {(view.step, *map(_wording, family))} <= known]
        known.update((view.step, *map(_wording, family)) for family in fresh)
        heading = view.heading if (view.step, view.heading) not in known else ""
        known.add((view.step, view.heading))
        if fresh or heading:
            kept = {block.id for family in fresh for block in family}
            blocks = tuple(block for block in view.blocks if block.id in kept)
            yield situation, View(view.step, heading, blocks)


def _wording(block: Block) -> Block:
    """The block without what was typed into it."""
    return replace(block, value="", checked=None)


def _cut_key(screen: m.Screen, situation: Situation, block: str, text: str) -> m.Path:
    """The key of the text that was cut; of tabs, which share one row, the longest."""
    here = [one for one in shown(screen, situation) if one.block == block or (block == "heading" and not one.block)]
    inside = [one for one in here if drawable(one.text) in text]
    return max(inside, key=lambda one: cells(drawable(one.text))).path if inside else ("body", block.partition(".")[0])


def _copy_too_long(screen: m.Screen, path: m.Path, width: int) -> bool:
    """Whether a text has a word of its own that a line may be too short for."""
    text = next((text for key, text in screen.texts() if key == path), "")
    return any(cells(drawable(word)) > width - _BESIDE_WORDS for word in PLACEHOLDER.sub(" ", text).split())


class Excess(NamedTuple):
    """A text longer than its block allows: the step, its key, what it measures, what it may, how it reads."""

    step: str
    path: m.Path
    measure: int
    most: int
    text: str


def too_long(found: Iterable[Situation], screens: Mapping[str, m.Screen]) -> Iterator[Excess]:
    """Texts that have more characters than `max_length`, each as its longest with values filled in.

    Errors and hints are not meant by it. What has nothing to fill in is measured whether it is ever shown or not.
    """
    for step, screen in screens.items():
        for path, text in screen.texts():
            most, parts = _most(screen, path), cut(text)
            if most is not None and len(parts) == 1 and len(parts[0][0]) > most:
                yield Excess(step, path, len(parts[0][0]), most, parts[0][0])
    yield from _filled_too_long(found, screens)


def _filled_too_long(found: Iterable[Situation], screens: Mapping[str, m.Screen]) -> Iterator[Excess]:
    worst: dict[tuple[str, m.Path], Excess] = {}
    for situation in found:
        screen = screens[situation.view.step]
        for path, _, text in shown(screen, situation):
            most, key = _most(screen, path), (screen.step, path)
            if most is not None and len(text) > max(most, worst[key].measure if key in worst else 0):
                worst[key] = Excess(screen.step, path, len(text), most, text)
    sources = {(step, path): text for step, screen in screens.items() for path, text in screen.texts()}
    return (one for key, one in worst.items() if len(cut(sources[key])) > 1)


def _most(screen: m.Screen, path: m.Path) -> int | None:
    """How many characters a text may have, None where it is free."""
    if path[0] != "body" or path[2] in ("error", "hint"):
        return None
    return screen.body[str(path[1])].max_length


def too_many_lines(found: Iterable[Situation], screens: Mapping[str, m.Screen], width: int) -> Iterator[Excess]:
    """Blocks whose words take more lines than `max_lines` on a page of this width, each as its longest."""
    worst: dict[tuple[str, m.Path], Excess] = {}
    for situation in found:
        screen = screens[situation.view.step]
        for block in situation.view.blocks:
            name = block.id.partition(".")[0]
            most = screen.body[name].max_lines
            if most is None:
                continue
            lines = _lines(block, width)
            key = (screen.step, _words_key(screen, name))
            if lines > max(most, worst[key].measure if key in worst else 0):
                worst[key] = Excess(*key, lines, most, block.text)
    return iter(worst.values())


def _lines(block: Block, width: int) -> int:
    """The lines that a block's words take: alone on the page, without error and hint, without frames."""
    alone = Block(block.id, block.kind, block.text, block.title, options=block.options, digits=block.digits)
    drawn = len(draw(View("", "", (alone,)), width, air=0).lines)
    return max(1, drawn - _FRAMES.get(block.kind, 0))


def _words_key(screen: m.Screen, name: str) -> m.Path:
    """The key of a block's first words."""
    return next((path for path, _ in screen.body[name].texts(("body", name))), ("body", name))
