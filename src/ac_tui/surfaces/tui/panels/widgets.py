"""The panels that are more than lines to read: messages with codes and links, a story, notes with a line to write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.keys import LineInput, OrderedKeys
from ac_tui.surfaces.tui.panels.lines import Asked, Card, Panel, PanelReading, PanelText, line

if TYPE_CHECKING:
    from ac_tui.desk.picks import Act


class MessageButton(OrderedKeys, Button):
    """A code to copy, or a link to open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "press", show=False)]

    def __init__(self, label: str, kind: str, act: Act) -> None:
        super().__init__(Content(drawable(label)), classes=kind, compact=True)
        self.active_effect_duration = 0
        self.act = act

    @on(Button.Pressed)
    def _ask(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(Asked(self.act, echo=True))


class MessageCard(Vertical):
    """One message in its frame: who it is from, what it says, what can be done with it."""

    def __init__(self, card: Card) -> None:
        super().__init__(classes="card")
        self._card = card
        self._life = PanelReading(line(card.life, kind="quiet"))
        self._entitle(card)

    def compose(self) -> ComposeResult:
        """The lines, the buttons, how long the code lasts."""
        card = self._card
        yield from map(PanelReading, card.lines)
        if card.open_link:
            yield MessageButton(card.open_link, "link", lambda session: session.phone.open_link(card.link))
        if card.copy_code:
            yield MessageButton(card.copy_code, "code", lambda session: session.phone.copy_code(card.number))
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


class MessagesPanel(Panel):
    """What the customer's phone and mailbox have received. Arrows go from one code or link to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]

    def __init__(self, panel_id: str) -> None:
        super().__init__(panel_id)
        self._cards: dict[int, MessageCard] = {}

    def show(self, told: PanelText) -> None:
        """Show how messages travel, and the messages; a new one comes first and is scrolled to."""
        super().show(told)
        numbers = [card.number for card in told.cards]
        for number in [number for number in self._cards if number not in numbers]:
            self.call_next(self._cards.pop(number).remove)
        newest = self._cards[max(self._cards)] if self._cards else None
        fresh = [MessageCard(card) for card in told.cards if card.number not in self._cards]
        self._cards.update((card.number, made) for card, made in zip(told.cards, fresh, strict=False))
        for card in told.cards:
            self._cards[card.number].show(card)
        if fresh:
            self.call_next(partial(self.mount_all, fresh, before=newest))
            self.scroll_home(animate=False)

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


class CustomerPanel(OrderedKeys, Panel):
    """A customer's card; below it the story that is being played, its next step marked and kept in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "step('next_step')", show=False),
        Binding("left", "step('last_step')", show=False),
        Binding("end", "step('to_the_end')", show=False),
    ]

    def action_step(self, way: str) -> None:
        """Play the story on, a step back, or to its end."""
        if self.told.here >= 0:
            self.post_message(Asked(lambda session: getattr(session, way)()))
        elif way == "to_the_end":
            self.action_scroll_end()


class RemarkInput(LineInput):
    """Where a remark is written; Backspace on an empty line takes the last one away."""

    def action_delete_left(self) -> None:
        """Delete a character, or ask for the last remark to be taken away."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(Asked(lambda session: session.drop_remark()))

    async def action_submit(self) -> None:
        """Hand over what is written before the next key is looked at."""
        text = self.value.strip()
        self.clear()
        if text:
            self.post_message(Asked(lambda session: session.remark(text)))


class NotesPanel(Panel):
    """The notes to read, and below them the line to write in; Enter adds what is written."""

    def __init__(self, panel_id: str) -> None:
        super().__init__(panel_id)
        self.input = RemarkInput(id="panel-remark")

    @property
    def target(self) -> Widget:
        """The line to write in."""
        return self.input

    def compose(self) -> ComposeResult:
        """The line, below whatever is read."""
        yield self.input

    def show(self, told: PanelText) -> None:
        """Show the notes; a remark that was added is scrolled to."""
        super().show(told)
        self.input.placeholder = told.asked
