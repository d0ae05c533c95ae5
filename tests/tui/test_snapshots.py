"""Pictures of every step and every named error state, at three sizes; and of the desk around them.

`make snapshots` accepts the pictures as they are: look at snapshot_report.html before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from ac_tui.surfaces.tui.app import make_app
from ac_tui.surfaces.tui.theme import DARK
from tests.tui.driver import Pasted, Time, keys, simulation
from tests.tui.states import CONFIRM_BUSINESS, MARIO, STATES

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from ac_tui.surfaces.tui.app import AcTui


class Compare(Protocol):
    """The plugin's fixture."""

    def __call__(self, app: AcTui, *, terminal_size: tuple[int, int], run_before: object) -> bool: ...


SIZES = {"80x24": (80, 24), "100x40": (100, 40), "160x50": (160, 50)}

DESK = {
    "messages": (f"{CONFIRM_BUSINESS}<F2>", "the messages in front: the newest card, its link marked"),
    "messages_code": (f"{CONFIRM_BUSINESS}<F2><Down>", "the messages in front: the code marked"),
    "help": ("<F1>", "the help: what hands do, every key, on one screen"),
    "palette": ("<Ctrl+P>", "the palette: all commands, the first one marked"),
    "palette_found": ("<Ctrl+P>consegna", "the palette: only the commands about delivery"),
    "note": (f"{MARIO}<F6>", "the footer says what the clock shows now"),
}


def matches(snap_compare: Compare, script: str, size: str, theme: str = "") -> bool:
    time = Time()
    app = make_app(simulation(), now=time)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.pause()
        if theme:
            app.theme = theme
        for key in keys(script):
            time.seconds += 1
            if isinstance(key, Pasted):
                app.desk.front.paste(key.text)
            else:
                app.desk.stroke(key.name, key.character)
        await pilot.pause()

    return snap_compare(app, terminal_size=SIZES[size], run_before=act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Compare, state: str, size: str) -> None:
    # The report prints the test's docstring: what one should see.
    test_state.__doc__ = STATES[state].see
    assert matches(snap_compare, STATES[state].keys, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DESK)
def test_desk(snap_compare: Compare, name: str, size: str) -> None:
    script, see = DESK[name]
    test_desk.__doc__ = see
    assert matches(snap_compare, script, size)


@pytest.mark.parametrize("state", ["identity_not_recognised", "confirm_wrong"])
def test_dark(snap_compare: Compare, state: str) -> None:
    test_dark.__doc__ = f"on the dark desk: {STATES[state].see}"
    assert matches(snap_compare, STATES[state].keys, "100x40", DARK.name)
