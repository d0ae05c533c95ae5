"""What of a screen's words is too long for it: characters, lines, and what a narrow phone would cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ac_tui.deck import model as m
from ac_tui.deck.cells import cells, drawable
from ac_tui.deck.fits import ONE_LINE, line_count, stays_in_line, words_fit
from ac_tui.deck.lint.situations import Situation
from ac_tui.deck.lint.texts import PLACEHOLDER
from ac_tui.deck.text import cut
from ac_tui.deck.view import Block, View


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
    widths = tuple(widths)
    seen: set[tuple[str, m.Path, int]] = set()
    for situation, page in _news(found):
        screen = screens[page.step]
        copy = dict(screen.texts())
        for path, name, text in _in_lines(screen, situation, page):
            block = page.block(name)
            for width in widths:
                key = (page.step, path, width)
                if key not in seen and not _fits(block, path, text, copy.get(path, ""), width):
                    seen.add(key)
                    yield Tight(page.step, path, width, drawable(text))


def _in_lines(screen: m.Screen, situation: Situation, page: View) -> Iterator[Shown]:
    """The texts of a page that take room; tabs, which share one row, as their longest."""
    row: dict[str, Shown] = {}
    for one in shown(screen, replace(situation, view=page)):
        block = page.block(one.block)
        if "placeholder" in one.path:
            continue  # shown as far as there is room, and gone with the first letter
        if block is not None and block.kind == "tabs" and "options" in one.path:
            row[one.block] = max(row.get(one.block, one), one, key=lambda shown: cells(drawable(shown.text)))
        else:
            yield one
    yield from row.values()


def _fits(block: Block | None, path: m.Path, text: str, copy: str, width: int) -> bool:
    """Whether a text stays in its line, where it must, and breaks no word of its own."""
    if block is None:
        return words_fit(PLACEHOLDER.sub(" ", copy), "heading", width)
    kind = next((part for part in ("error", "hint") if part in path), block.kind)
    if kind in ONE_LINE:
        return stays_in_line(block if kind == "tabs" else block._replace(text=text), width)
    return words_fit(PLACEHOLDER.sub(" ", copy), kind, width)


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
    return block._replace(value="", checked=None)


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
            lines = line_count(block, width)
            key = (screen.step, _words_key(screen, name))
            if lines > max(most, worst[key].measure if key in worst else 0):
                worst[key] = Excess(*key, lines, most, block.text)
    return iter(worst.values())


def _words_key(screen: m.Screen, name: str) -> m.Path:
    """The key of a block's first words."""
    return next((path for path, _ in screen.body[name].texts(("body", name))), ("body", name))
