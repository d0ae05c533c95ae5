"""What of a screen's words is too long for it: characters, lines, and what a narrow phone would cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from ac_tui.deck import model as m
from ac_tui.deck.cells import ONE_LINE, cells, drawable, line_count, stays_in_line, words_fit
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.situations import Situation, situations
from ac_tui.deck.lint.texts import dotted_key
from ac_tui.deck.pseudo import CLOSING, OPENING, PSEUDO
from ac_tui.deck.text import PLACEHOLDER, cut
from ac_tui.deck.view import Block
from ac_tui.journey.policy import Policy
from ac_tui.registry.index import Registry

_MARKED: Final = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")


class Tight(NamedTuple):
    """A text cut on screens of these widths: the step, its key within the step's file, how it reads there."""

    step: str
    path: m.Path
    widths: tuple[int, ...]
    text: str


class Excess(NamedTuple):
    """A text longer than its block allows: the rule, the step, its key, what it measures, what it may, how it reads."""

    rule: Literal["too-long", "too-many-lines"]
    step: str
    path: m.Path
    measure: int
    most: int
    text: str


def shown(screen: m.Screen, situation: Situation) -> Iterator[tuple[m.Path, str, str]]:
    """Every text of the file that is on the phone in a situation: its key, the id of its block, how it reads."""
    view, journey = situation.view, situation.journey
    if view.heading:
        yield ("heading",), "", view.heading
    for block in view.blocks:
        name = block.id.partition(".")[0]
        for key, text in (
            (("title",), block.title),
            (("text" if block.kind in ("text", "notice") else "label",), block.text),
            (("placeholder",), "" if block.value else block.placeholder),
            *_options(screen.body[name], block),
            (("error", journey.errors.get(name, "")), block.error),
            (("hint", journey.hints[name].key if block.hint else ""), block.hint),
        ):
            if text:
                yield ("body", name, *key), block.id, text


def _options(model: m.AnyBlock, block: Block) -> Iterator[tuple[tuple[str, ...], str]]:
    for option in block.options:
        match model:
            case m.TabsBlock():
                yield ("options", option.id), option.text
            case m.ChecklistBlock():
                yield ("items", option.id, "text"), option.text
            case m.ChoiceBlock():
                group = _group_of(model, option.id)
                yield ("groups", group, "label"), option.group
                own = option.id in model.groups[group].options
                yield ("groups", group, *(("options", option.id) if own else ("text",))), option.text


def _group_of(model: m.ChoiceBlock, option: str) -> str:
    """The group an option stands in: the one that has it, else the one over its list (`emails` has `email_1`)."""
    kind = option.rpartition("_")[0][:-1]  # the plural may change the last letter: policy, policies
    listed = {name: group.each for name, group in model.groups.items() if group.each}
    names = [name for name, group in model.groups.items() if option in group.options]
    return next(iter((*names, *(name for name, each in listed.items() if each.startswith(kind)), *listed)))


def tight(found: Iterable[Situation], screens: Mapping[str, m.Screen], widths: Iterable[int]) -> list[Tight]:
    """Every text that is cut in some situation at some width: a button or tab of two rows, a word broken in two.

    An address or number that somebody gave is no word: it may go over the end of a line.
    """
    widths = sorted(widths)
    written = {(step, path): text for step, screen in screens.items() for path, text in screen.texts()}
    known: set[object] = set()
    cut_at: dict[tuple[str, m.Path], Tight] = {}
    for situation in found:
        page = situation.view
        for path, name, text in shown(screens[page.step], situation):
            block = page.block(name)
            kind = next((part for part in ("error", "hint") if part in path), block.kind if block else "heading")
            options = (
                [option.text for option in block.options] if block and kind == "tabs" else []
            )  # they share one row
            row = block._replace(text=block.text if kind == "tabs" else text) if block and kind in ONE_LINE else None
            if (
                "placeholder" in path  # shown as far as there is room, and gone with the first letter
                or ("options" in path and options and text != max(options, key=lambda said: cells(drawable(said))))
                or (page.step, path, row) in known
            ):
                continue
            known.add((page.step, path, row))
            words = PLACEHOLDER.sub(" ", written.get((page.step, path), ""))  # of its own: none may be broken
            over = [
                width for width in widths if not (stays_in_line(row, width) if row else words_fit(words, kind, width))
            ]
            if over:
                before = cut_at.setdefault((page.step, path), Tight(page.step, path, (), drawable(text)))
                both = tuple(width for width in widths if width in (*before.widths, *over))
                cut_at[page.step, path] = before._replace(widths=both)
    return list(cut_at.values())


def excesses(found: Iterable[Situation], screens: Mapping[str, m.Screen], width: int) -> Iterable[Excess]:
    """Each text at its longest that has more characters than `max_length`, values filled in, but for errors and hints;
    each block at its longest that takes more lines than `max_lines` on a page of this width, at its first words.

    A text that has nothing to fill in is measured whether it is ever shown or not.
    """
    worst: dict[tuple[str, str, m.Path], Excess] = {}

    def measure(one: Excess) -> None:
        if one.measure > max(one.most, worst[one[:3]].measure if one[:3] in worst else 0):
            worst[one[:3]] = one

    fixed = ((step, path, cut(text)) for step, screen in screens.items() for path, text in screen.texts())
    said = [(step, path, parts[0][0]) for step, path, parts in fixed if len(parts) == 1]
    for situation in found:
        step, screen = situation.view.step, screens[situation.view.step]
        said += [(step, path, text) for path, _, text in shown(screen, situation)]
        for block in situation.view.blocks:
            model = screen.body[name := block.id.partition(".")[0]]
            if model.max_lines:
                path, _ = next(model.texts(("body", name)))
                measure(Excess("too-many-lines", step, path, line_count(block, width), model.max_lines, block.text))
    for step, path, text in said:
        most = screens[step].body[str(path[1])].max_length if path[0] == "body" else None
        if most and path[2] not in ("error", "hint"):
            measure(Excess("too-long", step, path, len(text), most, text))
    return worst.values()


class Strain(NamedTuple):
    """A text that gives way: where it stands, at which widths it is cut (none: a word outside the marks), the text."""

    variant: str
    key: str
    widths: tuple[int, ...]
    text: str


def strains(deck: Deck, registry: Registry, policy: Policy, widths: Iterable[int]) -> Iterator[Strain]:
    """What of a deck is cut at these widths, with its longest customers, by screen and key.

    For the pseudo-locale also the words that are not marked.
    """
    found = situations(deck, registry, policy)
    for step, path, cut_at, text in tight(found, deck.screens, widths):
        yield Strain(deck.variant, dotted_key(step, path), cut_at, text)
    if deck.variant == PSEUDO:
        yield from unmarked(found, deck)


def unmarked(found: Iterable[Situation], deck: Deck) -> Iterator[Strain]:
    """Words on a screen of the pseudo-locale that stand outside its marks: written into the program, or forgotten."""
    seen: set[str] = set()
    for situation in found:
        for path, _, text in shown(deck.screens[situation.view.step], situation):
            key = dotted_key(situation.view.step, path)
            if key not in seen and any(map(str.isalnum, _MARKED.sub("", text))):
                seen.add(key)
                yield Strain(deck.variant, key, (), text)
