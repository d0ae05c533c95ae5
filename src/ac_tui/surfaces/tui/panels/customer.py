"""Cliente: who is on the line, what the Agenzia has of them, and their story, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from ac_tui.deck.cells import drawable
from ac_tui.surfaces.tui.keys import OrderedKeys
from ac_tui.surfaces.tui.panels.lines import QUIET, Line, ReadingPanel, line

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.desk.story import Story
    from ac_tui.registry.model import Customer

Way = Literal["next", "back", "end"]


class Told(NamedTuple):
    """What the panel reads; `here` is the number of the line of the story's next step, -1 where no story is played."""

    lines: Sequence[Line]
    here: int = -1


class CustomerPanel(OrderedKeys, ReadingPanel):
    """A customer's card; below it the story that is being played, its next step marked and kept in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "step('next')", show=False),
        Binding("left", "step('back')", show=False),
        Binding("end", "step('end')", show=False),
    ]

    @dataclass
    class Stepped(Message):
        """The story is to be played on, a step back, or to its end."""

        way: Way

    def __init__(self, panel_id: str) -> None:
        super().__init__(panel_id)
        self._here = -1

    def show(self, told: Told) -> None:
        """Show a customer and a story."""
        changed = self.show_lines(told.lines)
        if told.here >= 0 and (changed or told.here != self._here):
            self.keep_in_sight(told.here)
        elif changed and self._here >= 0:
            self.scroll_home(animate=False)
        self._here = told.here

    def action_step(self, way: Way) -> None:
        """Play the story on or back."""
        if self._here >= 0:
            self.post_message(self.Stepped(way))
        elif way == "end":
            self.action_scroll_end()


def told(session: Session) -> Told:
    """The card, then the story."""
    words, story = session.words, session.story
    card = _card(session, session.known) if session.known else [line(words("panel.customer.nobody"), kind="quiet")]
    if story is None:
        return Told((*card, line(words("panel.customer.no_story"), kind="quiet gap")))
    head = [*card, line(story.flow.name, kind="title gap"), *_state(session, story)]
    steps = [_step(text, number - story.played) for number, text in enumerate(session.story_lines())]
    return Told((*head, *steps), len(head) + min(story.played, len(steps) - 1))


def news(session: Session) -> str:
    """How far the story is."""
    story = session.story
    return f"{story.played}/{len(story.steps)}" if story is not None else ""


def _state(session: Session, story: Story) -> Iterator[Line]:
    state = "over" if story.over else "stuck" if story.trouble else "in_hand" if story.in_hand else "keys"
    yield line(session.words(f"panel.customer.{state}"), kind="quiet")
    if story.trouble:
        yield line(story.trouble, kind="bad")


def _step(text: str, ahead: int) -> Line:
    """One step: done, the next one, or still to come."""
    if ahead < 0:
        return line(text, "✓ ", "quiet good")
    return line(text, "▸ ", "title") if ahead == 0 else line(text, "  ")


def _card(session: Session, customer: Customer) -> list[Line]:
    words = session.words
    profile = words(f"profile.{customer.profile}")
    lines = [Line(((customer.display_name, ""), (f" · {profile}", f"{QUIET} not bold")), kind="title")]
    if customer.story:
        lines.append(line(customer.story))
    facts = [(drawable(fact.name), fact.values) for fact in session.card()]
    room = max(cell_len(name) for name, _ in facts) + 2
    for name, values in facts:
        for number, value in enumerate(values):
            lead = name if number == 0 else ""
            kind = "fact gap" if name == facts[0][0] and number == 0 else "fact"
            lines.append(line(value, lead + " " * (room - cell_len(lead)), kind))
    return lines
