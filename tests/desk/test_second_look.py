"""1C again after going back: the desk still says what the notice means and which check it came from."""

from __future__ import annotations

from ac_tui.deck.load import load_deck
from ac_tui.desk.explain import advice_here
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import SeededCodes


def not_recognised() -> Simulation:
    phone = Simulation(read_registry(), read_policy(), SeededCodes(), load_deck())
    phone.tap("register")
    phone.tap("person")
    phone.write("first_name", "Mario")
    phone.write("last_name", "Rosi")
    phone.tap("continue")
    phone.write("email", "mario.rossi@mail.it")
    phone.write("password", "Prova1234")
    phone.tap("privacy")
    phone.tap("register")
    assert phone.journey.second_look
    return phone


def test_coming_back_to_the_notice_keeps_its_advice() -> None:
    phone = not_recognised()
    decided = phone.decision
    assert decided is not None
    notice = phone.deck.advice_on(decided)
    assert "cognome" in " ".join(notice.say)
    for act in (lambda: None, lambda: phone.tap("continue"), phone.back):
        act()
        said = advice_here(phone.deck, phone.journey, phone.decision, phone.last_checked)
        assert (said == notice) is (phone.journey.step == "identity")
    generic = phone.deck.advice("contact", "not_recognised")
    assert advice_here(phone.deck, phone.journey, phone.decision, None) == generic


def test_the_checks_of_the_notice_stay_at_hand() -> None:
    phone = not_recognised()
    decided = phone.decision
    assert decided is not None
    assert phone.last_checked == decided
    phone.tap("continue")
    assert phone.decision is not None
    assert (phone.decision.outcome, phone.decision.checks) == ("second_look", ())
    assert phone.last_checked == decided
    while phone.undo():
        pass
    assert phone.last_checked is None
