"""The same flow, the same Views: the model, the terminal app and the prompts are held together by the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from ac_tui.assets import fixtures_dir
from ac_tui.deck.view import View
from ac_tui.flows.executor import Open, Surface
from ac_tui.flows.load import load_flow
from ac_tui.flows.play import Player
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.plain.flow_surface import PlainSurface
from tests.flows.again import assert_the_same_again
from tests.flows.sessions import DEEDS, Deed, Person, fixture

FLOWS = sorted((fixtures_dir() / "flows").glob("*.yaml"))

Seen = list[tuple[int, str, View, str]]
"""After each command: its line, its name, the screen, the block with the focus."""


def played(path: Path, surface: Surface, look: Callable[[], None] = lambda: None) -> Seen:
    """Everything seen while a flow is played to its end on a surface; `look` is called after each command."""
    try:
        player = Player(load_flow(path), surface)
        seen: Seen = []
        for command in player.walk():
            seen.append((command.line, command.name, player.executor.view, player.executor.focus))
            look()
        return seen
    finally:
        surface.finish()


@cache
def on_the_model(path: Path) -> Seen:
    return played(path, Surface(fixture().simulation(load_flow(path).setting.seed)))


def assert_as_on_the_model(path: Path, seen: Seen) -> None:
    """Compare command by command, so that a failure names the flow and the first screen that differs."""
    for mine, theirs in zip(seen, on_the_model(path), strict=True):
        assert mine == theirs, path.stem


def readable(view: View) -> Iterator[str]:
    """What a person reads on a screen without acting on it."""
    yield view.heading
    for block in view.blocks:
        if block.kind in ("text", "notice") and not any(other.beside == block.id for other in view.blocks):
            yield from (block.title, block.text)
        yield from (block.error, block.hint)


def without_breaks(text: str) -> str:
    """Text without what drawing adds to it: line breaks, frames, signs."""
    return "".join(char for char in text if char.isalnum())


ODD_WRITING = """\
appId: test
env: {PASSWORD: Prova1234}
---
- launchApp
- tapOn: Registrati
- tapOn: Persone
- tapOn: Nome
- inputText: "  Ma\\tri\\u00a0a \\n"
- inputText: "e\\u0301\\u0301x\\u0301"
- pressKey: backspace
- eraseText: 3
- inputText: /indietro
- tapOn: Cognome
- inputText: "//esci \\a"
- inputText: "${NOTHING || ''}"
- pressKey: tab
- eraseText: 1
- pressKey: enter
- tapOn: Nome
- inputText: "${NOTHING || ''}"
- eraseText
- inputText: Mario
- tapOn: Cognome
- eraseText: 200
- inputText: Rossi
- pressKey: enter
- tapOn: Password
- inputText: "Prova\\n"
- pressKey: backspace
- inputText: "a1\\r\\n2\\u2028 "
- tapOn: Numero di cellulare
- tapOn: Numero di cellulare
- tapOn: Prefisso
- eraseText: 1
- tapOn: Email
- tapOn: informativa privacy
- back
- tapOn: Dichiaro di aver preso visione dell'informativa privacy
- tapOn: Dichiaro di aver preso visione dell'informativa privacy
- tapOn: Indirizzo email
- inputText: mario.rossi@mail.it
- tapOn: Password
- eraseText
- inputText: ${PASSWORD}
- tapOn: Dichiaro di aver preso visione dell'informativa privacy
- pressKey: enter
- inputText: "12 34-5"
- pressKey: enter
- inputText: "67 "
- eraseText: 2
- inputText: "x"
- back
- stopApp
- launchApp: {clearState: true}
- launchApp
- setAirplaneMode: enabled
- setAirplaneMode: disabled
- simulator: {advanceClock: 61s, delivery: duplicate, service: up}
- openLink: nowhere
"""
"""What no flow of the library does: signs that no key has, words that are orders, erasing more than there is."""


def open_plain(simulation: Simulation) -> Surface:
    return PlainSurface(simulation)


def open_tui(simulation: Simulation) -> Surface:
    from ac_tui.surfaces.tui.flow_surface import TuiSurface

    return TuiSurface(simulation)


EVERYWHERE = pytest.mark.parametrize("surface", [open_plain, open_tui])


@EVERYWHERE
def test_odd_writing_is_the_same_everywhere(tmp_path: Path, surface: Open) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(ODD_WRITING, "utf-8")
    seen = played(path, surface(fixture().simulation(load_flow(path).setting.seed)))
    assert_as_on_the_model(path, seen)
    assert {view.step for _, _, view, _ in seen} == {"welcome", "profile", "identity", "contact", "privacy", *CODE}


CODE = ("confirm_contact",)

PARTS = fixtures_dir() / "flows/_parti"
NEXT_48H = "\n- simulator: {advanceClock: 48h}"
PAST = "that is past the end of the calendar"


@pytest.mark.parametrize("surface", [Surface, open_plain, open_tui])
@pytest.mark.parametrize(
    ("commands", "message"),
    [
        ("- openLink: ''", ""),
        (f"- runFlow: {PARTS}/geraci-fino-al-codice.yaml\n- openLink: ''\n- openLink: ' '", ""),
        ("- simulator: {advanceClock: 999999999d}", PAST),
        (
            "- simulator: {advanceClock: 2912500d}\n- repeat: {times: 40, commands: [simulator: {advanceClock: 48h}]}",
            PAST,
        ),
    ],
)
def test_what_cannot_be_done_cannot_be_done_anywhere(
    tmp_path: Path, surface: Open, commands: str, message: str
) -> None:
    path = tmp_path / "flow.yaml"
    path.write_text(f"appId: test\nenv: {{PASSWORD: Prova1234}}\n---\n- launchApp\n{commands}\n", "utf-8")
    flow = load_flow(path)
    played_on = surface(fixture().simulation(flow.setting.seed))
    try:
        result = Player(flow, played_on).play()
    finally:
        played_on.finish()
    assert (result.failure.message if result.failure else "") == message
    assert result.step == ("confirm_contact" if "geraci" in commands else "welcome")


@given(DEEDS)
@settings(max_examples=60)
def test_by_prompts_whatever_somebody_does_can_be_done_again(file: Path, deeds: list[Deed]) -> None:
    person = Person()
    person.live(deeds)
    assert_the_same_again(person, file, open_plain)


@given(DEEDS)
@settings(max_examples=10)
def test_in_the_terminal_whatever_somebody_does_can_be_done_again(file: Path, deeds: list[Deed]) -> None:
    person = Person()
    person.live(deeds)
    assert_the_same_again(person, file, open_tui)


@pytest.mark.parametrize(
    ("words", "step"), [("Dichiaro di aver preso visione.*", "contact"), ("informativa privacy", "privacy")]
)
@EVERYWHERE
def test_a_box_and_the_link_in_its_label_are_two_things_from_the_first_moment(
    tmp_path: Path, surface: Open, words: str, step: str
) -> None:
    path = tmp_path / "box.yaml"
    names = "- tapOn: Nome\n- inputText: Mario\n- tapOn: Cognome\n- inputText: Rossi\n- tapOn: Continua\n"
    start = "appId: test\n---\n- launchApp\n- tapOn: Registrati\n- tapOn: Persone\n"
    path.write_text(f"{start}{names}- tapOn: {words}\n", "utf-8")
    seen = played(path, surface(fixture().simulation(load_flow(path).setting.seed)))
    assert seen[-1][2].step == step
    assert_as_on_the_model(path, seen)


def test_there_is_a_library_to_hold_them_together() -> None:
    steps = {view.step for path in FLOWS for _, _, view, _ in on_the_model(path)}
    assert len(FLOWS) >= 20
    assert {"home", "no_mobile", "choose_contact", "link_expired", "assistance"} <= steps


EIGHTS = pytest.mark.parametrize("flows", [FLOWS[start::16] for start in range(16)], ids=range(16))
"""The library in parts of eight flows, so that several processes share it evenly."""


@EIGHTS
def test_by_prompts_a_flow_shows_what_it_shows_on_the_model(flows: list[Path]) -> None:
    for path in flows:
        surface = PlainSurface(fixture().simulation(load_flow(path).setting.seed))

        def everything_is_read_out(surface: PlainSurface = surface, path: Path = path) -> None:
            for text in readable(surface.view):
                assert all(line in surface.heard for line in text.split("\n")), path.stem

        assert_as_on_the_model(path, played(path, surface, everything_is_read_out))


@cache
def telling() -> frozenset[Path]:
    """The flows that show what no flow before them shows: a command on a screen, and all that changes the next one."""
    seen: set[object] = set()
    found = set()
    for path in FLOWS:
        before, news = "", set()
        for _, command, view, focus in on_the_model(path):
            told = tuple((block.id, block.error, block.hint) for block in view.blocks)
            news.add((before, command, view.step, view.notice and view.notice.id, told, focus))
            before = view.step
        if not news <= seen:
            found.add(path)
        seen |= news
    return frozenset(found)


PAINTED: dict[str, set[str]] = {}
"""The texts of each step that were looked for on the screen already, and found: drawing it costs more than playing."""


@EIGHTS
@pytest.mark.slow
def test_in_the_terminal_a_flow_shows_what_it_shows_on_the_model(flows: list[Path]) -> None:
    """An app costs half a second a flow: what the terminal has shown already it need not show again."""
    from ac_tui.surfaces.tui.flow_surface import TuiSurface

    for path in filter(telling().__contains__, flows):
        surface = TuiSurface(fixture().simulation(load_flow(path).setting.seed))

        def everything_is_painted(surface: TuiSurface = surface, path: Path = path) -> None:
            texts = set(readable(surface.view)) - PAINTED.get(surface.view.step, set())
            if texts:
                painted = without_breaks(surface.painted)
                for text in texts:
                    assert without_breaks(text) in painted, path.stem
                PAINTED.setdefault(surface.view.step, set()).update(texts)

        assert_as_on_the_model(path, played(path, surface, everything_is_painted))
