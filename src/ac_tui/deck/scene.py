"""A screen made ready to render: conditions resolved to functions, texts cut into parts, fixed blocks made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ac_tui.deck import model as m
from ac_tui.deck.text import Filler, Text
from ac_tui.deck.view import BULLET, Block, Kind, Option
from ac_tui.journey.facts import CASES, FACTS, LISTS
from ac_tui.journey.forms import typed
from ac_tui.journey.model import Journey
from ac_tui.journey.table import ANY, TABLE

if TYPE_CHECKING:
    from ac_tui.journey.world import World

Fact = Callable[[Journey, "World"], bool]
Test = tuple[Fact, bool]
"""A fact and what it must be."""
Make = Callable[[Journey, "World"], Iterable[Block]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the file: made when every test holds."""

    tests: tuple[Test, ...]
    make: Make


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen ready to render; `code` is the id of its code block, `back` whether going back leads anywhere."""

    heading: Text
    pieces: tuple[Piece, ...]
    code: str
    back: bool


def scene_of(screen: m.Screen) -> Scene:
    """Make a screen ready; it must have passed `rules`."""
    fillers = {name: _case(words) for name, words in screen.words.items()}
    maker = _Maker(screen.step, fillers)
    return Scene(
        heading=Text(screen.heading, fillers),
        pieces=tuple(maker.piece(block_id, block) for block_id, block in screen.body.items()),
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
    texts = {answer: Text(source) for answer, source in words.answers.items()}
    return lambda journey, world, extra: texts[ask(journey, world)].fill(journey, world, extra)


class _Maker:
    """Makes the pieces of one screen."""

    def __init__(self, step: str, fillers: Mapping[str, Filler]) -> None:
        self._step = step
        self._fillers = fillers

    def piece(self, block_id: str, block: m.AnyBlock) -> Piece:
        """The piece for a block of the file."""
        tests = condition(block.when)
        if isinstance(block, m.NoticeBlock):
            return Piece((*condition((block_id,)), *tests), self._notice(block_id, block))
        return Piece(tests, self._make(block_id, block))

    def _make(self, block_id: str, block: m.AnyBlock) -> Make:
        match block:
            case m.TextBlock():
                return self._list(block_id, block) if block.each else self._text(block_id, block)
            case m.ButtonBlock() | m.LinkBlock():
                return self._sender(block_id, block)
            case m.FieldBlock():
                return self._field(block_id, block)
            case m.SecretBlock():
                return self._secret(block_id, block)
            case m.CodeBlock():
                return self._code(block_id, block)
            case m.CheckboxBlock():
                return self._checkbox(block_id, block)
            case m.TabsBlock():
                return self._tabs(block_id, block)
            case m.ChoiceBlock():
                return self._choice(block_id, block)
            case m.ChecklistBlock():
                return self._checklist(block_id, block)
            case _:
                return self._notice(block_id, block)

    def _text(self, block_id: str, block: m.TextBlock) -> Make:
        return self._said(block_id, "text", Text(block.text, self._fillers), beside=block.beside)

    def _notice(self, block_id: str, block: m.NoticeBlock) -> Make:
        title, text = Text(block.title, self._fillers), Text(block.text, self._fillers)
        if title.literal is not None and text.literal is not None:
            made = (Block(block_id, "notice", text.literal, title.literal, tone=block.tone),)
            return lambda _, __: made
        return lambda j, w: (Block(block_id, "notice", text.fill(j, w), title.fill(j, w), tone=block.tone),)

    def _said(self, block_id: str, kind: Kind, text: Text, beside: str = "") -> Make:
        if text.literal is not None:
            made = (Block(block_id, kind, text.literal, beside=beside),)
            return lambda _, __: made
        return lambda j, w: (Block(block_id, kind, text.fill(j, w), beside=beside),)

    def _list(self, block_id: str, block: m.TextBlock) -> Make:
        text, entries, beside = Text(block.text, self._fillers), LISTS[block.each], block.beside

        def make(j: Journey, w: World) -> Iterable[Block]:
            for number, entry in enumerate(entries(j, w), start=1):
                yield Block(f"{block_id}.{number}", "text", text.fill(j, w, entry.fill), beside=beside)

        return make

    def _sender(self, block_id: str, block: m.Sender) -> Make:
        text, tests = Text(block.label, self._fillers), condition(block.enabled)
        kind, beside, sends, argument = block.kind, block.beside, block.sends, block.argument

        def one(label: str, enabled: bool) -> tuple[Block]:
            return (Block(block_id, kind, label, enabled=enabled, beside=beside, sends=sends, argument=argument),)

        if text.literal is None:
            return lambda j, w: one(text.fill(j, w), holds(tests, j, w))
        on, off = one(text.literal, True), one(text.literal, False)
        return (lambda j, w: on if holds(tests, j, w) else off) if tests else lambda _, __: on

    def _errors(self, block_id: str, texts: Mapping[str, str]) -> Callable[[Journey, World], str]:
        ready = {key: Text(source, self._fillers) for key, source in texts.items()}

        def error(j: Journey, w: World) -> str:
            key = j.errors.get(block_id)
            return ready[key].fill(j, w) if key else ""

        return error

    def _hints(self, block_id: str, texts: Mapping[str, str]) -> Callable[[Journey, World], str]:
        ready = {key: Text(source, self._fillers) for key, source in texts.items()}

        def hint(j: Journey, w: World) -> str:
            given = j.hints.get(block_id)
            return ready[given.key].fill(j, w, given.fill) if given else ""

        return hint

    def _field(self, block_id: str, block: m.FieldBlock) -> Make:
        return self._writing(block_id, block, lambda j: typed(j, block_id))

    def _secret(self, block_id: str, block: m.SecretBlock) -> Make:
        step = self._step
        return self._writing(block_id, block, lambda j: BULLET * len(j.draft.secret(step, block_id).get_secret_value()))

    def _writing(self, block_id: str, block: m.FieldBlock | m.SecretBlock, value: Callable[[Journey], str]) -> Make:
        label, placeholder = Text(block.label, self._fillers), Text(block.placeholder, self._fillers)
        error, hint = self._errors(block_id, block.error), self._hints(block_id, block.hint)
        tests, kind, beside = condition(block.enabled), block.kind, block.beside

        def make(j: Journey, w: World) -> Iterable[Block]:
            return (
                Block(
                    block_id,
                    kind,
                    label.fill(j, w),
                    value=value(j),
                    placeholder=placeholder.fill(j, w),
                    error=error(j, w),
                    hint=hint(j, w),
                    enabled=holds(tests, j, w),
                    beside=beside,
                ),
            )

        return make

    def _code(self, block_id: str, block: m.CodeBlock) -> Make:
        label, digits, step = Text(block.label, self._fillers), block.digits, self._step
        error, hint = self._errors(block_id, block.error), self._hints(block_id, block.hint)

        def make(j: Journey, w: World) -> Iterable[Block]:
            value = j.draft.secret(step, block_id).get_secret_value()
            label_now = label.fill(j, w)
            return (Block(block_id, "code", label_now, value=value, error=error(j, w), hint=hint(j, w), digits=digits),)

        return make

    def _checkbox(self, block_id: str, block: m.CheckboxBlock) -> Make:
        label, error = Text(block.label, self._fillers), self._errors(block_id, block.error)
        tests, step = condition(block.enabled), self._step

        def make(j: Journey, w: World) -> Iterable[Block]:
            ticked, enabled = j.draft.ticked(step, block_id), holds(tests, j, w)
            return (Block(block_id, "checkbox", label.fill(j, w), error=error(j, w), checked=ticked, enabled=enabled),)

        return make

    def _tabs(self, block_id: str, block: m.TabsBlock) -> Make:
        label, error = Text(block.label, self._fillers), self._errors(block_id, block.error)
        texts = [(key, Text(source, self._fillers)) for key, source in block.options.items()]

        def make(j: Journey, w: World) -> Iterable[Block]:
            chosen = typed(j, block_id)
            options = tuple(Option(key, text.fill(j, w), checked=key == chosen) for key, text in texts)
            return (Block(block_id, "tabs", label.fill(j, w), error=error(j, w), options=options),)

        return make

    def _choice(self, block_id: str, block: m.ChoiceBlock) -> Make:
        label, error = Text(block.label, self._fillers), self._errors(block_id, block.error)
        groups = [self._group(group) for group in block.groups.values()]

        def make(j: Journey, w: World) -> Iterable[Block]:
            chosen = typed(j, block_id)
            options = tuple(option for group in groups for option in group(j, w, chosen))
            return (Block(block_id, "choice", label.fill(j, w), error=error(j, w), options=options),)

        return make

    def _group(self, group: m.Group) -> Callable[[Journey, World, str], Iterable[Option]]:
        heading = Text(group.label, self._fillers)
        if group.each:
            text, entries = Text(group.text, self._fillers), LISTS[group.each]

            def listed(j: Journey, w: World, chosen: str) -> Iterable[Option]:
                over = heading.fill(j, w)
                for entry in entries(j, w):
                    yield Option(entry.id, text.fill(j, w, entry.fill), over, checked=entry.id == chosen)

            return listed
        texts = [(key, Text(source, self._fillers)) for key, source in group.options.items()]

        def fixed(j: Journey, w: World, chosen: str) -> Iterable[Option]:
            over = heading.fill(j, w)
            for key, text in texts:
                yield Option(key, text.fill(j, w), over, checked=key == chosen)

        return fixed

    def _checklist(self, block_id: str, block: m.ChecklistBlock) -> Make:
        label = Text(block.label, self._fillers)
        items = [(key, Text(item.text, self._fillers), FACTS[item.ticked]) for key, item in block.items.items()]

        def make(j: Journey, w: World) -> Iterable[Block]:
            options = tuple(Option(key, text.fill(j, w), checked=ticked(j, w)) for key, text, ticked in items)
            return (Block(block_id, "checklist", label.fill(j, w), options=options),)

        return make
