"""A person with a screen reader takes a whole call by the prompts: everything the desk can do, by its slash words."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ac_tui.desk.commands import COMMANDS
from ac_tui.surfaces.plain.lines import COMMANDS_OF
from tests.plain.listener import MARIO, TO_CODE, answers, talk
from tests.tui.terminal import Terminal


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the prompts save in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notes_in(folder: Path) -> list[str]:
    """The notes that were saved."""
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("note-*.md"))]


def test_a_whole_call(folder: Path) -> None:
    there, said = talk(
        *("/trova non mi arriva il codice", "1", "/consigli", "/perche", "/annulla"),
        *("/storie zoe", "/avanti", "/avanti", "/precedente", "/fine", "/perche", "/cliente"),
        *("/nota richiama domani", "/note", "/salva-note", "/esci"),
    )
    for text in (
        "1. Codice di registrazione: «Per completare la registrazione",
        "Di' al cliente:\n",
        "(a posto; guida 4",
        "Zoe Monti: ",
        "Prossimo passo, 1 di ",
        "Passo 1 di ",
        "Fine della storia.\n",
        "Appunti: 1.\n",
        "Appunti:\nrichiama domani\n",
        "Note salvate in note-2026-01-15-",
    ):
        assert text in said, text
    assert there.history
    assert len(notes_in(folder)) == 1
    assert "richiama domani" in notes_in(folder)[0]


def test_a_remark_of_twelve_thousand_letters_is_noted_down(folder: Path) -> None:
    talk(f"/nota {'parola ' * 2000}<script> mario.rossi@mail.it", "/note", "/salva-note", "/esci")
    assert f"- {'parola ' * 2000}&lt;script> mar*****@ma***.it\n" in notes_in(folder)[0]


def test_nothing_of_the_desk_is_left_out() -> None:
    """Only what paints, what has a dialog of its own, and shortcuts of a command with an argument have no word."""
    without = {command.id for command in COMMANDS if not command.slash}
    assert without == {
        *("panel", "panels", "palette", "theme", "beside", "watch", "notes_copy", "copy_link"),
        *("time_30s", "time_10m", "time_1h", "time_48h"),
    }
    assert set(COMMANDS_OF) <= {key for command in COMMANDS for key in command.slash}


# Lists.


def test_a_list_is_read_with_numbers_and_how_to_leave_it() -> None:
    assert answers("/trova aspettare un'ora").startswith("Trova quello che legge il cliente\n1. ")
    said = answers("/storie rossi")
    assert said.startswith("Chi è al telefono?\n1. Mario Rossi: ")
    assert re.search(
        r"\n20\. .*\nNon elencate: [0-9]+\. Aggiungi qualche parola per trovarle\.\nScrivi il numero di una", said
    )
    assert "\n21. " not in said


def test_a_list_is_left_by_an_empty_line_or_another_command() -> None:
    assert answers("/storie rossi", "").startswith("Puoi fare:\n1. Registrati\n")
    assert answers("/storie rossi", "/trova codice").startswith("Trova quello che legge il cliente\n")
    assert answers("/storie rossi", "/indietro", "1") == answers("1")


def test_a_choice_from_a_list_may_be_given_by_its_words() -> None:
    assert "Cliente privato che chiede aiuto sul codice.\n" in answers("/storie rossi", "chiede aiuto")
    assert answers("/storie rossi", "77").startswith("Non ho capito «77»")


def test_the_only_one_that_fits_is_taken_at_once() -> None:
    assert "/avanti va avanti" in answers("/storie zoe monti")
    assert answers("/cliente adele").startswith("Adele Fo: ")
    assert "Al telefono: Adele Fo. /compila scrive i suoi dati.\n" in answers("/cliente adele")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/trova zzzzqq", "Nessuna schermata dice qualcosa di simile.\n"),
        ("/storie zzzzqq", "Nessun cliente e nessuna storia con queste parole.\n"),
        ("/cliente zzzzqq", "Nessun cliente e nessuna storia con queste parole.\n"),
        ("/avanti", "Nessuna storia in corso: /storie per sceglierne una.\n"),
        ("/precedente", "Nessuna storia in corso: /storie per sceglierne una.\n"),
        ("/fine", "Nessuna storia in corso: /storie per sceglierne una.\n"),
        ("/cliente", "Non si sa ancora chi è al telefono: /storie per sceglierlo. Intanto /compila scrive"),
        ("/perche", "Qui vedi perché il percorso ha preso questa strada.\n"),
        ("/PERCHÉ", "Qui vedi perché il percorso ha preso questa strada.\n"),
        ("/apri", "/apri adesso non serve.\n"),
        ("/ricomincia", "Da capo. /annulla torna alla chiamata.\n"),
        ("/variante", "Variant: en.\n"),
    ],
)
def test_what_is_said_names_the_words_of_the_prompts(typed: str, said: str) -> None:
    assert answers(typed).startswith(said)


# The phone and the desk, by the words.


def test_the_typing_aid_fills_what_is_asked_for_and_asks_on() -> None:
    there, said = talk("/cliente adele", "registrati", "/compila", "1", "/compila", "/compila")
    assert "Prosegui con «Persone».\n" in said
    assert [block.value for block in there.view.blocks[:2]] == ["Adele", "Fo"]
    assert (
        said.endswith("Prosegui con «Continua».\nPuoi fare:\n1. Continua\n"[:24]) or "Prosegui con «Continua»" in said
    )


def test_a_story_does_not_ask_for_what_it_wrote() -> None:
    said = answers(*("/storie zoe monti", *["/avanti"] * 6))
    assert "Invio lascia" not in said


def test_why_tells_what_did_not_pass_and_what_to_do() -> None:
    said = answers(*TO_CODE, "000000", "continua", "/perche")
    assert "(manca; guida " in said


def test_reading_again_begins_with_what_is_not_as_usual() -> None:
    assert answers("/servizio", "/consegna persa", "/tempo 2 giorni", "/rileggi").startswith(
        "Servizio fermo\nConsegna persa\nGiorno 3\n"
    )


def test_messages_tell_what_has_not_arrived() -> None:
    said = answers("/consegna persa", *TO_CODE, "/messaggi")
    assert said.startswith("Consegna dei messaggi: persa.\nNon arrivati: 1.\nCodice in attesa: vale ancora")


def test_the_code_that_still_counts_is_used_as_on_the_desk() -> None:
    there, _ = talk(*TO_CODE, "/codice", "continua")
    assert there.view.step == "login"


# Notes are not lost.


@pytest.mark.parametrize("end", [(), ("/esci",)])
def test_remarks_are_saved_at_the_end(folder: Path, end: tuple[str, ...]) -> None:
    _, said = talk(*MARIO, "/nota richiama", *end)
    assert said.endswith("Note salvate in note-2026-01-15-0941.md.\nFine.\n")
    assert "richiama" in notes_in(folder)[0]


def test_remarks_of_two_calls_are_two_files(folder: Path) -> None:
    talk("/nota prima", "/ricomincia", "/nota seconda")
    assert len(notes_in(folder)) == 2


def test_contacts_and_codes_of_remarks_are_not_written(folder: Path) -> None:
    talk(*TO_CODE, "/nota mario.rossi@mail.it dice 823456")
    assert "mario.rossi@" not in notes_in(folder)[0]
    assert "823456" not in notes_in(folder)[0]


def test_through_a_real_pipe(folder: Path) -> None:
    lines = ("/storie zoe", "/fine", "/perche", "/nota da richiamare", "/consigli")
    ended = subprocess.run(
        [sys.executable, "-m", "ac_tui", "--plain"],
        input="".join(f"{line}\n" for line in lines).encode(),
        capture_output=True,
        check=False,
    )
    said = ended.stdout.decode()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Fine della storia.\n" in said
    assert "Di' al cliente:\n" in said
    assert said.endswith("Note salvate in note-2026-01-15-0941.md.\nFine.\n")
    assert len(notes_in(folder)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_a_terminal_loses_no_remark(folder: Path, number: signal.Signals) -> None:
    with Terminal(["--plain"]) as terminal:
        terminal.wait("Scelta:")
        terminal.write("/nota da richiamare\n")
        terminal.wait("Appunti: 1.")
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert b"Traceback" not in terminal.output
        assert "Note salvate in" in terminal.text
    assert "da richiamare" in notes_in(folder)[0]


def test_in_a_terminal_a_list_is_chosen_from_and_a_story_played() -> None:
    with Terminal(["--plain"]) as terminal:
        terminal.wait("Scelta:")
        terminal.write("/storie adele\n")
        terminal.wait("Prossimo passo, 1 di", "Scelta:")
        terminal.write("/avanti\n")
        terminal.wait("Passo 2 di", "1. Persone")
        terminal.write("/trova codice\n")
        terminal.wait("Scrivi il numero di una voce")
        terminal.write("1\n")
        terminal.wait("/annulla torna alla chiamata")
        terminal.write("/esci\n")
        assert terminal.wait_for_end() == 0


def test_where_nothing_can_be_saved_it_is_said(folder: Path) -> None:
    if os.geteuid() == 0:  # whoever may do everything is stopped by a missing folder only
        folder.rmdir()
    else:
        folder.chmod(0o500)
    _, said = talk("/nota importante", "/esci", "/esci")
    assert said.count("Note non salvate: ") == 2
    assert said.endswith("Fine.\n")


# From what the caller says.


def test_what_the_caller_says_leads_by_questions_to_a_cause_and_its_story() -> None:
    _, said = talk("/dice non mi arriva il codice", "1", "1", "2", "1")
    assert "Dove lo aspetta?\n1. Su un cellulare, con un SMS\n" in said
    assert "Il messaggio non viene consegnato\nChe cosa vede il cliente:\n" in said
    assert "Non dire mai:\n" in said
    assert "1. Mostra la storia sul telefono\n" in said
    assert "/avanti va avanti" in said
