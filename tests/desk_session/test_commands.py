"""The table of commands: every id, key and word once; each command runs anywhere and says what can be said."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from ac_tui.deck.load import load_deck
from ac_tui.desk.commands import BY_ID, BY_KEY, COMMANDS, GROUPS, next_panel, run
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import PANELS
from tests.desk_session.sessions import flow, new_session

SHOWN = {"", "phone", "theme", "quit", *PANELS, *PICKERS, "help", "palette", "cause", "caller"}
STEPS = ("welcome", "contact", "confirm_contact", "choose_contact", "home")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a command saves goes to a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_no_id_and_no_key_is_declared_twice() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert max(Counter(key for command in COMMANDS for key in command.keys).values()) == 1
    assert {key: command.id for key, command in BY_KEY.items()} == {k: c.id for c in COMMANDS for k in c.keys}


def test_ranks_in_the_footer_differ() -> None:
    ranks = [command.footer for command in COMMANDS if command.footer]
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+v", "ctrl+x", "ctrl+a", "ctrl+w", "tab", "enter", "space"])
def test_keys_of_fields_and_terminals_are_no_commands(key: str) -> None:
    assert key not in BY_KEY


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+t", "ctrl+b"])
def test_what_a_browser_or_terminal_keeps_has_another_key(key: str) -> None:
    assert BY_KEY[key].keys == (key, key.replace("ctrl", "alt"))


@pytest.mark.parametrize("variant", ["", "en", "gentile"])
def test_every_command_has_its_words(variant: str) -> None:
    session = new_session()
    session.simulation.deck = load_deck(variant=variant)
    assert all(command.title(session) and command.text(session) for command in COMMANDS)
    assert all(session.words(f"group.{group}") for group in GROUPS)
    assert {command.group for command in COMMANDS} == set(GROUPS)


@pytest.mark.parametrize("step", STEPS)
def test_every_command_runs_anywhere_and_says_what_can_be_said(step: str) -> None:
    requests = (Request(), Request("x", "email", "why", 80), Request("", "", "", 160))
    for command, request in product(COMMANDS, requests):
        session = new_session(step)
        outcome = run(session, command.id, request)
        assert outcome.show in SHOWN
        assert not outcome.say or session.words(outcome.say, **outcome.values)
        assert not outcome.focus or session.simulation.view.block(outcome.focus) is not None


def test_the_next_panel_goes_round_and_shows_first_what_did_not_pass() -> None:
    session = new_session()
    panel, seen = "", []
    while panel != "phone":
        panel = next_panel(session, Request(panel=panel))
        seen.append(panel)
    assert seen == [*PANELS, "phone"]
    refused = new_session("confirm_contact")
    refused.simulation.write("code", "000000")
    refused.simulation.tap("continue")
    assert next_panel(refused, Request(width=100)) == "why"
    assert next_panel(refused, Request(width=160)) == "messages"


def test_back_from_a_panel_leaves_the_phone_alone() -> None:
    session = new_session("contact")
    assert run(session, "back", Request(panel="why")) == Outcome(show="phone")
    assert session.simulation.view.step == "contact"
    run(session, "back")
    assert session.simulation.view.step != "contact"


def test_a_command_with_two_names_has_the_one_that_fits() -> None:
    session = new_session()
    for command_id, names in (
        ("app", ("close_app", "reopen_app")),
        ("service", ("service_down", "service_up")),
        ("watch", ("watch_on", "watch_off")),
    ):
        command = BY_ID[command_id]
        for name in (*names, names[0]):
            assert command.name_now(session) == name
            run(session, command_id)


def test_stories_apply_while_one_is_played() -> None:
    session = new_session()
    commands = [command for command in COMMANDS if command.applies is not None]
    assert [command.id for command in commands] == ["story_next", "story_back", "story_end"]
    assert not any(command.applies and command.applies(session) for command in commands)
    session.tell(flow("a1-persone-con-email-fino-alla-home"))
    assert all(command.applies and command.applies(session) for command in commands)
