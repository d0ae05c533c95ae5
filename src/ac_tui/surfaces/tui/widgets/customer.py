"""The panel about who is on the line: what the Agenzia has of them, and their story, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ac_tui.deck.layout_cells import cells, drawable
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose
from ac_tui.surfaces.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ac_tui.desk.story import Story
    from ac_tui.desk.story_lines import Lines
    from ac_tui.registry.model import Customer
    from ac_tui.surfaces.tui.screens.desk import Desk

_KEYS = {"enter": "next", "space": "next", "right": "next", "left": "back", "end": "end"}


class OnTheLine(Reader):
    """A customer's card; below it the story that is being played, its next step marked."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self._told: tuple[Story, int] | None = None
        self._lines: Lines | None = None

    def stroke(self, key: str, character: str | None) -> bool:
        """Play the story on or back; else turn the page."""
        from ac_tui.surfaces.tui import desk_call

        if key not in _KEYS or self.desk.call.story is None:
            return super().stroke(key, character)
        {"next": desk_call.next_step, "back": desk_call.last_step, "end": desk_call.to_the_end}[_KEYS[key]](self.desk)
        return True

    @property
    def news(self) -> str:
        """How far the story is."""
        story = self.desk.call.story
        return f"{story.played}/{len(story.steps)}" if story is not None else ""

    def written(self, width: int) -> list[Spans]:
        """The card, then the story."""
        customer, story = self.desk.call.known, self.desk.call.story
        if customer is not None:
            lines = [*self._card(customer, width), []]
        else:
            lines = [*prose([(self.desk.words("panel.customer.nobody"), "desk-quiet")], width), []]
        if story is None:
            return [*lines, *prose([(self.desk.words("panel.customer.no_story"), "desk-quiet")], width)]
        head = [*lines, *self._state(story, width), []]
        steps = [self._step(story, number, text, width) for number, text in enumerate(self._words_of(story))]
        if (story, story.played) != self._told:
            self._told = (story, story.played)
            self.keep_in_sight(len(head) + sum(map(len, steps[: story.played])))
        return [*head, *(line for step in steps for line in step)]

    def _card(self, customer: Customer, width: int) -> list[Spans]:
        words = self.desk.words
        profile = words(f"profile.{customer.profile}")
        lines = prose([(customer.display_name, "desk-title"), (f" · {profile}", "desk-quiet")], width)
        lines += prose([(customer.story, "desk")], width)
        facts = [(words(f"panel.customer.{name}"), values) for name, values in self._facts(customer)]
        room = max(cells(drawable(name)) for name, _ in facts) + 2
        lines.append([])
        for name, values in facts:
            for number, value in enumerate(values):
                lead = drawable(name) if number == 0 else ""
                lines += prose([(value, "desk")], width, (f"{lead}{' ' * (room - cells(lead))}", "desk-quiet"))
        return lines

    def _state(self, story: Story, width: int) -> list[Spans]:
        """What the story is called, and how it stands."""
        lines = prose([(story.flow.name, "desk-title")], width)
        state = "over" if story.over else "stuck" if story.trouble else "in_hand" if story.in_hand else "keys"
        lines += prose([(self.desk.words(f"panel.customer.{state}"), "desk-quiet")], width)
        return [*lines, *prose([(story.trouble, "desk-bad")], width)] if story.trouble else lines

    def _words_of(self, story: Story) -> Sequence[str]:
        """The story's steps in the words on show."""
        from ac_tui.desk.story_lines import Lines

        deck = self.desk.simulation.deck
        if self._lines is None or self._lines.story is not story:
            self._lines = Lines(story, deck)
        return self._lines.said(deck)

    def _step(self, story: Story, number: int, text: str, width: int) -> list[Spans]:
        """One step: done, the next one, or still to come."""
        if number < story.played:
            return prose([(text, "desk-quiet")], width, ("✓ ", "desk-good"))
        if number == story.played:
            return prose([(text, "desk-title")], width, ("▸ ", "desk-mark"))
        return prose([(text, "desk")], width, ("  ", "desk"))

    def _facts(self, customer: Customer) -> Iterator[tuple[str, Sequence[str]]]:
        """What the Agenzia has of a customer, by the name of its line; a password is not among it."""
        words = self.desk.words
        nothing = (words("panel.customer.nothing"),)
        today = self.desk.simulation.clock.now().date()
        policies = [
            p.number
            if p.active_on(today)
            else words("panel.customer.starts", number=p.number, since=f"{p.starts:%d/%m/%Y}")
            if p.active and p.starts
            else words("panel.customer.lapsed", number=p.number)
            for p in customer.policies
        ]
        yield "emails", customer.emails or nothing
        yield "mobiles", customer.mobiles or nothing
        yield "tax_code", (customer.tax_code,) if customer.tax_code else nothing
        if customer.business:
            yield "vat_number", (customer.vat_number,) if customer.vat_number else nothing
        yield "client_code", (customer.client_code,) if customer.client_code else nothing
        yield "policies", policies or nothing
        yield "account", (customer.account.username,) if customer.account else nothing
        yield "delivery", (words(f"delivery.{customer.delivery}"),)
        yield (
            "agency",
            (f"{customer.agency.name} {customer.agency.phone}".strip(),) if customer.agency.name else nothing,
        )
