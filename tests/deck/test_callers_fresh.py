"""What callers ask for that has a screen, and what has none: `callers_fresh.txt`, a line each, `-` for no screen.

The lines were written before the words under `[desk.heard]` and `[find]` were added to. Every second one was held out:
no word was added for it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.deck.find import Finder, TextMatch
from ac_tui.deck.load import load_deck
from tests.shipped import the_deck

LINES = Path(__file__).with_name("callers_fresh.txt").read_text("utf-8").splitlines()
FRESH = [line.partition(": ")[::2] for line in LINES]
KNOWN, HELD_OUT = FRESH[::2], FRESH[1::2]


def found(said: str) -> tuple[TextMatch, ...]:
    return Finder(the_deck()).find(said, 3)


def fits(said: str, places: str) -> bool:
    """Whether one of the first three, and no weak one, is at one of these places."""
    wanted = places.split()
    return any(not m.weak and (m.step in wanted or f"{m.step}.{m.id}" in wanted) for m in found(said))


@pytest.mark.parametrize(
    ("phrases", "right", "nothing"), [(KNOWN, 0.9, 0.9), (HELD_OUT, 0.65, 0.9)], ids=["known", "held out"]
)
def test_what_has_a_screen_finds_it_and_what_has_none_finds_nothing(
    phrases: list[tuple[str, str]], right: float, nothing: float
) -> None:
    fitting = [(places, said) for places, said in phrases if places != "-"]
    strange = [said for places, said in phrases if places == "-"]
    missed = [said for places, said in fitting if not fits(said, places)]
    misled = [said for said in strange if found(said)]
    assert len(FRESH) > 60
    assert 1 - len(missed) / len(fitting) >= right, missed
    assert 1 - len(misled) / len(strange) >= nothing, misled


def test_what_the_service_does_not_have_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for said in [
        *("spid", "numero verde", "impronta", "SPID?", "un numero verde", "l'impronta digitale", "bonifico"),
        *("cambiare agenzia", "vorrei cambiare la mia agenzia", "che tempo fa", "pagare la polizza", "polizza vita"),
        *("cambiare indirizzo di casa", "aggiornare l'app", "codice postale", "preventivo auto", "carta di credito"),
    ]:
        assert found(said) == ()
        assert main(["find", said, "--format", "json"]) == 1
        assert json.loads(capsys.readouterr().out) == {"matches": []}


def test_what_callers_mean_comes_first() -> None:
    for said, step, block in [
        ("lo puoi cambiare in Agenzia", "assistance", "code"),
        ("cambiare la password", "recover", "heading"),
        ("Orari: lun-ven 8:30-12:30", "assistance", "hours"),
        ("email già associata a un altro utente", "identity", "not_recognised"),
        ("non ricordo con quale email mi sono registrato", "recover", "heading"),
        ("il bottone è grigio", "confirm_contact", "resend"),
    ]:
        assert (found(said)[0].step, found(said)[0].id) == (step, block)


def test_weak_matches_are_shown_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    matches = found("il sistema non mi trova")
    assert [match.weak for match in matches] == sorted(match.weak for match in matches)
    assert main(["find", "il", "bottone", "è", "grigio"]) == 0
    out = capsys.readouterr().out
    assert the_deck().words("find.weak") in out
    assert out.index("Richiedi nuovo codice") < out.index(the_deck().words("find.weak"))


@pytest.mark.parametrize("said", ["fingerprint", "toll free number", "weather forecast"])
def test_english_has_its_own_words(said: str) -> None:
    assert Finder(load_deck(variant="en")).find(said, 3) == ()
