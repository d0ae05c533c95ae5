"""A code as it is typed and pasted, on the phone: the last digit completes it, what cannot be one is refused."""

import pytest

from ac_tui.flows.simulation import Simulation
from tests.journey.simulations import at_code, newest, simulation

ACCEPTED = ("{}.", "Codice: {}", " {}\n", "{}-", "[{}]", "il codice è {}")
REFUSED = {"82345": "short", "Codice: 82345": "short", "8234567": "long", "82345O": "letters", "ciao": "letters"}


def _at_code() -> Simulation:
    sim = simulation()
    at_code(sim)
    return sim


def _error(sim: Simulation) -> str:
    return sim.journey.errors.get("code", "")


@pytest.mark.parametrize("form", ACCEPTED)
@pytest.mark.parametrize("before", ["", "12", "1234567"])
def test_six_digits_pasted_in_any_form_take_the_place_of_what_stood_there(form: str, before: str) -> None:
    sim = _at_code()
    sim.write("code", before)
    sim.write("code", form.format(newest(sim)), pasted=True)
    assert (sim.written("code"), _error(sim)) == (newest(sim), "")
    sim.tap("continue")
    assert sim.view.step == "login"


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_code_is_refused_at_once_with_its_reason(text: str) -> None:
    sim = _at_code()
    sim.write("code", "12")
    sim.write("code", text, pasted=True)
    assert (sim.written("code"), _error(sim)) == ("12", REFUSED[text])
    block = sim.view.block("code")
    assert block is not None
    assert block.error
    assert sim.journey.current is not None
    assert sim.journey.current.attempts_left == sim.world.policy.code_attempts
    sim.write("code", "123")
    assert _error(sim) == ""


@pytest.mark.parametrize("form", ACCEPTED[:-1])
def test_a_code_typed_with_something_around_it_counts_too(form: str) -> None:
    sim = _at_code()
    for character in form.format(newest(sim)):
        sim.write("code", sim.written("code") + character)
    assert sim.written("code") == newest(sim)


def test_the_sixth_digit_completes_a_code_that_was_refused_as_too_short() -> None:
    sim = _at_code()
    sim.write("code", newest(sim)[:5])
    sim.tap("continue")
    assert _error(sim) == "short"
    sim.write("code", sim.written("code") + newest(sim)[5])
    sim.tap("continue")
    assert sim.view.step == "login"


def test_only_a_code_is_pasted_so() -> None:
    sim = simulation()
    assert sim.write("register", "823456", pasted=True) is None
    assert sim.write("code", "823456", pasted=True) is None
