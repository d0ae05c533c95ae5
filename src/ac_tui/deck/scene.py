"""A screen made ready to render: conditions resolved to functions, texts cut into parts, fixed blocks made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ac_tui.deck.text import Filler, PreparedText
from ac_tui.deck.view import BULLET, Block, BlockOption
from ac_tui.journey.facts import CASES, FACTS, LISTS
from ac_tui.journey.forms import typed
from ac_tui.journey.model import Journey
from ac_tui.journey.table import ANY, TABLE

if TYPE_CHECKING:
    from ac_tui.deck import model as m
    from ac_tui.journey.world import World

Ask = Callable[[Journey, "World"], Any]
Test = tuple[Callable[[Journey, "World"], bool], bool]
"""A fact and what it must be."""
Entries = Callable[[Journey, "World"], Iterable[tuple[str, str, str]]]
"""Options with their texts and the heading they stand under."""

_AS_WRITTEN = ("beside", "sends", "argument", "digits", "tone")


class Piece(NamedTuple):
    """A block of the file: made when every test holds."""

    tests: tuple[Test, ...]
    make: Callable[[Journey, World], Iterable[Block]]


class Scene(NamedTuple):
    """A screen ready to render; `code` is the id of its code block, `back` whether going back leads anywhere."""

    heading: PreparedText
    pieces: tuple[Piece, ...]
    code: str
    back: bool


def scene_of(screen: m.Screen) -> Scene:
    """Make a screen ready; it must have passed `rules`."""
    preparation = _Preparation(screen.step, {name: _case(words) for name, words in screen.words.items()})
    return Scene(
        heading=preparation.text(screen.heading),
        pieces=tuple(preparation.piece(block_id, block) for block_id, block in screen.body.items()),
        code=next((block_id for block_id, block in screen.body.items() if block.kind == "code"), ""),
        back=any(row.step in (screen.step, ANY) and row.event.name == "back" for row in TABLE),
    )


def condition(names: Iterable[str]) -> tuple[Test, ...]:
    """The tests that a `when` or `enabled` names."""
    return tuple((FACTS[name.removeprefix("not ")], not name.startswith("not ")) for name in names)


def holds(tests: tuple[Test, ...], journey: Journey, world: World) -> bool:
    """Whether every test holds now."""
    return all(fact(journey, world) is wanted for fact, wanted in tests)


def _case(words: m.CaseWords) -> Filler:
    ask = CASES[words.by].ask
    texts = {answer: PreparedText(source) for answer, source in words.answers.items()}
    return lambda journey, world, extra: texts[ask(journey, world)].fill(journey, world, extra)


class _Preparation:
    """Makes the pieces of one screen."""

    def __init__(self, step: str, fillers: Mapping[str, Filler]) -> None:
        self._step = step
        self._fillers = fillers

    def text(self, source: str) -> PreparedText:
        """A text of the screen, ready to be filled in."""
        return PreparedText(source, self._fillers)

    def piece(self, block_id: str, block: m.AnyBlock) -> Piece:
        """The piece for a block of the file: what of it is fixed is made now, the rest asked for each time."""
        shown_by = (*((block_id,) if block.kind == "notice" else ()), *block.when)
        if block.kind == "text" and block.each:
            return Piece(condition(shown_by), self._list(block_id, block))
        parts = dict(self._parts(block_id, block))
        base = Block(block_id, block.kind, **{name: part for name, part in parts.items() if not callable(part)})
        asked = [(name, part) for name, part in parts.items() if callable(part)]
        if not asked:
            return Piece(condition(shown_by), lambda _, __: (base,))
        return Piece(condition(shown_by), lambda j, w: (base._replace(**{name: ask(j, w) for name, ask in asked}),))

    def _list(self, block_id: str, block: m.TextBlock) -> Callable[[Journey, World], Iterable[Block]]:
        text, entries, beside = self.text(block.text), LISTS[block.each], block.beside

        def make(j: Journey, w: World) -> Iterator[Block]:
            for number, entry in enumerate(entries(j, w), start=1):
                yield Block(f"{block_id}.{number}", "text", text.fill(j, w, entry.fill), beside=beside)

        return make

    def _parts(self, block_id: str, block: m.AnyBlock) -> Iterator[tuple[str, Any]]:
        """The parts of a block as they are, or the questions whose answers they are."""
        for name in ("label", "text", "title", "placeholder"):
            if source := getattr(block, name, ""):
                text = self.text(source)
                yield "text" if name == "label" else name, text.fill if text.literal is None else text.literal
        yield from ((name, getattr(block, name)) for name in _AS_WRITTEN if hasattr(block, name))
        if tests := condition(getattr(block, "enabled", ())):
            yield "enabled", lambda j, w: holds(tests, j, w)
        if errors := self._texts(getattr(block, "error", {})):
            yield "error", lambda j, w: errors[key].fill(j, w) if (key := j.errors.get(block_id)) else ""
        if hints := self._texts(getattr(block, "hint", {})):
            yield "hint", lambda j, w: hints[at.key].fill(j, w, at.fill) if (at := j.hints.get(block_id)) else ""
        yield from self._state(block_id, block)

    def _state(self, block_id: str, block: m.AnyBlock) -> Iterator[tuple[str, Ask]]:
        """What stands in a block, is ticked or chosen."""
        step = self._step
        match block.kind:
            case "field":
                yield "value", lambda j, _: typed(j, block_id)
            case "secret":
                yield "value", lambda j, _: BULLET * len(j.draft.secret(step, block_id).get_secret_value())
            case "code":
                yield "value", lambda j, _: j.draft.secret(step, block_id).get_secret_value()
            case "checkbox":
                yield "checked", lambda j, _: j.draft.ticked(step, block_id)
            case "tabs":
                yield "options", _options(block_id, [self._entries("", block.options)])
            case "choice":
                yield "options", _options(block_id, [self._group(group) for group in block.groups.values()])
            case "checklist":
                items = [(key, self.text(item.text), FACTS[item.ticked]) for key, item in block.items.items()]
                yield (
                    "options",
                    lambda j, w: tuple(
                        BlockOption(key, text.fill(j, w), "", ticked(j, w)) for key, text, ticked in items
                    ),
                )

    def _texts(self, sources: Mapping[str, str]) -> dict[str, PreparedText]:
        return {key: self.text(source) for key, source in sources.items()}

    def _group(self, group: m.Group) -> Entries:
        if not group.each:
            return self._entries(group.label, group.options)
        heading, text, listed = self.text(group.label), self.text(group.text), LISTS[group.each]
        return lambda j, w: [(entry.id, text.fill(j, w, entry.fill), heading.fill(j, w)) for entry in listed(j, w)]

    def _entries(self, label: str, options: Mapping[str, str]) -> Entries:
        heading, texts = self.text(label), self._texts(options)
        return lambda j, w: [(key, text.fill(j, w), heading.fill(j, w)) for key, text in texts.items()]


def _options(block_id: str, groups: Iterable[Entries]) -> Ask:
    def options(j: Journey, w: World) -> tuple[BlockOption, ...]:
        chosen = typed(j, block_id)
        return tuple(BlockOption(key, text, over, key == chosen) for group in groups for key, text, over in group(j, w))

    return options
