"""What to say and what never to say stand apart, in the operator's language: in `why`, in the notes and on the desk."""

from __future__ import annotations

import json
import re

import pytest
from msgspec import to_builtins

from ac_tui.cli import main
from ac_tui.deck.load import load_deck
from ac_tui.desk.notes import as_markdown, take_notes
from ac_tui.journey.decision import CHECKS
from tests.desk.test_advice import registering

Capture = pytest.CaptureFixture[str]
QUESTIONS = {
    "a surname misspelt": ("--first-name", "Mario", "--last-name", "Rosi", "--email", "mario.rossi@mail.it"),
    "a contact of nobody": ("--email", "nessuno@mail.it"),
    "a tax code of nobody": ("--tax-code", "QNTPLA80A01Z999S"),
    "an account": ("--first-name", "Paolo", "--last-name", "Ferri", "--email", "famiglia.ferri@example.com"),
    "a login": ("--email", "nessuno@mail.it", "--screen", "login"),
    "a recovery": ("--email", "nessuno@mail.it", "--screen", "recover"),
}
FORBIDDING = re.compile(r"\b(non dir|non lo dice|non suggerire|do not tell|does not say|never say)", re.IGNORECASE)


@pytest.mark.parametrize("variant", ["", "en"])
@pytest.mark.parametrize("argv", QUESTIONS.values(), ids=QUESTIONS)
def test_why_tells_apart_what_to_say_and_what_not(argv: tuple[str, ...], variant: str, capsys: Capture) -> None:
    deck = load_deck(variant=variant)
    assert main(["why", *argv, "--variant", variant, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["never_say"]
    assert not {*found["never_say"]} & {*found["advice"], *found["check"], *found["next"]}
    assert main(["why", *argv, "--variant", variant]) == 0
    text = capsys.readouterr().out
    headings = [text.index(f"\n{deck.words(f'panel.advice.{part}')}\n") for part in ("say", "never", "check", "next")]
    assert headings == sorted(headings)
    assert all(text.index(f"- {said}\n") > headings[1] for said in found["never_say"])
    ids = {*CHECKS, found["outcome"], *(["assumption"] if not variant else [])}
    assert [name for name in ids if "_" in name and name in text] == []
    assert variant or "assumption" not in text


def test_the_notes_tell_apart_what_to_say_and_what_not() -> None:
    phone = registering("person", {"first_name": "Mario", "last_name": "Rosi"}, "mario.rossi@mail.it")
    notes = take_notes(phone)
    assert notes.never_say
    assert set(to_builtins(notes)) >= {"say", "never_say", "check", "next"}
    text = as_markdown(phone.deck, notes)
    for part, said in (("say", notes.say), ("never", notes.never_say), ("check", notes.check), ("next", notes.next)):
        section = text.split(f"## {phone.deck.words(f'panel.advice.{part}')}\n\n")[1].split("\n\n")[0].strip()
        assert section == "\n".join(f"- {sentence}" for sentence in said)


@pytest.mark.parametrize("variant", ["", "en"])
def test_no_other_part_holds_what_is_never_said(variant: str) -> None:
    deck = load_deck(variant=variant)
    texts: list[tuple[tuple[object, ...], str]] = []
    for screen in deck.screens.values():
        texts += [(path, text) for path, text in screen.texts() if path[0] == "desk"]
    for name, said in deck.outcomes.items():
        texts += said.texts((name,))
    for check, reasons in deck.reasons.items():
        for reason, because in reasons.items():
            texts += because.texts((check, reason))
    for check, words in deck.why.items():
        texts += words.texts((check,))
    assert [path for path, text in texts if FORBIDDING.search(text) and "never" not in path] == []
