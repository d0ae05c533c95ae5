"""Every state of every screen, at every width a phone has: nothing is cut or lost, everything can be reached."""

from __future__ import annotations

from functools import cache

import pytest

from ac_tui.deck.layout import draw, fit
from ac_tui.deck.layout_cells import cells, drawable
from ac_tui.deck.view import View
from tests.tui.driver import reach
from tests.tui.states import STATES

WIDTHS = (32, 36, 40)


@cache
def view_of(name: str) -> View:
    return reach(STATES[name].keys).view


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_cut_or_lost(name: str, width: int) -> None:
    view = view_of(name)
    for air in (0, 1, 2):
        sheet = draw(view, width, air=air)
        assert sheet.cut == ()
        assert all(sum(cells(span.text) for span in line) == width for line in sheet.lines)
        words = "".join("".join(span.text for span in line) for line in sheet.lines)
        seen = "".join(char for char in words if char not in "│╭╮╰╯─ ")
        fields = {block.id for block in view.blocks if block.kind == "field"}
        for block_id, text in view.texts():
            block = view.block(block_id)
            if block is not None and (block.kind == "code" or (block_id in fields and text == block.value)):
                continue  # a code stands in its boxes; a long value moves under the cursor
            assert "".join(drawable(text).split()) in seen, text


@pytest.mark.parametrize("name", STATES)
def test_everything_a_person_can_act_on_can_be_tapped(name: str) -> None:
    view = view_of(name)
    sheet = draw(view, 40)
    for block in view.blocks:
        assert (sheet.where(block.id) is not None or any(sheet.where(block.id, o.id) for o in block.options)) == (
            block.interactive
        )
        assert block.id in sheet.rows


@pytest.mark.parametrize("name", STATES)
def test_drawing_is_the_same_every_time(name: str) -> None:
    view = view_of(name)
    assert fit(view, 40, 19) == fit(view, 40, 19)
