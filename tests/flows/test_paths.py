"""A way to every step and every arrow of the table, as a flow that goes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from ac_tui.deck.render import render
from ac_tui.flows.load import load_flow
from ac_tui.flows.paths import Target, file_name, flow_of, parse_target, reach, targets
from ac_tui.flows.run import Plan, play_flow
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.journey import events as ev
from ac_tui.journey.advance import advance, begin
from ac_tui.journey.forms import FORMS, Field, intent
from ac_tui.journey.model import STEPS, Journey
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.model import Customer
from tests.flows.hands import Run, runner, stage

TARGETS = targets(stage().deck)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_the_flow_to_a_target_reaches_it(target: Target, tmp_path: Path) -> None:
    way = reach(target, stage())
    assert way is not None
    path = tmp_path / file_name(target)
    path.write_text(flow_of(way, stage()), "utf-8")
    kept: list[Simulation] = []
    result = play_flow(load_flow(path), stage(), Plan(after=lambda _, simulation: kept.append(simulation)))
    assert result.status == "passed", result.failure
    history = kept[0].history
    assert target.step == "welcome" or any(target.hit(moved.transition) for moved in history)
    assert not any(target.hit(moved.transition) for moved in history[:-1])


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_found(step: str) -> None:
    assert reach(Target(step=step), stage()) is not None


def test_whoever_is_nearest_goes() -> None:
    ways = {step: way for step in STEPS if (way := reach(Target(step=step), stage()))}
    assert {step: len(ways[step].events) for step in ("profile", "recover", "home", "confirm_identity")} == {
        "profile": 1,
        "recover": 2,
        "home": 4,  # a link, two fields, a button
        "confirm_identity": 4,
    }
    assert len(ways["contact"].events) == 4  # a company has one name: two taps, a field, a tap
    assert ways["confirm_identity"].player.customer.id == "davide-longo"
    assert ways["no_mobile"].player.customer.id == "irene-basile"


@pytest.mark.parametrize(
    "target",
    [
        *("identity", "contact", "home", "no_mobile", "confirm_identity", "help", "assistance", "service_error"),
        "login --submit_login [bad_credentials]--> login",
        "identity --submit_identity [fields_wrong]--> identity",
        "recover --submit_recovery--> recover",
        "company --go_login--> login",
    ],
)
def test_nothing_shorter_leads_there(target: str) -> None:
    """Everything that any customer could do, in every order, with fewer events than the way that was found."""
    found = parse_target(target, stage().deck)
    assert found is not None
    way = reach(found, stage())
    assert way is not None
    for customer in stage().registry:
        assert not reaches(found, customer, len(way.events) - 1), customer.id


def reaches(target: Target, customer: Customer, most: int) -> bool:
    """Whether a customer can reach a target with so many events: breadth first, over what the screens let happen."""
    clock = ManualClock()
    world = World(stage().registry, stage().policy, clock, SeededCodes())
    level, seen = [begin(world)], set()
    for _ in range(most):
        following = []
        for state in level:
            for span, event in everything(customer, state, world):
                clock.set(state.now + span)
                transition = advance(state, event, world)
                if target.hit(transition):
                    return True
                drafted = [secret.get_secret_value() for secret in transition.state.draft.secrets.values()]
                key = repr((transition.state, sorted(drafted)))
                if key not in seen:
                    seen.add(key)
                    following.append(transition.state)
        level = following
    return False


def everything(customer: Customer, state: Journey, world: World) -> Iterator[tuple[timedelta, ev.Event]]:
    """Each live button and link, each text in each field, and what the desk can do."""
    view = render(stage().deck, state, world)
    for block in view.blocks:
        if block.kind in ("button", "link") and block.enabled:
            yield timedelta(), intent(block.sends, block.argument, state)
    if view.back:
        yield timedelta(), ev.Back()
    for field in FORMS.get(state.step, ()):
        yield from ((timedelta(), ev.Edit(field.id, value)) for value in texts(customer, field, state))
    for message in state.inbox:
        yield timedelta(), ev.OpenLink(message.link)
    yield from ((timedelta(), event) for event in (ev.CloseApp(), ev.OpenApp(), ev.SetService(not state.service.up)))
    yield stage().policy.code_lifetime_business, ev.Tick()


def texts(customer: Customer, field: Field, state: Journey) -> set[str | bool | SecretStr]:
    account = customer.account
    if field.kind in ("tabs", "checkbox"):
        return {True, *field.options} if field.kind == "tabs" else {True}
    if field.kind == "code":
        return {SecretStr("111111"), *(message.code for message in state.inbox)}
    if field.kind == "secret":
        return {SecretStr("Prova1234"), *([account.password] if account else [])}
    contacts = (*customer.emails, *customer.mobiles, *([account.username] if account else []))
    known = {
        "first_name": (customer.first_name,),
        "last_name": (customer.last_name,),
        "company_name": (customer.company_name,),
        "tax_code": (customer.tax_code, customer.vat_number),
        "prefix": ("+39",),
    }
    return {*known.get(field.id, (*contacts, "nessuno@example.com"))}


def test_file_names_are_of_their_own() -> None:
    assert len({file_name(target) for target in TARGETS}) == len(TARGETS)


def test_a_target_is_what_coverage_calls_it() -> None:
    assert all(parse_target(str(target), stage().deck) == target for target in TARGETS)


def test_the_command_prints_a_flow(run: Run) -> None:
    said = run("paths", "--to", "no_mobile")
    assert said.code == 0
    assert said.out.startswith("appId: ${APP_ID}\nname: Path to no_mobile\n")
    assert "simulator: {customer: irene-basile, seed: 0}\n---\n- launchApp\n" in said.out
    assert said.out.endswith("- assertVisible: Ops, qualcosa è andato storto\n")


def test_the_command_tells_every_step(run: Run) -> None:
    said = run("paths")
    assert [line.split()[-1] for line in said.out.splitlines()] == list(STEPS)


def test_an_unknown_target_is_told(run: Run) -> None:
    said = run("paths", "--to", "hom")
    assert (said.code, said.err) == (2, "ac-tui paths: no step and no transition 'hom'; did you mean 'home'?\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("profile -> identity", "'profile --choose_profile--> identity'"),
        ("contact -> confirm_contact", "'contact --submit_contact [recognised]--> confirm_contact'"),
        ("login → recover", "'login --go_recover--> recover'"),
        ("confirm_contact --> welcome", "'* --close_app--> welcome'"),
        (
            "profile -> contact",
            "none leads from one to the other at once; a transition is written 'a --event--> b', such as 'profile --",
        ),
        ("contact to recover", "such as 'contact --"),
        ("nowhere -> contact", "none leads"),
    ],
)
def test_two_steps_with_an_arrow_are_answered_with_how_a_transition_is_written(run: Run, asked: str, told: str) -> None:
    said = run("paths", "--to", asked)
    assert said.code == 2
    assert told in said.err
    assert "a transition is written 'a --event--> b'" in said.err
    assert said.err.count("\n") == 1
