"""A random journey that fails shrinks, and is printed as the flow that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from ac_tui.deck.view import BULLET
from ac_tui.flows.as_flow import as_flow
from ac_tui.flows.load import load_flow
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import Simulation
from tests.flows.sessions import DEEDS, Deed, Person, fixture


@contextmanager
def told_as_a_flow(simulation: Simulation) -> Iterator[None]:
    """What goes wrong inside takes the journey so far along, as a flow file that can be played."""
    try:
        yield
    except Exception as error:
        error.add_note(f"Play this flow to see it:\n\n{as_flow(simulation, 'A failing journey')}")
        raise


@given(DEEDS)
@settings(max_examples=100)
def test_whatever_somebody_does_there_is_a_screen_and_no_secret_on_it(deeds: list[Deed]) -> None:
    person = Person()
    with told_as_a_flow(person.simulation):
        for deed in deeds:
            person.do(*deed)
            view = person.simulation.view
            assert view.open is person.simulation.journey.app_open
            assert not view.open or (view.heading and view.blocks)
            for block in view.blocks:
                assert block.kind != "secret" or set(block.value) <= {BULLET}


@pytest.mark.parametrize(
    ("never", "shortest"),
    [
        ("profile", ["launchApp", "tapOn: Registrati"]),
        ("identity", ["launchApp", "tapOn: Registrati", "tapOn: Persone"]),
    ],
)
def test_a_false_claim_is_refuted_by_a_flow_as_short_as_can_be(never: str, shortest: list[str], tmp_path: Path) -> None:
    # Screens with one way in: shrinking leaves out what is not needed, and never finds a wholly different way.
    @settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate, Phase.shrink])
    @given(DEEDS)
    def nobody_gets_there(deeds: list[Deed]) -> None:
        person = Person()
        with told_as_a_flow(person.simulation):
            for deed in deeds:
                person.do(*deed)
                assert person.simulation.view.step != never

    with pytest.raises(AssertionError) as failed:
        nobody_gets_there()
    (told,) = [note for note in failed.value.__notes__ if "appId" in note]
    path = tmp_path / "failing.yaml"
    path.write_text(told.partition("\n\n")[2], "utf-8")
    flow = load_flow(path)
    assert [command.source for command in flow.commands] == shortest
    assert play_flow(flow, fixture(), Plan()).step == never
