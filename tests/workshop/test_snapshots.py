"""Pictures of what a writer sees: another variant, two phones, a file that is broken."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from ac_tui.registry.faults import Fault
from ac_tui.surfaces.tui.app import make_app
from ac_tui.surfaces.tui.theme import DARK, LIGHT
from tests.tui.driver import Key as TypedKey
from tests.tui.driver import Time, keys, simulation
from tests.tui.states import CONFIRM, MARIO, STATES

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from ac_tui.surfaces.tui.app import AcTui


class Compare(Protocol):
    """The plugin's fixture."""

    def __call__(
        self,
        app: AcTui,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Coroutine[Any, Any, None]],
    ) -> bool: ...


HALF_TYPED = f"{MARIO}mario@gmail.it<Tab>Prov"
BROKEN = (
    Fault("screens/contact.toml", 31, "toml-syntax", "Expected '=' after a key in a key/value pair"),
    Fault("screens/login.toml", 7, "missing-key", "`heading` is missing"),
)
SIZES = {"80x24": (80, 24), "100x40": (100, 40), "160x50": (160, 50)}


def matches(
    snap_compare: Compare, script: str, size: str, theme: str = LIGHT.name, faults: tuple[Fault, ...] = ()
) -> bool:
    time = Time()
    app = make_app(simulation(), now=time)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.pause()
        app.theme = theme
        for key in keys(script):
            assert isinstance(key, TypedKey)
            time.seconds += 1
            app.desk.stroke(key.name, key.character)
            await pilot.pause()
        if faults:
            app.desk.workshop.tell(faults)
        await pilot.pause()

    return snap_compare(app, terminal_size=SIZES[size], run_before=act)


@pytest.mark.parametrize("size", ["100x40", "160x50"])
def test_two_phones(snap_compare: Compare, size: str) -> None:
    """Two phones on one half-typed form, `originale` and `en` on their frames, ≠ beside every block that differs."""
    assert matches(snap_compare, f"{HALF_TYPED}<Alt+D>", size)


def test_two_phones_a_and_b(snap_compare: Compare) -> None:
    """The service error as `originale` and as `gentile`: ≠ beside heading, text and button, nowhere else."""
    assert matches(snap_compare, f"{STATES['service_error'].keys}<Alt+D><Alt+D>", "100x40")


def test_two_phones_in_the_dark(snap_compare: Compare) -> None:
    """The dark desk, a code screen on two phones: `originale` and `en` can be read on their frames, and the ≠ too."""
    assert matches(snap_compare, f"{CONFIRM}823<Alt+D>", "100x40", DARK.name)


def test_no_room_for_two_phones(snap_compare: Compare) -> None:
    """One phone; the footer says that two need 100 columns."""
    assert matches(snap_compare, f"{HALF_TYPED}<Alt+D>", "80x24")


@pytest.mark.parametrize("size", SIZES)
def test_pseudo(snap_compare: Compare, size: str) -> None:
    """The same form in the pseudo-locale, phone and desk: every word accented and between ⟦ ⟧, nothing cut."""
    assert matches(snap_compare, f"{HALF_TYPED}<Alt+V><Alt+V><Alt+V>", size)


@pytest.mark.parametrize("size", SIZES)
def test_broken(snap_compare: Compare, size: str) -> None:
    """Above the footer a strip: ✗, file and line, the reason, that the last good words stay, one more error."""
    assert matches(snap_compare, HALF_TYPED, size, faults=BROKEN)


def test_broken_beside_two_phones_in_the_dark(snap_compare: Compare) -> None:
    """The dark desk, two phones, and the strip below them; neither phone is cut off at its foot."""
    assert matches(snap_compare, f"{HALF_TYPED}<Alt+D>", "100x40", DARK.name, BROKEN)
