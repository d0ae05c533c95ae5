"""Spaces, stops, accents and apostrophes."""

from __future__ import annotations

import pytest

from ac_tui.deck.lint.accents import accents, apostrophes
from ac_tui.deck.lint.texts import Use
from ac_tui.deck.lint.typography import doubled_stop, final_stop, joined, spaces
from tests.lint.saying import entry

KNOWN = frozenset({"sarà", "arriverà", "la", "là", "si", "sì"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Due  spazi.", "Due␣␣spazi."),
        ("Uno\u00a0 e uno.", "Uno␣␣e"),
        ("Prima della virgola , no.", "virgola␣,"),
        ("Alla fine. ", "a space at the end"),
        (" All'inizio.", "a space before"),
        ("L' account è attivo.", "L'␣account"),
        ("La sede dell'\u00a0Agenzia.", "dell'␣Agenzia"),
        ("Quell' app.", "Quell'␣app"),
        ("{wait}  {wait}.", "{wait}␣␣{wait}."),
    ],
)
def test_a_space_too_many_is_found_once(text: str, found: str) -> None:
    (remark,) = spaces(entry(text))
    assert remark.rule == "doubled-space"
    assert found in remark.words


@pytest.mark.parametrize("text", ["Un solo spazio.", "Riga\nsotto riga.", "\nDa capo.", "«Così», dice: «sì»."])
def test_spaces_as_they_should_be(text: str) -> None:
    assert list(spaces(entry(text))) == []


def test_what_is_typed_stands_right_behind_a_prompt() -> None:
    assert list(spaces(entry("Scelta: ", use="label", reader="operator"))) == []
    assert list(spaces(entry("Scelta: ", use="label", reader="customer"))) != []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("E' scaduto.", "E'", "È"),
        ("Perchè no?", "Perchè", "Perché"),
        ("Aspetta finchè arriva.", "finchè", "finché"),
        ("Un pò di tempo.", "pò", "po'"),
        ("Ancora un po di tempo.", "un po", "un po'"),
        ("Qual'è il codice?", "Qual'è", "qual è"),
        ("Non c'e' più.", "c'e'", "c'è"),
        ("Il codice e' scaduto.", "e'", "è"),
        ("La citta' nuova.", "citta'", "città"),
        ("L'attivita continua.", "attivita", "attività"),
        ("Non e piu valido.", "piu", "più"),
        ("Così, cioé adesso.", "cioé", "cioè"),
        ("É scaduto.", "É", "È"),
        ("Piú tardi.", "Piú", "Più"),
        ("Vieni quì.", "quì", "qui"),
        ("Il codice stà arrivando.", "stà", "sta"),
        ("Nè l'uno nè l'altro.", "Nè", "Né"),
        ("Un'altro codice, un'account.", "Un'altro", "un …, without an apostrophe"),
        ("Un email nuova.", "Un email", "un'…"),
        ("PERCHE' no?", "PERCHE'", "PERCHÉ"),
        ("Non c'e più.", "c'e", "c'è"),
        ("Dov'e il codice?", "Dov'e", "…'è"),
        ("È' strano.", "È'", "È"),
        ("Il codice e scaduto.", "Il codice e scaduto", "è"),
        ("Il codice di verifica e scaduto: richiedine uno.", "Il codice di verifica e scaduto", "è"),
        ("L'account e attivo.", "L'account e attivo", "è"),
        ("Non e valido.", "Non e", "non è"),
        ("E possibile.", "E possibile", "è"),
        ("Si, va bene.", "Si", "sì"),
        ("Si", "Si", "sì"),
        ("Un app.", "Un app", "un'…"),
        ("Un'operatore.", "Un'operatore", "un …, without an apostrophe"),
        ("Un'aiuto.", "Un'aiuto", "un …, without an apostrophe"),
        ("Percio aspetta.", "Percio", "Perciò"),
        ("Sara fatto.", "Sara", "sarà"),
        ("Il codice sara utile.", "sara", "sarà"),
        ("Potra servire.", "Potra", "Potrà"),
        ("Verra inviato.", "Verra", "Verrà"),
        ("Il codice arrivera.", "arrivera", "arriverà"),
        ("E’ il momento.", "E’", "È"),
        ("Qual’è il codice?", "Qual’è", "qual è"),
        ("Perche’ no?", "Perche’", "Perché"),
    ],
)
def test_a_wrong_accent_is_found_and_put_right(text: str, wrong: str, right: str) -> None:
    (remark,) = accents(entry(text), KNOWN)
    assert remark.rule == "accent"
    assert f"`{wrong}` (`{right}`)" in remark.message


@pytest.mark.parametrize(
    "text",
    [
        "È scaduto: c'è, ce n'è, dov'è, cos'è, qual è, perché, né, sé, sì, lì, là, già, più, può, ciò.",
        "Di' al cliente di fare presto: un po' di pazienza, va' avanti, fa' così.",
        "L'email, un'email, un'altra, un altro, nient'altro, com'era, dov'eri, all'inizio, anch'io.",
        "Scegli 'Nessuno di questi' e continua.",
        "Controlla e riprova; lettere e numeri, corretto e valido. La carta e il codice. E poi? Sara Rossi, Sara.",
        "Se si può, si torna. Si rivolge a te. Un utente, un'utente, un'app, la password è lunga e corretta.",
        "La password lunga e corretta. Sì, sì! 'La città' è lì.",
        "Un caffè, un tè, ventitré cifre; Noè e Mosè? No.",
        "Scrivi a nome@esempio.it: e non altrove.",
    ],
)
def test_accents_as_they_should_be(text: str) -> None:
    faulty = [word for remark in accents(entry(text), KNOWN) for word in remark.words if word not in ("Noè", "Mosè")]
    assert faulty == []


@pytest.mark.parametrize("text", ["E’ il momento.", "Qual’è il codice?", "Perche’ no?", "Un’altro c’e’."])
def test_a_wrong_accent_in_a_curly_apostrophe_is_one_remark(text: str) -> None:
    (remark,) = accents(entry(text))
    assert list(apostrophes(entry(text), remark.words)) == []
    assert len(list(apostrophes(entry(f"{text} L’app."), remark.words))) == 1


def test_accents_are_an_italian_matter() -> None:
    assert list(accents(entry("E' perchè", variant="en", original=""))) == []


@pytest.mark.parametrize(("text", "meant"), [("L’app", "L'app"), ("un`ora", "un'ora"), ("l´ora", "l'ora")])
def test_a_curly_apostrophe_is_found(text: str, meant: str) -> None:
    (remark,) = apostrophes(entry(text))
    assert remark.rule == "apostrophe"
    assert f"(`{meant}`)" in remark.message


def test_straight_apostrophes_and_guillemets_pass() -> None:
    assert list(apostrophes(entry("L'app: «Accedi», “Log in”."))) == []


@pytest.mark.parametrize("text", ["Fine", "Hai finito, allora", "Inserisci {code}", "Scegli «Accedi»"])
def test_a_sentence_without_a_stop_is_found(text: str) -> None:
    (remark,) = final_stop(entry(text))
    assert remark.rule == "final-stop"


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Fine.", "sentence"),
        ("Perché?", "sentence"),
        ("Aspetta…", "sentence"),
        ("Ecco le tue polizze:", "sentence"),
        ("«Fine.»", "sentence"),
        ("Continua", "label"),
        ("alla email {contact}", "part"),
    ],
)
def test_what_needs_no_stop_or_has_one(text: str, use: Use) -> None:
    assert list(final_stop(entry(text, use=use))) == []


def test_a_stop_may_come_with_the_words_a_text_composes() -> None:
    said = entry("Non è corretto. {attempts}", wordings=("Non è corretto. Ti resta un tentativo.",))
    assert list(final_stop(said)) == []
    silent = entry("Non è corretto. {attempts}", wordings=("Non è corretto. Ti resta un tentativo",))
    assert len(list(final_stop(silent))) == 1


@pytest.mark.parametrize(
    "text", ["Benvenuto, Rossi S.r.l..", "Sì,, certo.", "Fine?.", "Così:. Ecco.", "Ciao!!", "Ciao....", "Come??"]
)
def test_two_stops_in_a_row_are_found(text: str) -> None:
    (remark,) = doubled_stop((text,))
    assert remark.rule == "doubled-stop"


@pytest.mark.parametrize(
    "text", ["Benvenuto, Rossi S.r.l.!", "Aspetta...", "S.r.l., per esempio.", "10:30, o .....619."]
)
def test_stops_as_they_should_be(text: str) -> None:
    assert list(doubled_stop((text,))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chiama,vai.", "Chiama,vai"),
        ("Chiama.Vai.", "Chiama.Vai"),
        ("Chiama!Vai.", "Chiama!Vai"),
        ("Ecco:vai.", "Ecco:vai"),
        ("Prima {wait},poi.", "x,poi"),
    ],
)
def test_a_missing_space_is_found(text: str, found: str) -> None:
    (remark,) = joined(entry(text))
    assert (remark.rule, remark.words) == ("missing-space", (found,))


@pytest.mark.parametrize(
    "text", ["Chiama, vai. Poi… sì!", "S.r.l., P.IVA", "10:30, 1.000,5", "https://a.it o nome@esempio.it", "«Sì», poi."]
)
def test_spaces_that_need_not_be(text: str) -> None:
    assert list(joined(entry(text))) == []
