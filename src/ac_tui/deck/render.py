"""What the phone shows now, in the words of a deck: a View of a journey, and the messages that have arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from ac_tui.deck.deck import Deck, age, span
from ac_tui.deck.text import cut, fill_plain, placeholders
from ac_tui.deck.view import BULLET, Block, BlockOption, View
from ac_tui.journey.challenges import sends_left, standing, waits_for
from ac_tui.journey.facts import CASES, FACTS, LISTS, VALUES
from ac_tui.journey.forms import typed
from ac_tui.journey.model import ContactKind, Journey, Message
from ac_tui.journey.rules import mask_email, mask_mobile_confirm
from ac_tui.journey.table import ANY, TABLE

if TYPE_CHECKING:
    from ac_tui.deck import model as m
    from ac_tui.journey.world import World

_Text = Callable[..., str]  # asked with journey and world, and what else there is to fill in
_Ask = Callable[[Journey, "World"], Any]

_Tests = tuple[tuple[Callable[[Journey, "World"], bool], bool], ...]  # facts, each with what it must be


def render(deck: Deck, journey: Journey, world: World) -> View:
    """The screen of a journey as data: only what is visible now, every text filled in; a closed app shows nothing."""
    clock, wordmark = clock_text(journey.now), deck.desk["phone.wordmark"]
    if not journey.app_open:
        return View(journey.step, "", (), clock=clock, wordmark=wordmark, open=False)
    scene = deck.scenes.get(journey.step)
    if scene is None:
        scene = deck.scenes[journey.step] = Scene(deck.screens[journey.step])
    blocks: list[Block] = []
    for tests, make in scene.pieces:
        if _hold(tests, journey, world):
            blocks.extend(make(journey, world))
    return View(
        step=journey.step,
        heading=scene.heading(journey, world),
        blocks=tuple(blocks),
        clock=clock,
        wordmark=wordmark,
        back=scene.back,
        focus=scene.code if scene.code and any(block.id == scene.code for block in blocks) else "",
    )


def clock_text(moment: datetime) -> str:
    """A time as the phone's status bar writes it: "9:41 AM"."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"


def _tests(names: Iterable[str]) -> _Tests:
    return tuple((FACTS[name.removeprefix("not ")], not name.startswith("not ")) for name in names)


def _hold(tests: _Tests, journey: Journey, world: World) -> bool:
    for fact, wanted in tests:  # noqa: SIM110 (asked of every block of every View: a loop takes half as long as `all`)
        if fact(journey, world) is not wanted:
            return False
    return True


class Scene:
    """A screen that has passed `rules`, made ready to render once."""

    def __init__(self, screen: m.Screen) -> None:
        def filler(words: m.CaseWords) -> _Text:
            (_, ask), texts = CASES[words.by], self._texts(dict(words.wordings()))
            return lambda j, w: texts[ask(j, w)](j, w)

        self._step = screen.step
        self._values: Mapping[str, _Text] = VALUES  # words of the file fill in no others of them
        self._values = {**VALUES, **{name: filler(words) for name, words in screen.words.items()}}
        self.heading = self._text(screen.heading)
        self.pieces = [self._piece(block_id, block) for block_id, block in screen.body.items()]
        self.code = next((block_id for block_id, block in screen.body.items() if block.kind == "code"), "")
        self.back = any(row.step in (screen.step, ANY) and row.event == "back" for row in TABLE)

    def _text(self, source: str) -> _Text:
        """A text ready to be filled in: by the file's own words, by the journey, else by what is given besides."""
        if not placeholders(source):
            said = fill_plain(source, {})
            return lambda *_: said
        parts = [(literal, self._values.get(name), name) for literal, name in cut(source)]

        def fill(j: Journey, w: World, given: Mapping[str, str] = {}) -> str:
            return "".join([said + (ask(j, w) if ask else given[name] if name else "") for said, ask, name in parts])

        return fill

    def _texts(self, sources: Mapping[str, str]) -> dict[str, _Text]:
        return {key: self._text(source) for key, source in sources.items()}

    def _piece(self, block_id: str, block: m.AnyBlock) -> tuple[_Tests, Callable[[Journey, World], Iterable[Block]]]:
        """When a block is shown, and how it is made: what is fixed is made now, the rest asked for each time."""
        tests = _tests((*((block_id,) if block.kind == "notice" else ()), *block.when))
        if block.kind == "text" and block.each:
            text, entries, beside = self._text(block.text), LISTS[block.each], block.beside
            return (
                tests,
                lambda j, w: [
                    Block(f"{block_id}.{number}", "text", text(j, w, fill), beside=beside)
                    for number, (_, fill) in enumerate(entries(j, w), start=1)
                ],
            )
        parts = dict(self._parts(block_id, block))
        base = Block(block_id, block.kind, **{name: part for name, part in parts.items() if not callable(part)})
        asked = [(Block._fields.index(name), part) for name, part in parts.items() if callable(part)]

        def made(journey: Journey, world: World) -> tuple[Block]:
            values = list(base)
            for place, ask in asked:  # `_replace` takes twice as long
                values[place] = ask(journey, world)
            return (Block._make(values),)

        return tests, made if asked else lambda _, __: (base,)

    def _parts(self, block_id: str, block: m.AnyBlock) -> Iterator[tuple[str, Any]]:
        for name in ("label", "text", "title", "placeholder"):
            if source := getattr(block, name, ""):
                text = self._text(source) if placeholders(source) else fill_plain(source, {})
                yield "text" if name == "label" else name, text
        as_written = ("beside", "sends", "argument", "tone")
        yield from ((name, getattr(block, name)) for name in as_written if hasattr(block, name))
        if tests := _tests(getattr(block, "enabled", ())):
            yield "enabled", lambda j, w: _hold(tests, j, w)
        if errors := self._texts(getattr(block, "error", {})):
            yield "error", lambda j, w: errors[key](j, w) if (key := j.errors.get(block_id)) else ""
        if hints := self._texts(getattr(block, "hint", {})):
            yield "hint", lambda j, w: hints[at.key](j, w, at.fill) if (at := j.hints.get(block_id)) else ""
        yield from self._state(block_id, block)

    def _state(self, block_id: str, block: m.AnyBlock) -> Iterator[tuple[str, _Ask]]:
        step = self._step
        match block.kind:
            case "field":
                yield "value", lambda j, _: typed(j, block_id)
            case "secret":
                yield "value", lambda j, _: BULLET * len(j.draft.secret(step, block_id).get_secret_value())
            case "code":
                yield "digits", lambda _, w: w.policy.code_digits
                yield "value", lambda j, _: j.draft.secret(step, block_id).get_secret_value()
            case "checkbox":
                yield "checked", lambda j, _: j.draft.ticked(step, block_id)
            case "tabs":
                yield "options", self._options(block_id, ("", block.options, "", ""))
            case "choice":
                groups = ((one.label, one.options, one.text, one.each) for one in block.groups.values())
                yield "options", self._options(block_id, *groups)
            case "checklist":
                items = [(key, self._text(item.text), FACTS[item.ticked]) for key, item in block.items.items()]

                def ticks(j: Journey, w: World) -> tuple[BlockOption, ...]:
                    return tuple(BlockOption(key, text(j, w), "", ticked(j, w)) for key, text, ticked in items)

                yield "options", ticks

    def _options(self, block_id: str, *groups: tuple[str, Mapping[str, str], str, str]) -> _Ask:
        """The options of groups: of each its heading, texts by key, else a text and the list whose entries fill it."""
        made = [(self._text(over), self._texts(texts), self._text(text), each) for over, texts, text, each in groups]

        def options(j: Journey, w: World) -> tuple[BlockOption, ...]:
            chosen, found = typed(j, block_id), list[BlockOption]()
            for heading, texts, text, each in made:
                said = {key: one(j, w) for key, one in texts.items()}
                said |= {key: text(j, w, fill) for key, fill in (LISTS[each](j, w) if each else ())}
                found += [BlockOption(key, words, heading(j, w), key == chosen) for key, words in said.items()]
            return tuple(found)

        return options


# Messages.


class MessageView(Struct, frozen=True):
    """An SMS or email that has arrived: its `number` counts arrivals from 1, `to` is masked, `life` says how long the
    code lasts or what became of it; what is left is None once its challenge is over.
    """

    number: int
    channel: ContactKind
    sender: str
    to: str
    subject: str
    body: str
    code: str
    link: str
    folder: Literal["inbox", "spam"]
    age: str
    life: str
    attempts_left: int | None
    sends_left: int | None

    def __repr__(self) -> str:
        return f"MessageView({self.number}, {self.channel!r}, to={self.to!r}, life={self.life!r})"


def message_views(deck: Deck, journey: Journey, world: World) -> tuple[MessageView, ...]:
    """The messages that have arrived by now, oldest first, spam included."""
    return tuple(_view(deck, journey, world, number, message) for number, message in enumerate(journey.inbox, start=1))


def _view(deck: Deck, journey: Journey, world: World, number: int, message: Message) -> MessageView:
    code, channel = message.code.get_secret_value(), message.contact.kind
    # A registration with a link is a business customer's (guide 6B).
    ways = deck.messages.business if message.link else getattr(deck.messages, message.purpose)
    text: m.EmailText | m.SmsText = getattr(ways, channel)
    lifetime = span(deck, message.expires_at - message.sent_at)
    life = _life(journey, message)
    asked = life in ("valid", "blocked", "expired")  # else the next code is not asked for on the same screen
    challenge = journey.service.challenges.get(message.challenge) if asked else None
    return MessageView(
        number=number,
        channel=channel,
        sender=text.sender,
        to=mask_email(message.contact.shown) if channel == "email" else mask_mobile_confirm(message.contact.value),
        subject=getattr(text, "subject", ""),
        body=fill_plain(text.body, {"code": code, "link": message.link, "lifetime": lifetime}).strip("\n"),
        code=code,
        link=message.link,
        folder=message.folder,
        age=age(deck, journey.now - (message.arrives_at or message.sent_at)),
        life=deck.words(f"life.{life}", span=span(deck, message.expires_at - journey.now)),
        attempts_left=max(0, challenge.attempts_left) if challenge else None,
        sends_left=sends_left(challenge, journey, world) if challenge else None,
    )


def _life(journey: Journey, message: Message) -> str:
    """What a message's code is worth: `superseded` by a newer one to the same contact, `elsewhere` if a registration
    waits for a code to another contact, `lost` with its registration when the app was closed.
    """
    challenge = journey.service.challenges.get(message.challenge)
    if challenge is None or challenge.void:
        return "lost"
    if challenge.code != message.code or challenge.sent_at != message.sent_at:
        return "superseded"
    stands = standing(challenge, journey)
    if stands != "used" and challenge.purpose == "registration" and not waits_for(journey, challenge):
        return "elsewhere"
    return "valid" if stands == "alive" else stands
