"""Messaggi: every SMS and email as it arrives, newest first, with its code to copy and its link to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.keys import OrderedKeys
from ac_tui.surfaces.tui.panels.lines import Line, Reading, ReadingPanel, line

if TYPE_CHECKING:
    from ac_tui.deck.messages import MessageView
    from ac_tui.desk.session import Session


class Card(NamedTuple):
    """A message as it is to be read; `open_link` and `code` are the words of its buttons, "" for none."""

    number: int
    title: str
    age: str
    lines: tuple[Line, ...]
    open_link: str
    code: str
    life: str


class Told(NamedTuple):
    """How messages travel, and the cards, newest first."""

    state: tuple[Line, ...]
    cards: tuple[Card, ...]


class MessageButton(OrderedKeys, Button):
    """A code to copy, or a link to open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "press", show=False)]

    def __init__(self, label: str, kind: str) -> None:
        super().__init__(Content(drawable(label)), classes=kind, compact=True)
        self.active_effect_duration = 0


class MessageCard(Vertical):
    """One message in its frame."""

    def __init__(self, card: Card) -> None:
        super().__init__(classes="card")
        self.number = card.number
        self._card = card
        self._life = Reading(line(card.life, kind="quiet"))
        self._entitle(card)

    def compose(self) -> ComposeResult:
        """Who it is from, what it says, what can be done with it."""
        yield from map(Reading, self._card.lines)
        if self._card.open_link:
            yield MessageButton(self._card.open_link, "link")
        if self._card.code:
            yield MessageButton(self._card.code, "code")
        yield self._life

    def show(self, card: Card) -> None:
        """Show what has become of the message: its age, and how long its code lasts."""
        if card != self._card:
            self._card = card
            self._life.show(line(card.life, kind="quiet"))
            self._entitle(card)

    def _entitle(self, card: Card) -> None:
        self.border_title = Content(drawable(card.title)).markup
        self.border_subtitle = Content(drawable(card.age)).markup


class MessagesPanel(ReadingPanel):
    """What the customer's phone and mailbox have received. Arrows go from one code or link to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]

    @dataclass
    class CodeChosen(Message):
        """The code of the message with this number is to be copied."""

        number: int

    @dataclass
    class LinkChosen(Message):
        """The link of the message with this number is to be opened."""

        number: int

    def __init__(self, panel_id: str) -> None:
        super().__init__(panel_id)
        self._cards: dict[int, MessageCard] = {}

    def show(self, told: Told) -> None:
        """Show how messages travel, and the messages; a new one comes first and is scrolled to."""
        self.show_lines(told.state)
        numbers = [card.number for card in told.cards]
        for number in [number for number in self._cards if number not in numbers]:
            self.call_next(self._cards.pop(number).remove)
        before = self._first
        fresh = [MessageCard(card) for card in told.cards if card.number not in self._cards]
        self._cards.update((card.number, card) for card in fresh)
        for card in told.cards:
            self._cards[card.number].show(card)
        if fresh:
            self.call_next(partial(self.mount_all, fresh, before=before))
            self.scroll_home(animate=False)

    @property
    def _first(self) -> MessageCard | None:
        """The newest card there is."""
        return self._cards[max(self._cards)] if self._cards else None

    @property
    def target(self) -> Widget:
        """The newest code or link."""
        return next(iter(self.buttons), self)

    @property
    def buttons(self) -> Sequence[MessageButton]:
        """The codes and links, from the top."""
        return list(self.query(MessageButton))

    def action_go(self, by: int) -> None:
        """Go to another code or link; where there is none, scroll."""
        buttons = self.buttons
        now = next((number for number, button in enumerate(buttons) if button.has_focus), None)
        if now is None or not 0 <= now + by < len(buttons):
            self.scroll_relative(y=by, animate=False)
            return
        self.screen.set_focus(buttons[now + by])

    @on(Button.Pressed)
    def _choose(self, event: Button.Pressed) -> None:
        event.stop()
        card = next((node for node in event.button.ancestors if isinstance(node, MessageCard)), None)
        if card is not None:
            kind = self.LinkChosen if event.button.has_class("link") else self.CodeChosen
            self.post_message(kind(card.number))


def told(session: Session) -> Told:
    """The state of delivery where it is not as usual, and every message."""
    messages = session.messages
    state = [line(text, "▪ ") for text in session.on_the_way()]
    if not messages:
        state.append(line(session.words("panel.messages.empty"), kind="quiet gap" if state else "quiet"))
    newest = len(messages)
    return Told(tuple(state), tuple(_card(session, one, one.number == newest) for one in reversed(messages)))


def news(session: Session) -> str:
    """How many have arrived."""
    return str(len(session.messages) or "")


def _card(session: Session, message: MessageView, newest: bool) -> Card:
    words = session.words
    title = words(f"channel.{message.channel}")
    if message.channel == "email":
        title = f"{title} · {words(f'folder.{message.folder}')}"
    life = message.life
    if newest and message.attempts_left is not None and message.sends_left is not None:
        attempts = words("panel.messages.attempts", n=message.attempts_left)
        life = f"{life} · {attempts} · {words('panel.messages.sends', n=message.sends_left)}"
    lines = [
        line(f"{words('panel.messages.from')}: {message.sender}", kind="quiet"),
        line(f"{words('panel.messages.to')}: {message.to}", kind="quiet"),
        *([line(message.subject, kind="title")] if message.subject else ()),
        line(message.body),
    ]
    return Card(
        message.number,
        title,
        message.age,
        tuple(lines),
        words("panel.messages.open_link") if message.link else "",
        f"{words('panel.messages.code')} {message.code}" if message.code else "",
        life,
    )
