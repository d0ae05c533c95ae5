"""The simulator by questions and answers: what is asked, what is said, what an answer does."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.load import load_deck
from ac_tui.desk.session import Session
from ac_tui.flows.load import load_flow
from ac_tui.surfaces.plain.lines import COMMANDS_OF, Console, escaped, read_typed, slash_names, slash_word
from ac_tui.surfaces.plain.prompts import Prompts, run_plain
from tests.plain.listener import MARIO, TO_CODE, TO_CONTACT, WELLION, answers, talk
from tests.shipped import simulation, the_deck
from tests.tui.driver import Time


def test_it_begins_with_what_it_is_and_the_first_screen() -> None:
    _, said = talk()
    assert said == (
        "Simulatore della registrazione\n"
        "Dati inventati: simulazione, nessun cliente reale.\n"
        "Rispondi a una domanda per volta e premi Invio. Scrivi /aiuto per i comandi.\n"
        "\n"
        "La tua Area Clienti\n"
        "Per registrarti bastano una polizza attiva e un contatto che hai lasciato alla tua Agenzia.\n"
        "Puoi fare:\n"
        "1. Registrati\n"
        "2. Hai già un account? Accedi\n"
        "Scelta: \n"
        "Fine.\n"
    )


def test_a_whole_registration_and_the_first_access() -> None:
    there, said = talk(
        *(*TO_CODE, "/codice", "continua", "mario.rossi@mail.it", "Prova1234", "no", "1", "/codice", "continua")
    )
    assert there.view.step == "home"
    assert "Ti diamo il benvenuto, Mario Rossi!" in said


def test_part_b_by_the_link_of_the_message() -> None:
    there, said = talk(*WELLION, "/link")
    assert there.view.step == "login"
    assert "Avviso: Il tuo account è attivo\n" in said


def test_part_c_to_a_contact_chosen_by_its_number() -> None:
    there, said = talk(
        *("registrati", "persone", "Anna", "Re", "continua", "", "anna@nuova.example", "Prova1234", "s", "registrati"),
        *("", "", "continua", "REX NNA 91S42 Z999H", "continua", "1", "continua"),
    )
    assert "Avviso: Attenzione, qualche informazione non risulta corretta\nTi invitiamo a verificare.\n" in said
    assert "Email\n1. " in said
    assert there.view.step == "confirm_contact"


def test_each_field_is_asked_for_and_then_what_to_do() -> None:
    assert answers(*MARIO[:2]) == "\nCrea un account\nNome: \n"
    assert answers(*MARIO[:3]) == "Cognome: \n"
    assert answers(*MARIO[:4]) == (
        "Puoi fare:\n1. Continua\n2. Hai già un account? Accedi\n3. Cambia: Nome (Mario)\n"
        "4. Cambia: Cognome (Rossi)\nScelta: \n"
    )


def test_the_other_tab_asks_for_its_own_fields() -> None:
    assert answers(*TO_CONTACT, "numero") == "Invio lascia «+39».\nPrefisso: \n"
    assert answers(*TO_CONTACT, "2", "") == "Numero: \n"


def test_enter_leaves_a_field_as_it_is() -> None:
    there, said = talk(*MARIO[:4], "cambia: nome", "")
    assert "Invio lascia «Mario».\n" in said
    assert there.view.blocks[0].value == "Mario"


def test_what_is_wrong_is_said_and_asked_for_again() -> None:
    assert answers(*MARIO[:2], "Mar1o", "Rossi", "continua") == (
        "Errore: Il nome non può contenere numeri.\nInvio lascia «Mar1o».\nNome: \n"
    )


def test_a_password_is_read_out_rule_by_rule_and_never_said() -> None:
    said = answers(*TO_CONTACT, "", "", "prova12")
    assert said.startswith(
        "Tra gli 8 e i 16 caratteri: manca\nUna lettera minuscola: a posto\n"
        "Una lettera maiuscola: manca\nAlmeno un numero: a posto\n"
    )
    assert "prova12" not in talk(*TO_CONTACT, "", "", "prova12", "n", "", "/rileggi", "/messaggi", "registrati")[1]


def test_a_code_that_was_typed_is_not_said_either() -> None:
    _, said = talk(*TO_CODE, "987654", "", "/rileggi", "cambia: codice")
    assert "987654" not in said
    assert "Cambia: Codice di verifica (già scritto)" in said


def test_a_message_is_announced_when_it_arrives() -> None:
    said = answers(*TO_CODE)
    assert said.index("Conferma il tuo recapito") < said.index("Nuovo messaggio\nEmail, Posta in arrivo\nDa: ")
    assert "il codice per completare la registrazione è " in said


def test_a_late_message_is_announced_when_it_arrives() -> None:
    before, after = ("/consegna in ritardo", *TO_CODE), ("/consegna in ritardo", *TO_CODE, "/tempo 5m")
    assert "Nuovo messaggio" not in talk(*before)[1]
    assert "Nuovo messaggio" in answers(*after)


def test_what_cannot_be_had_now_says_so() -> None:
    assert "«Richiedi nuovo codice» non è disponibile adesso." in answers(*TO_CODE, "", "richiedi")
    there, _ = talk(*TO_CODE, "", "/tempo 60s", "richiedi")
    assert there.view.notice is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("forse", "Non ho capito «forse»: scrivi il numero o le parole di una delle scelte.\nScelta: \n"),
        ("/aiuti", "Nessun comando si chiama «/aiuti»: scrivi /aiuto per vederli tutti.\nScelta: \n"),
        ("7", "Non ho capito «7»: scrivi il numero o le parole di una delle scelte.\nScelta: \n"),
        ("i", "«i» va bene per più di una scelta: scrivi il numero.\nScelta: \n"),
    ],
)
def test_a_choice_that_is_none_is_asked_for_again(typed: str, said: str) -> None:
    assert answers(typed) == said


def test_yes_or_no_is_asked_for_again() -> None:
    assert answers(*TO_CONTACT, "", "", "", "forse").startswith("Non ho capito «forse»")
    assert talk(*TO_CONTACT, "", "", "", "SI")[0].view.block("privacy").checked  # type: ignore[union-attr]


def test_an_empty_line_at_the_choices_reads_the_screen_again() -> None:
    assert answers("").startswith("\nLa tua Area Clienti\n")


# Orders.


def test_the_way_back_keeps_what_was_written_and_asks_only_for_what_is_missing() -> None:
    said = answers(*TO_CONTACT, "", "mario.rossi@mail.it", "Prova1234", "/indietro")
    assert said.startswith("\nCrea un account\nPuoi fare:\n1. Continua\n")
    assert "Cambia: Nome (Mario)" in said
    assert answers("/indietro") == "Da qui non si torna indietro.\nScelta: \n"


def test_a_field_is_emptied() -> None:
    there, _ = talk(*MARIO[:4], "cambia: nome", "/svuota")
    assert there.view.blocks[0].value == ""
    assert "Qui non c'è un campo da svuotare" in answers("/svuota")


def test_the_app_is_closed_and_opened() -> None:
    assert answers(*TO_CODE, "/chiudi") == "\nL'app è chiusa.\nPuoi fare:\n1. Apri l'app\nScelta: \n"
    assert "Avviso: La registrazione non è stata completata\n" in answers(*TO_CODE, "/chiudi", "apri")
    assert talk(*TO_CODE, "/chiudi", "/apri")[0].view.step == "welcome"


def test_time_passes() -> None:
    assert answers("/tempo 48h").startswith("Ora simulata: 9:41 AM")
    assert answers("/tempo 10m").startswith("Ora simulata: 9:51 AM")
    assert answers("/tempo 30 min").startswith("Ora simulata: 10:11 AM")
    assert answers("/tempo").startswith("Per esempio: 45 min")
    for wrong in ("/tempo un po'", "/tempo -5m", "/tempo 999999999d"):
        assert answers(wrong).startswith("Non è chiaro: scrivi per esempio 45 min")
    assert answers("/tempo 999999 giorni", "/tempo 999999 giorni", *["/tempo 999999 giorni"] * 2).startswith(
        "Il calendario finisce prima."
    )


def test_links_messages_and_codes_say_what_is_missing() -> None:
    assert answers("/link").startswith("Non è arrivato nessun link.")
    assert answers("/codice").startswith("Qui non serve un codice, o non ne è arrivato nessuno.")
    assert answers("/messaggi").startswith("Nessun messaggio")
    assert answers(*TO_CODE, "/messaggi").startswith("1. adesso. vale ancora 10 minuti\nEmail, Posta in arrivo\n")


def test_a_link_can_be_given() -> None:
    there, _ = talk(*WELLION, "/link nessuno")
    assert there.view.step == "confirm_contact"


def test_the_service_goes_and_comes() -> None:
    there, said = talk("/servizio")
    assert not there.journey.service.up
    assert "Il servizio è fermo." in said
    assert talk("/servizio", "/servizio")[0].journey.service.up


def test_delivery_is_chosen_by_its_words_or_its_number() -> None:
    assert talk("/consegna persa")[0].journey.service.delivery == "lost"
    assert talk("/consegna 4")[0].journey.service.delivery == "spam"
    assert talk("/consegna persa", "/consegna 1")[0].journey.service.delivery is None
    assert "/consegna 2. normale\n" in answers("/consegna")


def test_undo_redo_and_starting_over() -> None:
    assert talk(*MARIO, "/annulla")[0].view.step == "identity"
    assert talk(*MARIO, "/annulla", "/ripeti")[0].view.step == "contact"
    assert talk(*MARIO, "/ricomincia")[0].view.step == "welcome"
    assert answers("/annulla").startswith("Non c'è niente da annullare.")
    assert answers("/ripeti").startswith("Non c'è niente da ripetere.")
    assert talk(*MARIO, "/ricomincia", "/annulla")[0].view.step == "contact"
    assert talk(*MARIO, "/ricomincia", "/annulla", "/ripeti")[0].view.step == "welcome"
    assert answers(*MARIO, "/ricomincia", "1", "1") == "\nCrea un account\nNome: \n"


def test_the_end_is_said() -> None:
    there, said = talk("/esci", "registrati")
    assert there.view.step == "welcome"
    assert said.endswith("Scelta: \nFine.\n")


def test_help_names_every_command_under_its_heading() -> None:
    said = answers("/aiuto")
    assert all(f"\n{slash_word(the_deck(), key)}" in said for key in COMMANDS_OF)
    assert "\nLa chiamata\n/storie PAROLE: Sceglie chi è al telefono" in said


def test_a_check_and_the_flow_it_stands_in(tmp_path: Path) -> None:
    file = tmp_path / "mio.yaml"
    _, said = talk(*MARIO, "/verifica quale contatto", f"/salva {file}", f"/salva {file}", f"/salva {tmp_path}")
    assert "Verifica aggiunta: «Quale contatto vuoi usare come nome utente?».\n" in said
    assert f"Flusso salvato in {file}. Per ripeterlo: ac-tui test {file}\n" in said
    assert "Flusso non salvato: File exists." in said
    assert [command.name for command in load_flow(file).commands][-1] == "assertVisible"


def test_a_check_lists_what_there_is_to_see() -> None:
    assert "Che cosa si deve vedere?\n1. La tua Area Clienti\n" in answers("/verifica")
    assert answers("/verifica", "1").startswith("Verifica aggiunta: «La tua Area Clienti».\n")
    assert "Sullo schermo non c'è un testo così.\n" in answers("/verifica niente")
    assert answers("/chiudi", "/verifica").startswith("Adesso non si vede niente da verificare.\n")
    assert answers("/salva").startswith("Non è ancora successo niente")


def test_an_order_may_be_given_anywhere_and_in_any_case() -> None:
    assert talk(*MARIO[:3], "/INDIETRO")[0].view.step == "profile"
    assert talk(*MARIO[:4], "  /indietro ")[0].view.step == "profile"


def test_two_slashes_write_a_word_that_is_an_order() -> None:
    there, said = talk(*MARIO[:2], "//esci", "/Rossi")
    assert [block.value for block in there.view.blocks[:2]] == ["/esci", "/Rossi"]
    assert "comincia con due barre" in said


ORDER_LIKE = st.sampled_from([slash_word(the_deck(), key) for key in COMMANDS_OF]).map(lambda word: f"/{word}")


@given(st.one_of(st.text(), ORDER_LIKE, ORDER_LIKE.map(str.upper), st.text().map(lambda text: f"//{text}")))
def test_any_answer_can_be_typed(answer: str) -> None:
    typed = escaped(the_deck(), answer)
    assert read_typed(the_deck(), typed) == ("", answer)


@pytest.mark.parametrize("variant", ["", "en"])
def test_orders_begin_with_a_slash_and_no_two_are_alike(variant: str) -> None:
    deck = load_deck(variant=variant)
    words = [slash_word(deck, key) for key in COMMANDS_OF]
    assert all(word.startswith("/") and " " not in word and word.count("/") == 1 for word in words)
    assert len({word.casefold() for word in words}) == len(words)


# Around it.


def test_nothing_that_was_typed_can_move_a_terminal() -> None:
    _, said = talk(*MARIO[:2], "Ma\x1b[2Jrio\x07", "Rossi", "continua", "\x1b[31m")
    assert "\x1b" not in said
    assert "\x07" not in said


def test_the_clock_goes_on_while_somebody_thinks() -> None:
    there, time = simulation(), Time()

    class Slow(StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            time.seconds += 90.5
            return super().readline()

    run_plain(Session(there), Slow("\n\n"), StringIO(), time)
    assert there.journey.now - simulation().journey.now == timedelta(seconds=181)


def test_a_line_without_its_end_is_a_line() -> None:
    there = simulation()
    run_plain(Session(there), StringIO("registrati"), StringIO())
    assert there.view.step == "profile"


def test_every_variant_can_be_played_in() -> None:
    there = simulation()
    there.deck = load_deck(variant="en")
    _, said = talk("/help", there=there)
    assert "You can:\n1. " in said
    assert said.endswith("The end.\n")


def test_textual_is_not_needed() -> None:
    code = "import sys, ac_tui.surfaces.plain.flow_surface; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_hidden_answer_is_asked_for_as_one() -> None:
    hidden: list[str] = []

    class Listening(Console):
        def ask(self, prompt: str, *, hidden: bool = False) -> str | None:
            if hidden:
                asked.append(prompt)
            return super().ask(prompt, hidden=hidden)

    asked = hidden
    lines = StringIO("".join(f"{line}\n" for line in TO_CODE))
    there = Prompts(Session(simulation(), names=slash_names), Listening(lines, StringIO()))
    while not there.over:
        there.turn()
    assert asked == ["Password (non si vede mentre scrivi): "]
