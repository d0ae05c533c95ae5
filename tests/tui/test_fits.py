"""What `check` reckons to be room for words is what the phone's own widgets have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

from textual.widget import Widget

from ac_tui.deck.cells import cells
from ac_tui.deck.lint.fitting import INSETS
from ac_tui.journey.model import STEPS
from ac_tui.surfaces.tui.phone.block import BlockWidget, SideBySide
from ac_tui.surfaces.tui.phone.choices import Choice, PhoneTabs, TickBox
from ac_tui.surfaces.tui.phone.fields import CodeField, TextField
from ac_tui.surfaces.tui.phone.page import Part
from tests.pictures.states import STATES, standing_at
from tests.tui.driver import Person, running

AROUND = 4
"""Cells of the phone beside its words: two of the frame, the margin, the scrollbar."""


def rooms(part: Part, widget: Widget) -> Iterator[tuple[str, int]]:
    """The kinds of words that a widget shows, and the cells that it has for each of their lines."""
    width = widget.content_size.width
    if isinstance(widget, SideBySide | CodeField):
        return  # words side by side stand one below the other where there is no room
    if isinstance(widget, PhoneTabs):
        for tab, option in zip(widget._tabs, widget.block.options, strict=True):
            yield "tabs", tab.content_size.width - cells(option.text)
    elif isinstance(widget, Choice | TickBox):
        yield widget.block.kind, width - cells("[x] ")
    elif isinstance(widget, TextField):
        yield widget.block.kind, widget.outer_size.width - cells("─  ─")
    elif isinstance(widget, BlockWidget):
        if part.kind in ("main", "second", "answer"):
            yield "button", width - cells("▸  ◂" if part.kind != "answer" else "▸ › ")
    elif part.kind in ("error", "hint"):
        yield part.kind, width - cells("✗ ")
    elif part.kind == "checklist":
        yield "checklist", width - cells("[x] ")
    elif part.kind != "label":  # that is a field's own, above it where its border has no room
        yield part.kind, width


def measured(person: Person) -> Iterator[tuple[str, str, int]]:
    """The step on the phone, and the room for each kind of words on its page."""
    for part, widget in person.phone.page.shown():
        for kind, room in rooms(part, widget):
            yield person.phone.view.step, kind, room


def test_every_state_has_the_room_that_check_reckons_with() -> None:
    seen = set()
    with running((100, 40)) as person:
        for width, state in product((32, 40), STATES):
            person.phone.styles.width = width + AROUND
            person.do(partial(person.simulation.resume, standing_at(state).keep()))
            for step, kind, room in measured(person):
                seen.add(kind)
                if kind == "tabs":
                    assert room >= INSETS[kind], (state, width)
                else:
                    assert room == width - INSETS[kind], (state, step, kind, width)
    assert {state.step for state in STATES.values()} >= set(STEPS)
    assert seen >= {"heading", "text", "notice", "checklist", "choice", "checkbox", "button", "field", "secret"}
    assert seen >= {"tabs", "error", "hint"}
