"""Spaces, stops, accents and apostrophes."""

from __future__ import annotations

from ac_tui.deck.lint.rules import dictionary, issues_of
from tests.lint.saying import entry, said, shipped_rules

ITALIAN = dictionary("it")
assert ITALIAN
KNOWN = ITALIAN.word_frequency.dictionary


def test_a_space_too_many_is_found_once() -> None:
    for text, found in [
        ("Due  spazi.", "Due␣␣spazi."),
        ("Uno\u00a0 e uno.", "Uno␣␣e"),
        ("Prima della virgola , no.", "virgola␣,"),
        ("Alla fine. ", "fine.␣"),
        (" All'inizio.", "␣All'inizio."),
        ("L' account è attivo.", "L'␣account"),
        ("La sede dell'\u00a0Agenzia.", "dell'␣Agenzia"),
        ("Quell' app.", "Quell'␣app"),
        ("{wait}  {wait}.", "{wait}␣␣{wait}."),
    ]:
        (remark,) = said(entry(text), "doubled-space")
        assert remark.rule == "doubled-space"
        assert found in remark.words


def test_spaces_as_they_should_be() -> None:
    for text in ["Un solo spazio.", "Riga\nsotto riga.", "\nDa capo.", "«Così», dice: «sì»."]:
        assert said(entry(text), "doubled-space") == []


def test_what_is_typed_stands_right_behind_a_prompt() -> None:
    assert said(entry("Scelta: ", use="label", reader="operator"), "doubled-space") == []
    assert said(entry("Scelta: ", use="label", reader="customer"), "doubled-space") != []


def test_a_wrong_accent_is_found_and_put_right() -> None:
    for text, wrong, right in [
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
        ("Si, va bene.", "Si", "Sì"),
        ("Si", "Si", "Sì"),
        ("Un app.", "Un app", "un'…"),
        ("Un'operatore.", "Un'operatore", "un …, without an apostrophe"),
        ("Un'aiuto.", "Un'aiuto", "un …, without an apostrophe"),
        ("Percio aspetta.", "Percio", "Perciò"),
        ("Sara fatto.", "Sara", "Sarà"),
        ("Il codice sara utile.", "sara", "sarà"),
        ("Potra servire.", "Potra", "Potrà"),
        ("Verra inviato.", "Verra", "Verrà"),
        ("Il codice arrivera.", "arrivera", "arriverà"),
        ("E’ il momento.", "E’", "È"),
        ("Qual’è il codice?", "Qual’è", "qual è"),
        ("Perche’ no?", "Perche’", "Perché"),
    ]:
        (remark,) = said(entry(text), "accent", KNOWN)
        assert remark.rule == "accent"
        assert f"`{wrong}` (`{right}`)" in remark.message


def test_accents_as_they_should_be() -> None:
    for text in [
        "È scaduto: c'è, ce n'è, dov'è, cos'è, qual è, perché, né, sé, sì, lì, là, già, più, può, ciò.",
        "Di' al cliente di fare presto: un po' di pazienza, va' avanti, fa' così.",
        "L'email, un'email, un'altra, un altro, nient'altro, com'era, dov'eri, all'inizio, anch'io.",
        "Scegli 'Nessuno di questi' e continua.",
        "Controlla e riprova; lettere e numeri, corretto e valido. La carta e il codice. E poi? Sara Rossi, Sara.",
        "Se si può, si torna. Si rivolge a te. Un utente, un'utente, un'app, la password è lunga e corretta.",
        "La password lunga e corretta. Sì, sì! 'La città' è lì.",
        "Un caffè, un tè, ventitré cifre; Noè e Mosè? No.",
        "Scrivi a nome@esempio.it: e non altrove.",
    ]:
        faulty = [
            word
            for remark in said(entry(text), "accent", KNOWN)
            for word in remark.words
            if word not in ("Noè", "Mosè")
        ]
        assert faulty == []


def test_a_wrong_accent_in_a_curly_apostrophe_is_one_remark() -> None:
    for text in ["E’ il momento.", "Qual’è il codice?", "Perche’ no?", "Un’altro c’e’."]:
        assert len(said(entry(text), "accent")) == 1
        assert said(entry(text), "apostrophe") == []
        assert len(said(entry(f"{text} L’app."), "apostrophe")) == 1


def test_accents_are_an_italian_matter() -> None:
    assert said(entry("E' perchè", variant="en", original=""), "accent") == []


def test_a_curly_apostrophe_is_found() -> None:
    for text, meant in [("L’app", "L'app"), ("un`ora", "un'ora"), ("l´ora", "l'ora")]:
        (remark,) = said(entry(text), "apostrophe")
        assert remark.rule == "apostrophe"
        assert f"(`{meant}`)" in remark.message


def test_straight_apostrophes_and_guillemets_pass() -> None:
    assert said(entry("L'app: «Accedi», “Log in”."), "apostrophe") == []


def test_a_sentence_without_a_stop_is_found() -> None:
    for text in ["Fine", "Hai finito, allora", "Inserisci {code}", "Scegli «Accedi»"]:
        (remark,) = said(entry(text), "final-stop")
        assert remark.rule == "final-stop"


def test_what_needs_no_stop_or_has_one() -> None:
    for text, use in [
        ("Fine.", "sentence"),
        ("Perché?", "sentence"),
        ("Aspetta…", "sentence"),
        ("Ecco le tue polizze:", "sentence"),
        ("«Fine.»", "sentence"),
        ("Continua", "label"),
        ("alla email {contact}", "part"),
    ]:
        assert said(entry(text, use=use), "final-stop") == []  # type: ignore[arg-type]


def test_a_stop_may_come_with_the_words_a_text_composes() -> None:
    ended = entry("Non è corretto. {attempts}", wordings=("Non è corretto. Ti resta un tentativo.",))
    assert said(ended, "final-stop") == []
    silent = entry("Non è corretto. {attempts}", wordings=("Non è corretto. Ti resta un tentativo",))
    assert len(said(silent, "final-stop")) == 1


def test_two_stops_in_a_row_are_found() -> None:
    for text in ["Benvenuto, Rossi S.r.l..", "Sì,, certo.", "Fine?.", "Così:. Ecco.", "Ciao!!", "Ciao....", "Come??"]:
        (remark,) = said(entry(text), "doubled-stop")
        assert remark.rule == "doubled-stop"


def test_stops_as_they_should_be() -> None:
    for text in ["Benvenuto, Rossi S.r.l.!", "Aspetta...", "S.r.l., per esempio.", "10:30, o .....619."]:
        assert said(entry(text), "doubled-stop") == []


def test_a_missing_space_is_found() -> None:
    for text, found in [
        ("Chiama,vai.", "Chiama,vai"),
        ("Chiama.Vai.", "Chiama.Vai"),
        ("Chiama!Vai.", "Chiama!Vai"),
        ("Ecco:vai.", "Ecco:vai"),
        ("Prima {wait},poi.", "{wait},poi"),
    ]:
        (remark,) = said(entry(text), "missing-space")
        assert (remark.rule, remark.words) == ("missing-space", (found,))


def test_spaces_that_need_not_be() -> None:
    for text in [
        "Chiama, vai. Poi… sì!",
        "S.r.l., P.IVA",
        "10:30, 1.000,5",
        "https://a.it o nome@esempio.it",
        "«Sì», poi.",
    ]:
        assert said(entry(text), "missing-space") == []


def test_what_a_paste_brings_along_is_found() -> None:
    for text, use, rule, found in [
        ("Crea\naccount", "label", "line-break", "Crea⏎account"),
        ("Accedi\n", "label", "line-break", "Accedi⏎"),
        ("alla email\n{contact}", "part", "line-break", "email⏎{contact}"),
        ("Tocca “Continua” e aspetta.", "sentence", "quotes", "“Continua”"),
        ('Tocca "Continua" e aspetta.', "sentence", "quotes", '"Continua"'),
        ("Tocca „Continua“.", "sentence", "quotes", "„Continua“"),
        ("Tocca ‘Continua’ ora.", "sentence", "quotes", "‘Continua’"),
        ("Costa 10\u00a0euro.", "sentence", "no-break-space", "10␣euro."),
        ("Che\u202fbello.", "sentence", "no-break-space", "Che␣bello."),
        ("È <b>importante</b>.", "sentence", "markup", "<b>"),
        ('Leggi <a href="#">qui</a>.', "sentence", "markup", '<a href="#">'),
        ("Prima riga.<br/>Seconda.", "sentence", "markup", "<br/>"),
        ("Termini &amp; condizioni.", "sentence", "markup", "&amp;"),
        ("Sono 5&nbsp;minuti.", "sentence", "markup", "&nbsp;"),
        ("È **importante**.", "sentence", "markup", "**importante**"),
        ("Leggi la [guida](guida.html).", "sentence", "markup", "[guida](guida.html)"),
        ("Un testo [b]forte[/b].", "sentence", "markup", "[b]"),
        ("# Titolo", "label", "markup", "# Titolo"),
    ]:
        remarks = issues_of(shipped_rules(), entry(text, use=use))  # type: ignore[arg-type]
        assert [remark.rule for remark in remarks] == [rule]
        assert found in remarks[0].words


def test_signs_that_are_meant_pass() -> None:
    for text in [
        "Ciao,\nil codice è questo.",
        "Da 5 a 10 < 20, e 3 > 2.",
        "R&D; A & B; [Rossi] e (Bianchi).",
        "mar*****@***.it o *** ***619.",
        "Area Clienti <nome@esempio.it>.",
        "L'app «Area Clienti» e l'altra.",
    ]:
        assert issues_of(shipped_rules(), entry(text)) == []
