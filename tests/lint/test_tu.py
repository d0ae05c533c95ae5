"""`tu` throughout: what is formal is found, what only looks so is left alone."""

from __future__ import annotations

import pytest

from ac_tui.deck.lint.address import keeps_tu
from ac_tui.deck.lint.texts import Reader
from tests.lint.saying import entry


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Il codice che Lei ha ricevuto.", "Lei"),
        ("Solo lei può leggerlo.", "lei"),
        ("Se voi siete assicurati.", "voi"),
        ("Il vostro codice è scaduto.", "vostro"),
        ("Controlla i dati Suoi.", "Suoi"),
        ("Inserisci il suo codice.", "suo"),
        ("Inserisca il codice.", "Inserisca"),
        ("Il codice è scaduto: prema il pulsante.", "prema"),
        ("Verifichi i dati e prosegua.", "Verifichi"),
        ("Contatti la nostra assistenza.", "Contatti"),
        ("Riprovi più tardi.", "Riprovi"),
        ("Si rivolga alla tua Agenzia.", "rivolga"),
        ("Controllate il codice.", "Controllate"),
        ("Inserite il codice.", "Inserite"),
        ("Avete già un account?", "Avete"),
        ("Riceverete un messaggio.", "Riceverete"),
        ("Scegliete un contatto.", "Scegliete"),
        ("Vi abbiamo inviato un codice.", "Vi"),
        ("Possiamo inviarvi un codice.", "inviarvi"),
        ("Possiamo inviarLe un codice.", "inviarLe"),
        ("Le abbiamo inviato un codice.", "Le abbiamo inviato"),
        ("La preghiamo di attendere.", "La preghiamo"),
        ("Può anche chiamare la tua Agenzia.", "Può"),
        ("Se desidera continuare, tocca qui.", "Se desidera"),
        ("Se ha già un account, accedi.", "Se ha già"),
        ("{attempts} Inserisca il codice.", "Inserisca"),
    ],
)
def test_the_formal_is_found_once_and_named(text: str, word: str) -> None:
    (remark,) = keeps_tu(entry(text))
    assert remark.rule == "tu"
    assert remark.level == "error"
    assert word in remark.words
    assert f"`{word}`" in remark.message


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("Quelle di prima non valgono più.", "customer"),
        ("Usa quelli che hai ricevuto, e i servizi dell'Agenzia.", "customer"),
        ("Contatti da proporre: {number}.", "operator"),
        ("Se non usi più nessuno di questi contatti.", "customer"),
        ("Trovi il testo completo sul sito.", "customer"),
        ("Le cifre inserite non bastano.", "customer"),
        ("Chiudi le schermate di prima.", "customer"),
        ("Che il cliente, tornato indietro, inserisca il codice.", "operator"),
        ("Aspetta che il messaggio arrivi e finisca il conto.", "customer"),
        ("Quello che hai scritto resta al suo posto.", "customer"),
        ("Il cliente vede le sue polizze.", "operator"),
        ("Chiedi al titolare della polizza di registrarsi con i suoi dati.", "customer"),
        ("Ripete l'azione annullata.", "operator"),
        ("I nervi saldi: non devi osservarlo.", "customer"),
        ("Non vi è altro da fare.", "customer"),
        ("La nostra assistenza può verificare i tuoi dati insieme a te.", "customer"),
        ("Qualche informazione non risulta corretta: la verifichiamo insieme.", "customer"),
        ("Se l'email non arriva, guarda anche nella cartella spam.", "customer"),
        ("Controlli superati: {n}.", "operator"),
        ("{n} schermate su {all}", "operator"),
        ("Scegli se vuoi l'estate o l'inverno.", "customer"),
    ],
)
def test_what_only_looks_formal_is_left_alone(text: str, reader: Reader) -> None:
    assert list(keeps_tu(entry(text, reader=reader))) == []


def test_all_slips_of_a_text_are_one_remark() -> None:
    (remark,) = keeps_tu(entry("Inserisca il vostro codice. Inserisca il vostro codice."))
    assert remark.words == ("Inserisca", "vostro")


def test_only_italian_is_held_to_it() -> None:
    assert list(keeps_tu(entry("Lei voi vostro", variant="en", original=""))) == []
    assert list(keeps_tu(entry("Lei", variant="gentile", original=""))) != []
