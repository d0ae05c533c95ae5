"""A second phone beside the first: the same journey in the words of another variant, what differs marked on both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from ac_tui.deck.render import render
from ac_tui.surfaces.tui.phone.block import BlockWidget
from ac_tui.surfaces.tui.phone.page import Part, Texts
from ac_tui.surfaces.tui.phone.phone import Phone, closed_view

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.deck.view import Block, View
    from ac_tui.flows.simulation import Simulation
    from ac_tui.surfaces.tui.phone.page import Page
    from ac_tui.surfaces.tui.phone.typeahead import TypeaheadFilter

DIFFERS = "-differs"
"""The class of a widget whose words are others on the other phone."""


class SecondPhone(Phone):
    """Real widgets like the first one's. Whoever goes into it by the mouse is led to the same block of the first."""

    class Entered(Message):
        """The focus came to a block here; it belongs on the first phone."""

        bubble = False

        def __init__(self, block: str) -> None:
            super().__init__()
            self.block = block

    def __init__(self, view: View, texts: Texts, typeahead: TypeaheadFilter) -> None:
        super().__init__(view, texts, typeahead, id="second-phone")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Lead who came here to the first phone."""
        if isinstance(event.widget, BlockWidget):
            self.screen.post_message(self.Entered(event.widget.block.id))

    def on_mouse_down(self) -> None:
        """A click here is one on the first phone."""
        self.screen.post_message(Phone.Touched())


def view_in(deck: Deck, simulation: Simulation) -> View:
    """What a simulation's phone shows in the words of another deck."""
    view = render(deck, simulation.journey, simulation.world)
    return view if view.open else closed_view(view, deck.words)


def mark_differences(one: Page, other: Page) -> None:
    """Give DIFFERS to every widget of two pages whose words the other one says otherwise, or not at all."""
    first, second = _words(one), _words(other)
    for page, own, others in ((one, first, second), (other, second, first)):
        for part, widget in page.shown():
            places = (_place(part, block) for block in part.blocks)
            widget.set_class(any(own[place] != others.get(place) for place in places), DIFFERS)


def unmark(page: Page) -> None:
    """Take every mark away."""
    for widget in page.query(f".{DIFFERS}"):
        widget.remove_class(DIFFERS)


def _words(page: Page) -> Mapping[tuple[str, str], object]:
    """What a page says of each block and each remark on it, but for what was typed, ticked or filled in."""
    return {_place(part, block): _said(part, block) for part, _ in page.shown() for block in part.blocks}


def _place(part: Part, block: Block) -> tuple[str, str]:
    """What is compared: a block, or a remark on it, whatever kind of widget shows it."""
    return part.kind if part.kind in ("error", "hint") else "", block.id


def _said(part: Part, block: Block) -> object:
    if part.kind in ("error", "hint"):
        return getattr(block, part.kind)
    return block.text, block.title, block.placeholder, tuple((option.group, option.text) for option in block.options)
