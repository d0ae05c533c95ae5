"""Call notes: what happened, why and what to say; never a whole contact, a password or a code."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from msgspec import to_builtins

from ac_tui.deck.load import load_deck
from ac_tui.deck.redaction import redact
from ac_tui.desk.notes import Notes, as_markdown, take_notes
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.world import SeededCodes

EMAIL, PASSWORD, CODE, TAX_CODE = "mario.rossi@mail.it", "Canarino1234", "823456", "QNTPLA80A01Z999S"


@pytest.fixture
def call() -> Simulation:
    """Mario misspells his name, is not recognised, and ends with a tax code of nobody."""
    phone = Simulation(read_registry(), read_policy(), SeededCodes(), load_deck())
    phone.tap("register")
    phone.tap("person")
    phone.write("first_name", "Mario")
    phone.write("last_name", "Rosi")
    phone.tap("continue")
    phone.write("email", EMAIL)
    phone.write("password", PASSWORD)
    phone.tap("privacy")
    phone.advance_clock(timedelta(minutes=2))
    phone.tap("register")
    phone.tap("continue")
    phone.write("tax_code", TAX_CODE)
    phone.tap("continue")
    return phone


def written(call: Simulation, notes: Notes) -> str:
    return as_markdown(call.deck, notes) + json.dumps(to_builtins(notes), ensure_ascii=False)


def test_notes_tell_what_was_done_and_when(call: Simulation) -> None:
    notes = take_notes(call)
    assert [line.step for line in notes.lines] == ["welcome", "profile", "identity", "contact", "identity", "tax_code"]
    assert [line.time for line in notes.lines] == ["09:41:00"] * 3 + ["09:43:00"] * 3
    assert (notes.start, notes.end, notes.step) == ("09:41:00", "09:43:00", "assistance")
    assert "«Persone»" in notes.lines[1].action


def test_notes_tell_the_cause_and_the_advice(call: Simulation) -> None:
    notes = take_notes(call)
    assert "Rosi" in notes.lines[3].cause
    assert notes.lines[-1].cause == notes.cause
    assert notes.lines[0].cause == ""
    assert notes.say


def test_no_contact_password_or_code_is_in_them(call: Simulation) -> None:
    notes = take_notes(call, [f"Richiamare {EMAIL} o +39 320 123 4519, codice {CODE}, {TAX_CODE}"])
    text = written(call, notes)
    assert [secret for secret in (EMAIL, PASSWORD, CODE, TAX_CODE, "3201234519", "123 4519") if secret in text] == []
    assert ".....519" in text
    assert "mar*****@ma***.it" in text


def test_notes_of_nothing_say_so() -> None:
    phone = Simulation(read_registry(), read_policy(), SeededCodes(), load_deck())
    notes = take_notes(phone)
    assert notes.lines == ()
    assert phone.deck.words("notes.none") in as_markdown(phone.deck, notes)


REMARKS = (
    ("il 12/03/2026 alle 9:41", "il 12/03/2026 alle 9:41"),
    ("polizza 350001", "polizza ••••••"),
    ("320 1234519", ".....519"),
    ("0039320.123.4519", ".....519"),
    ("a@b.it", "a*****@b***.it"),
    ("solo parole, nessun numero", "solo parole, nessun numero"),
    ("entro 48 ore, dopo le 15:30 del 15-01-2026", "entro 48 ore, dopo le 15:30 del 15-01-2026"),
    ("call at home", "call at home"),
    ("tel3201234519", "tel.....519"),
    ("cell/3201234519", "cell/.....519"),
    ("3201234519ok", ".....519ok"),
    ("320_1234519", ".....519"),
    ("320,123,4519", ".....519"),
    ("320 – 123 – 4519", ".....519"),
    ("320\u00a0123\u00a04519", ".....519"),
    ("３２０１２３４５１９", ".....519"),
    ("3\u200b2\u200b0 1234519", ".....519"),
    ("mario.rossi @ mail.it", "mar*****@ma***.it"),
    ("mario.rossi＠mail.it", "mar*****@ma***.it"),
    ("scrive da mario.rossi@mail", "scrive da mar*****@ma***"),
    ("mario.rossi (at) mail.it", "mar*****@ma***.it"),
    ("mario.rossi[at]mail[dot]it", "mar*****@ma***.it"),
    ("mario.rossi chiocciola mail.it", "mar*****@ma***.it"),
    ("mario punto rossi Chiocciola mail punto it", "mar*****@ma***.it"),
    ("mario.rossi at mail.it", "mar*****@ma***.it"),
    ("codice739152", "codice••••••"),
    ("7, 3, 9, 1, 5, 2", "••••••"),
    ("RSSMRA 85M01 Z999U", "••••••••••••••••"),
    ("https://areaclienti.example/conferma/abc", "•••••"),
    ("vedi www.areaclienti.example/conferma/abc", "vedi •••••"),
)
"""What somebody may write, and what is kept of it."""


def test_whatever_looks_like_a_contact_or_a_code_is_masked_in_a_remark() -> None:
    assert [redact(text) for text, _ in REMARKS] == [kept for _, kept in REMARKS]


def test_a_remark_of_any_length_is_read_once(call: Simulation) -> None:
    """Of words, digits, spaces, dots and near misses without end: what follows them is still found."""
    units = ("a", "1", " ", "a.", "a@", "@", "a at ", "a punto ", "chiocciola ", "7391 5", "AAAAAA11A", "\u200b")
    for unit in units:
        remark = take_notes(call, [unit * 5_000 + f" {EMAIL}"]).remarks[0]
        assert "mario.rossi" not in remark
        assert remark.endswith("@ma***.it")


def test_a_remark_is_no_markup_and_moves_no_terminal(call: Simulation) -> None:
    notes = take_notes(
        call, ["<script>alert(1)</script> ![x](http://a.example/x)\x1b[2J\x9b1m \u202egnirts", "due\nrighe # ok"]
    )
    markdown = as_markdown(call.deck, notes)
    assert "- &lt;script>alert(1)&lt;/script> !\\[x](" in markdown
    assert "- due righe # ok\n" in markdown
    assert all(char.isprintable() for char in markdown.replace("\n", ""))
