"""Many lives of a phone, each from its seed: whatever happens, the deck has words for it, all filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from random import Random

from ac_tui.deck.text import placeholders
from ac_tui.desk.explain import explain
from ac_tui.flows.fixture import read_registry
from ac_tui.flows.simulation import Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.decision import CHECKS, Decision
from ac_tui.journey.facts import FACTS, NOTICES
from ac_tui.journey.world import Policy, SeededCodes
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer
from tests.deck.worlds import deck

LIVES, LENGTH = 100, 60
PASSWORDS = ("Prova1234", "prova", "Tr0ppoLungaPerUnaPassword")


@cache
def registry() -> Registry:
    return read_registry()


class Life:
    """A caller who mostly gives the right data of one customer, and sometimes something else."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.simulation = Simulation(registry(), Policy(), SeededCodes(seed), deck())
        self.customers = list(registry())
        self.caller = self.customers[seed % len(self.customers)]
        self.password = self.random.choice(["Prova1234", *PASSWORDS])
        self.done: list[str] = []
        self.met: set[str] = set()

    def go_on(self) -> None:
        """Do one thing, most often the one that leads on."""
        acts: list[tuple[Callable[[], object], int]] = [
            (self.fill_in_and_go_on, 60),
            (self.tap_anything, 14),
            (self.wait, 12),
            (self.simulation.back, 4),
            (self.open_a_link, 4),
            (self.close_and_open, 3),
            (self.turn_the_service, 2),
            (self.travel_otherwise, 2),
            (self.ask_again_and_again, 2),
        ]
        [act] = self.random.choices([act for act, _ in acts], [weight for _, weight in acts])
        self.done.append(act.__name__)
        act()

    def fill_in_and_go_on(self) -> None:
        """Write the caller's data into every field there is, now and then with a slip, and press the first button."""
        slip = self.random.randrange(24)
        who = self.random.choice(self.customers) if slip == 0 else self.caller
        if self.simulation.journey.step == "profile":
            self.simulation.tap(who.profile if slip != 1 else self.random.choice(["person", "professional", "company"]))
            return
        data = self.data(who, slip)
        for block in self.simulation.view.blocks:
            if block.kind in ("tabs", "choice"):
                first = bool(who.emails) if block.kind == "tabs" else slip != 2
                self.simulation.tap(block.id, block.options[0 if first else -1].id)
        for block in self.simulation.view.blocks:
            if block.writable and block.id in data:
                self.simulation.write(block.id, data[block.id])
            elif block.kind == "checkbox" and not block.checked and slip != 3:
                self.simulation.tap(block.id)
        if button := next((b for b in self.simulation.view.blocks if b.kind == "button" and b.enabled), None):
            self.simulation.tap(button.id)

    def data(self, who: Customer, slip: int) -> dict[str, str]:
        """What is written, by block."""
        email = who.emails[0] if who.emails else "nuova@example.com"
        mobile = who.mobiles[-1] if who.mobiles else "3949999999"
        codes = [message.code for message in self.simulation.messages] or ["000000"]
        first, last = (who.last_name, who.first_name) if slip == 4 else (who.first_name, who.last_name)
        wrong_code = self.random.choice(["12", "000001", codes[0], self.random.choice(codes)])
        return {
            "first_name": first if slip not in (5, 14) else "Ugo",
            "last_name": last if slip not in (6, 14) else "Verdi",
            "company_name": who.company_name if slip not in (4, 5) else f"{who.company_name} S.n.c."[slip:],
            "email": email if slip != 7 else "nuova@example.com",
            "number": mobile.removeprefix("+39"),
            "user": who.account.username if who.account else email if who.emails else mobile,
            "contact": (email if who.emails else mobile) if slip != 8 else "nuova@example.com",
            "tax_code": (who.tax_code or who.vat_number) if slip != 9 else "99999010012",
            "code": wrong_code if slip in (10, 11, 12) else codes[-1],
            "password": who.account.password.get_secret_value() if who.account and slip != 13 else self.password,
        }

    def tap_anything(self) -> None:
        """Act on something that can be acted on."""
        view = self.simulation.view
        acts = [(b.id, o) for b in view.blocks if b.interactive for o in ([o.id for o in b.options] or [""])]
        if acts:
            self.simulation.tap(*self.random.choice(acts))

    def wait(self) -> None:
        """Let time pass."""
        self.simulation.advance_clock(timedelta(seconds=self.random.choice([5, 60, 60, 61, 600, 3600, 172_800])))

    def ask_again_and_again(self) -> None:
        """Ask for a new code, as often as one may and once more."""
        for _ in range(self.simulation.world.policy.sends):
            self.simulation.advance_clock(self.simulation.world.policy.resend_cooldown)
            self.simulation.tap("resend")

    def open_a_link(self) -> None:
        """Open the link of one of the messages."""
        links = [message.link for message in self.simulation.messages if message.link]
        self.simulation.send(ev.OpenLink(self.random.choice([*links, links[-1]] if links else ["nothing"])))

    def close_and_open(self) -> None:
        """Close the app and open it again."""
        self.simulation.close()
        look(self)
        self.simulation.open(clear_state=self.random.random() < 0.3)

    def turn_the_service(self) -> None:
        """Take the service down, or bring it up."""
        self.simulation.send(ev.SetService(not self.simulation.journey.service.up))

    def travel_otherwise(self) -> None:
        """Let messages travel in another way from now on."""
        self.simulation.send(ev.SetDelivery(self.random.choice([None, "normal", "late", "spam", "lost", "duplicate"])))


def look(life: Life) -> None:
    """What must hold at every moment."""
    _every_text_is_filled_in(life.simulation)
    _what_the_journey_raises_the_screen_says(life.simulation)
    _no_secret_is_told(life)
    if (decision := life.simulation.decision) is not None:
        _the_decision_has_words(decision)
        life.met |= {check.id for check in decision.checks}


def _every_text_is_filled_in(simulation: Simulation) -> None:
    view = simulation.view
    assert view.heading or not view.open
    assert not [text for _, text in view.texts() if "{" in text or "}" in text]
    assert len(view.by_id) == len(view.blocks)
    assert all(not block.beside or block.beside in view.by_id for block in view.blocks)
    for message in simulation.messages:
        assert message.code in message.body
        assert message.link in message.body


def _what_the_journey_raises_the_screen_says(simulation: Simulation) -> None:
    journey, view = simulation.journey, simulation.view
    if not journey.app_open:
        assert not view.blocks
        return
    said = {block.id for block in view.blocks if block.kind == "notice"}
    assert journey.notice in ("", *said)
    assert said <= {name for name in NOTICES if FACTS[name](journey, simulation.world)}
    assert [block for block in journey.errors if block in view.by_id and not view.by_id[block].error] == []
    assert [block for block in journey.hints if block in view.by_id and not view.by_id[block].hint] == []


def _the_decision_has_words(decision: Decision) -> None:
    explained = explain(deck(), decision)
    assert len(explained.checks) == len(decision.checks)
    assert deck().advice_on(decision, decision.situation).say
    for check in decision.checks:
        words = deck().why[check.id]
        said = words.reason.get(check.reason, words.passed)
        assert check.passed or check.reason in words.reason, check
        assert set(placeholders(said)) <= set(check.evidence) <= set(words.evidence), check


def _no_secret_is_told(life: Life) -> None:
    simulation = life.simulation
    told = [repr(simulation.decision), repr(simulation.messages)]
    told += [text for _, text in simulation.view.texts()]
    secrets = [life.password] if life.password != "prova" else []
    secrets += [message.code for message in simulation.messages]
    assert not [text for text in told for secret in secrets if secret in text]


def test_every_moment_of_every_life_has_its_words() -> None:
    met: set[str] = set()
    for seed in range(LIVES):
        life = Life(seed)
        try:
            for _ in range(LENGTH):
                life.go_on()
                look(life)
        except AssertionError as error:
            error.add_note(f"life {seed}, {life.caller.id}: {', '.join(life.done)}")
            raise
        met |= life.met
    # The lives are rich enough to mean something. No two customers of the registry share both name and mailbox, and few
    # lives open a business link in its 48 hours or after them: other tests do. Nobody registers with a name alone.
    assert set(CHECKS) - met <= {"one_customer", "link_live", "name_known"}
