"""Pictures of the app: every state at 100×40, the telling ones at the other sizes and on the dark desk.

`make snapshots` accepts the pictures as they are: look at snapshot_report.html before.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from ac_tui.surfaces.tui.app import make_app
from tests.pictures.states import STATES, standing_at

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from ac_tui.surfaces.tui.app import AcTui

PICTURES = Path(__file__).parent / "__snapshots__"
SMALL, MIDDLE, LARGE = (80, 24), (100, 40), (160, 50)


class Compare(Protocol):
    """The plugin's fixture."""

    def __call__(
        self, app: AcTui, *, terminal_size: tuple[int, int], run_before: Callable[[Pilot[None]], Awaitable[None]]
    ) -> bool: ...


def looks_right(
    snap_compare: Compare, state: str, size: tuple[int, int], keys: tuple[str, ...] = (), theme: str = ""
) -> bool:
    seconds = count()
    app = make_app(standing_at(state), now=lambda: float(next(seconds)))

    async def act(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await app.desk.furnish()
        await pilot.pause()
        if theme:
            app.theme = theme
        await pilot.press(*keys)
        await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=act)


@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Compare, state: str) -> None:
    test_state.__doc__ = STATES[state].see  # the report prints what one should see
    assert looks_right(snap_compare, state, MIDDLE)


@pytest.mark.parametrize(
    "state",
    ["welcome", "profile", "contact", "contact_empty", "identity_1c", "confirm_wrong", "no_mobile", "choose_contact"],
)
def test_state_in_a_small_terminal(snap_compare: Compare, state: str) -> None:
    test_state_in_a_small_terminal.__doc__ = f"80×24, the phone alone: {STATES[state].see}"
    assert looks_right(snap_compare, state, SMALL)


@pytest.mark.parametrize("state", ["contact_empty", "identity_1c", "confirm_wrong", "no_mobile"])
def test_state_in_a_large_terminal(snap_compare: Compare, state: str) -> None:
    test_state_in_a_large_terminal.__doc__ = f"160×50, the desk's two columns beside it: {STATES[state].see}"
    assert looks_right(snap_compare, state, LARGE)


@pytest.mark.parametrize("state", ["contact_empty", "confirm_wrong", "choose_contact"])
def test_state_on_the_dark_desk(snap_compare: Compare, state: str) -> None:
    test_state_on_the_dark_desk.__doc__ = f"the dark theme: {STATES[state].see}"
    assert looks_right(snap_compare, state, MIDDLE, theme="desk-dark")


DESK = {
    "help": ("welcome", ("f1",), "every key by group, and what hands do"),
    "palette": ("welcome", ("ctrl+p", *"consegna"), "only the commands about delivery, descriptions whole"),
    "find": ("welcome", ("f3", *"non arriva il codice"), "screens that fit, the best first, the chosen one in full"),
    "customers": ("welcome", ("f9", *"rossi"), "who is called so, each with a story, the chosen one in full"),
    "time": ("confirm", ("ctrl+t", *"2 ore"), "what was typed, and what it means"),
    "why": ("identity_1c", ("alt+p",), "the checks in order, with source and hint"),
    "messages": ("confirm", ("f2",), "the newest message as a card, its code to act on"),
    "notes": ("confirm_wrong", ("f2", "f2", "f2", "f2", "f2"), "the notes so far, and a field for a remark"),
}


@pytest.mark.parametrize("name", DESK)
def test_desk_in_a_small_terminal(snap_compare: Compare, name: str) -> None:
    state, keys, see = DESK[name]
    test_desk_in_a_small_terminal.__doc__ = f"80×24: {see}"
    assert looks_right(snap_compare, state, SMALL, tuple("space" if key == " " else key for key in keys))


@pytest.mark.parametrize("name", ["help", "find", "customers"])
def test_dialog_in_a_large_terminal(snap_compare: Compare, name: str) -> None:
    state, keys, see = DESK[name]
    test_dialog_in_a_large_terminal.__doc__ = f"160×50: {see}"
    assert looks_right(snap_compare, state, LARGE, tuple("space" if key == " " else key for key in keys))


def test_no_picture_is_left_over() -> None:
    """The plugin sees one only where all tests run in its own process."""
    drawn = {
        f"{name}[{value}].svg"
        for name, test in globals().items()
        if name.startswith("test_")
        for mark in getattr(test, "pytestmark", ())
        for value in mark.args[1]
    }
    found = {str(path.relative_to(PICTURES)) for path in PICTURES.rglob("*.svg")}
    assert found == {f"{Path(__file__).stem}/{name}" for name in drawn}
