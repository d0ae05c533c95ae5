"""From what the caller says to what to say, in the terminal: one box, at most two questions, a cause, its story."""

from __future__ import annotations

import pytest

from tests.tui.driver import running


@pytest.mark.parametrize(
    ("said", "answers", "cause"),
    [
        ("non mi arriva il codice", "<Enter><Down><Enter>", "Il messaggio non viene consegnato"),
        ("dice che esiste già", "<Enter>", "Ha già un account"),
        ("ho cambiato numero", "<Down><Enter>", "In Agenzia c'è un numero che il cliente non usa più"),
        ("è l'email di mia moglie", "", "Il contatto è di un'altra persona, o lo usa già un altro"),
        ("il bottone non va", "<Enter>", "Sotto un campo c'è scritto che cosa manca"),
    ],
)
def test_what_a_caller_says_ends_in_a_cause_that_says_all_there_is_to_say(said: str, answers: str, cause: str) -> None:
    with running((100, 50), f"<Ctrl+K>{said}<Enter>{answers}") as person:
        assert person.dialog == "cause"
        for text in (cause, "Che cosa vede il cliente", "Perché", "Di' al cliente", "Non dire mai", "Poi"):
            assert text in person.picture
        assert person.simulation.history == []


def test_one_key_shows_the_story_of_a_cause_and_undoing_leads_back_to_the_call() -> None:
    with running((100, 50), "<Enter><Ctrl+K>è l'email di mia moglie<Enter><Enter>") as person:
        assert person.desk.session.state.story is not None
        assert "marito" in person.desk.session.state.story.flow.name
        assert person.step == "welcome"
        person.press("<Ctrl+Z>")
        assert person.step == "profile"


def test_the_box_finds_screens_causes_customers_and_stories_and_nothing_where_nothing_fits() -> None:
    with running((110, 50), "<Ctrl+K>il link è scaduto") as person:
        for kind in ("causa, sicura", "titolo", "Professionisti", "storia"):
            assert kind in person.picture
        person.press("<Ctrl+U>il cane del vicino abbaia")
        assert "Niente di simile" in person.picture


def test_where_something_went_wrong_its_cause_stands_first_before_anything_is_typed() -> None:
    script = "<Enter><Enter>Mario<Tab>Rosi<Enter>mario.rossi@mail.it<Tab>Prova1234<Tab><Space><Enter>"
    with running((110, 50), f"{script}<Ctrl+K>") as person:
        row = next(line for line in person.picture.splitlines() if line.rstrip(" ┃▁▂▃▄▅▆▇█").endswith("adesso"))
        assert "Il nome non è scritto come in Agenzia" in row
        assert "Che cosa dice il cliente?" in person.picture
