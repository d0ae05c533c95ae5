"""`tu` throughout: what is formal is found, what only looks so is left alone."""

from __future__ import annotations

from tests.lint.saying import entry, said


def test_the_formal_is_found_once_and_named() -> None:
    for text, word in [
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
        ("Si registri", "Si registri"),
        ("Continui", "Continui"),
        ("Torni all'inizio", "Torni"),
        ("Annulli", "Annulli"),
        ("Ha bisogno di aiuto?", "Ha bisogno"),
        ("Ha già un account?", "Ha già"),
        ("Ha esaurito i tentativi: richiedi un nuovo codice.", "Ha esaurito"),
        ("Ha dimenticato la password?", "Ha dimenticato"),
        ("Tra 30 secondi può chiedere un nuovo codice.", "può"),
        ("Il codice è scaduto: può chiedere un altro codice.", "può"),
        ("Se il codice è scaduto, può chiedere un altro codice.", "può"),
        ("Quale contatto vuole usare come nome utente?", "Quale contatto vuole"),
        ("Seleziona il contatto a cui preferisce ricevere il codice.", "a cui preferisce"),
        ("Uno dei contatti su cui riceverà un messaggio.", "su cui riceverà"),
        ("Il contatto con cui si è registrato.", "con cui si è registrato"),
        ("Inserisci il codice che ha ricevuto.", "che ha ricevuto"),
        ("Se non è iscritto si registri.", "si registri"),
        ("Le resta un solo tentativo.", "Le resta"),
        ("Se l'email non arriva, guardi anche nella cartella spam.", "guardi"),
        ("Se è assicurato con una polizza della sua azienda, si rivolga all'azienda.", "rivolga"),
        ("Riceverà un SMS.", "Riceverà"),
        ("Per registrare un numero di cellulare può chiedere subito assistenza.", "può"),
        ("Al numero manca qualche cifra: lo controlli.", "lo controlli"),
        ("Tolga gli spazi.", "Tolga"),
        ("La aiutiamo noi.", "La aiutiamo"),
        ("Usiamo il numero solo per contattarla.", "contattarla"),
        ("Si accomodi.", "Si accomodi"),
        ("Per continuare verifichi i dati.", "verifichi"),
        ("Per continuare, verifichi i dati.", "verifichi"),
    ]:
        (remark,) = said(entry(text), "tu")
        assert remark.rule == "tu"
        assert remark.level == "error"
        assert word in remark.words
        assert f"`{word}`" in remark.message


def test_what_only_looks_formal_is_left_alone() -> None:
    for text, reader in [
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
        ("Tocca «Continua»: confermi il tuo recapito.", "customer"),
        ("In un minuto: completi la registrazione.", "customer"),
        ("Il codice ha la sua durata.", "customer"),
        ("Deve arrivare un SMS sul tuo cellulare.", "customer"),
        ("Il codice è fatto di cifre: deve essere di sei.", "customer"),
        ("La nostra assistenza, da lunedì a venerdì, può verificare i tuoi dati.", "customer"),
        ("Da lunedì la tua Agenzia può verificare i tuoi dati.", "customer"),
        ("Per registrare un numero la nostra assistenza può chiedere i dati.", "customer"),
        ("Per continuare la nostra assistenza può chiedere i dati.", "customer"),
        ("Da qui si può tornare indietro.", "customer"),
        ("Chiama la tua Agenzia: puoi contattarla di mattina.", "customer"),
        ("Può essere che il messaggio tardi.", "customer"),
        ("Il modo in cui il codice arriva non cambia.", "customer"),
        ("Contatti", "customer"),
        ("Quando scarichi l'app, accedi.", "customer"),
        ("Controlli superati", "customer"),
        ("Invii rimasti", "customer"),
        ("Prima che il cliente si registri, chiedi il nome.", "operator"),
        ("Verifica se il cliente abbia ricevuto il codice.", "operator"),
        ("Ha già un account: può accedere.", "operator"),
        ("Le restanti cifre le trovi nel messaggio.", "customer"),
    ]:
        assert said(entry(text, reader=reader), "tu") == []  # type: ignore[arg-type]


def test_all_slips_of_a_text_are_one_remark() -> None:
    (remark,) = said(entry("Inserisca il vostro codice. Inserisca il vostro codice."), "tu")
    assert remark.words == ("Inserisca", "vostro")


def test_words_that_stand_within_a_text_are_not_at_its_head() -> None:
    assert said(entry("ha già un codice", use="part"), "tu") == []
    assert said(entry("Ha già un codice", use="part"), "tu") != []


def test_only_italian_is_held_to_it() -> None:
    assert said(entry("Lei voi vostro", variant="en", original=""), "tu") == []
    assert said(entry("Lei", variant="gentile", original=""), "tu") != []
