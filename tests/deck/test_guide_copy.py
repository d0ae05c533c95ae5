"""Every quoted string of the guide stands on its screen, to the letter (guide.md, table by table)."""

from __future__ import annotations

from msgspec.structs import replace

from ac_tui.journey.model import Contact, Journey
from tests.deck.worlds import EMAIL, MOBILE, at, challenge, draft, secret, texts, view, waiting

ACCOUNT = ["Hai già un account?", "Accedi"]
WAIT = "L'operazione potrebbe richiedere alcuni minuti: non chiudere l'app o la pagina web su cui ti trovi."
RULES = ["Tra gli 8 e i 16 caratteri", "Una lettera minuscola", "Una lettera maiuscola", "Almeno un numero"]
WHY_CONTACT = (
    "Per la tua sicurezza, ti chiediamo di usare uno dei contatti registrati in Agenzia, su cui riceverai "
    "un messaggio di verifica."
)
SENT_BY_EMAIL = (
    "Per completare la registrazione, inserisci il codice di verifica che ti abbiamo inviato alla email "
    "mar*****@ma***.it."
)
SENT_BY_SMS = (
    "Per completare la registrazione, inserisci il codice di verifica che ti abbiamo inviato al numero +39 320 *****19."
)
LOGIN = (
    "Inserisci l'indirizzo email, il numero di cellulare o il codice cliente con cui ti sei registrato. "
    "Se non sei iscritto registrati per proseguire."
)
WHY_CODE = (
    "Abbiamo aumentato i nostri standard di sicurezza e impostato l'invio del codice di verifica sul tuo "
    "recapito cellulare."
)
WHY_MOBILE = (
    "Abbiamo migliorato i nostri standard di sicurezza e impostato l'invio dei codici di sicurezza solo "
    "su recapito cellulare."
)
CONTACT = [
    "Crea un account",
    "Quale contatto vuoi usare come nome utente?",
    WHY_CONTACT,
    "Email",
    "Numero di cellulare",
    "Password",
    "Dichiaro di aver preso visione dell'informativa privacy",
    "informativa privacy",
    "Registrati",
    *ACCOUNT,
]
CODE = ["Richiedi nuovo codice", "Continua", "Hai bisogno di aiuto?"]
OFFERS = (
    Contact("email", "stefano@gmail.com"),
    Contact("email", "1812@mio.com"),
    Contact("mobile", "+393941234619"),
)
CHOICE = [
    "Crea un account",
    "Seleziona il contatto a cui preferisci ricevere il codice di sicurezza",
    "Email",
    "ste*****@gm***.com",
    "18*****@m***.com",
    "Numero di cellulare",
    ".....619",
    "Altro",
    "Nessuno di questi",
    "Continua",
    "Hai bisogno di aiuto?",
]
OTHER_CONTACT = (
    "Se vuoi ricevere il codice di conferma OTP su un recapito diverso da quelli già presenti e concludere la "
    "registrazione, contatta la nostra assistenza o chiama la tua Agenzia."
)
ACCESS = challenge(MOBILE, purpose="access")

SAID: dict[str, tuple[Journey, list[str]]] = {
    "1A 1B": (at("welcome"), ["Registrati", "Accedi"]),
    "2A 2B": (at("profile"), ["Persone", "Professionisti", "Aziende"]),
    "3A 3B": (at("identity"), ["Crea un account", "Nome", "Cognome", "Continua", *ACCOUNT]),
    "3B": (at("company"), ["Crea un account", "Nome azienda", "Continua", *ACCOUNT]),
    "4A by email": (at("contact"), [*CONTACT, "Indirizzo email"]),
    "4A by mobile": (at("contact", draft=draft("contact", kind="mobile")), [*CONTACT, "Prefisso", "Numero"]),
    "5A": (at("contact", draft=secret("contact", "password", "Prova")), [*CONTACT, *RULES, "•••••"]),
    "6A to an email": (
        waiting("confirm_contact", challenge(EMAIL)),
        [
            "Conferma il tuo recapito",
            SENT_BY_EMAIL,
            WAIT,
            *CODE,
        ],
    ),
    "6A to a mobile": (
        waiting("confirm_contact", challenge(MOBILE)),
        [
            "Conferma il tuo recapito",
            SENT_BY_SMS,
            WAIT,
            *CODE,
        ],
    ),
    "6B the expired link": (at("link_expired"), ["Richiedi nuovo codice"]),
    "8A": (
        at("login"),
        [
            "Accedi",
            LOGIN,
            "Indirizzo email o numero di cellulare",
            "Password",
            "Recupera le tue credenziali",
            "Rimani collegato",
            "Non sei ancora registrato?",
            "Registrati",
        ],
    ),
    "9A": (
        waiting("confirm_identity", ACCESS),
        [
            "Conferma che sei tu",
            WHY_CODE,
            "Per completare l'operazione, inserisci il codice di verifica che ti abbiamo inviato al numero 320 ****19.",
            WAIT,
            *CODE,
        ],
    ),
    "10A 10B": (
        at("no_mobile"),
        [
            "Ops, qualcosa è andato storto",
            WHY_MOBILE,
            "Per registrare un numero di cellulare puoi chiedere subito assistenza oppure recarti in Agenzia.",
            "Richiedi assistenza",
        ],
    ),
    "1C": (
        at("identity", second_look=True),
        ["Attenzione, qualche informazione non risulta corretta", "Ti invitiamo a verificare."],
    ),
    "1C company": (
        at("company", second_look=True),
        ["Attenzione, qualche informazione non risulta corretta", "Ti invitiamo a verificare."],
    ),
    "2C": (
        at("tax_code"),
        [
            "Crea un account",
            "Inserisci il Codice Fiscale o la Partita IVA per completare il processo di registrazione",
            "Codice Fiscale o Partita IVA",
            "Continua",
            "Hai bisogno di aiuto?",
        ],
    ),
    "3C": (at("choose_contact", offers=OFFERS), CHOICE),
    "6C": (
        at("choose_contact", offers=OFFERS, draft=draft("choose_contact", contact="none")),
        [*CHOICE, OTHER_CONTACT, "Contatta l'Assistenza"],
    ),
}


def test_the_guide_s_words_stand_on_their_screen() -> None:
    for journey, said in SAID.values():
        shown = texts(journey)
        assert [text for text in said if text not in shown] == []


def test_every_screen_has_the_status_bar_and_the_wordmark() -> None:
    for journey, _ in SAID.values():
        shown = view(journey)
        assert (shown.clock, shown.wordmark) == ("9:41 AM", "GENERALI")


def test_what_only_6c_shows_is_not_shown_before() -> None:
    shown = texts(at("choose_contact", offers=OFFERS))
    assert OTHER_CONTACT not in shown
    assert "Contatta l'Assistenza" not in shown


def test_the_checklist_shows_only_while_the_password_is_being_written() -> None:
    assert not set(RULES) & set(texts(at("contact")))


def test_a_tab_shows_its_own_fields_only() -> None:
    by_email, by_mobile = texts(SAID["4A by email"][0]), texts(SAID["4A by mobile"][0])
    assert {"Prefisso", "Numero"}.isdisjoint(by_email)
    assert "Indirizzo email" not in by_mobile


def test_the_code_is_six_boxes_with_the_guide_s_example_in_them() -> None:
    journey = replace(SAID["6A to an email"][0], draft=secret("confirm_contact", "code", "823456"))
    block = view(journey).by_id["code"]
    assert (block.digits, block.value, block.safe_value) == (6, "823456", "••••••")
    assert "823456" not in texts(journey)


def test_the_privacy_link_s_words_stand_in_the_label_it_is_drawn_in() -> None:
    by_id = view(at("contact")).by_id
    assert by_id["privacy_link"].beside == "privacy"
    assert by_id["privacy_link"].text in by_id["privacy"].text


def test_every_link_beside_a_text_is_marked_so() -> None:
    for journey in (at("welcome"), at("identity"), at("company"), at("contact")):
        assert view(journey).by_id["login"].beside == "have_account"
    assert view(at("login")).by_id["register"].beside == "not_registered"
