"""Typing ahead in a real terminal: all in one write, and byte by byte as a hand or a slow line brings it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.tui.terminal import Terminal

UP, DOWN, LEFT, RIGHT, HOME = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x1b[H"
BACKSPACE, DELETE, BACK_TAB = "\x7f", "\x1b[3~", "\x1b[Z"
START = f"\r{DOWN}{UP}\r"
"""To the name; between two presses of one key another one, or the second would be taken for the first one's echo."""
NAME = "Mario\tRossi\r"
EMAIL, PASSWORD = "mario.rossi@mail.it", "Prova1234"
CONTACT = f"{EMAIL}\t{PASSWORD}\t \r"


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


CASES = {
    "a name, then email and password of the next screen": (
        f"{START}{NAME}{EMAIL}\t{PASSWORD}",
        (f" {EMAIL}", " •••••••••", "[x] Almeno un numero"),
    ),
    "a whole registration": (f"{START}{NAME}{CONTACT}823456\r", ("Il tuo account è attivo",)),
    "a registration and the first access": (
        f"{START}{NAME}{CONTACT}823456\r{EMAIL}\t{PASSWORD}\r",
        ("Conferma che sei tu",),
    ),
    "Backspace among the letters": (
        f"{START}Marx{BACKSPACE}io\tRo{BACKSPACE}{BACKSPACE}Rossy{BACKSPACE}i\r{CONTACT}",
        ("mar*****@ma***.it",),
    ),
    "arrows among the letters": (
        f"{START}Maio{LEFT}{LEFT}r\tRssi{LEFT}{LEFT}{LEFT}o{RIGHT}{RIGHT}{RIGHT}\r{CONTACT}",
        ("mar*****@ma***.it",),
    ),
    "Home and Delete among the letters": (
        f"{START}ario{HOME}M\tXossi{HOME}{DELETE}R\r{CONTACT}",
        ("mar*****@ma***.it",),
    ),
    "a field gone back to is written anew": (f"{START}Mara\tRossi{BACK_TAB}Mario\r{CONTACT}", ("mar*****@ma***.it",)),
    "another tab, and what it brings": (
        f"{START}nicolo\tDANGELO\r{BACK_TAB}{RIGHT}\t\t394 123 4521\t{PASSWORD}\t \r",
        ("Conferma il tuo recapito", "*****21."),
    ),
    "another tab and back": (f"{START}{NAME}{BACK_TAB}{RIGHT}{LEFT}\t{CONTACT}", ("mar*****@ma***.it",)),
    "the rules that appear while a password is written": (
        f"{START}{NAME}\t{PASSWORD}",
        (" •••••••••", "[x] Una lettera maiuscola", "[x] Almeno un numero"),
    ),
    "a paste with line breaks right behind Tab": (
        f"{START}Mario\t" + pasted("Ro\r\nssi\n"),
        ("Mario", "Ro ssi"),
    ),
    "a pasted code, and what follows it": (
        f"{START}{NAME}{CONTACT}" + pasted("823 456\n") + f"\r{EMAIL}",
        ("Il tuo account è attivo", f" {EMAIL}"),
    ),
    "back, and the name once more": (f"{START}{NAME}\x1bMaria\tBianchi", ("Maria", "Bianchi", "Cognome")),
    "a side trip to the notice and back": (
        f"{START}{NAME}{EMAIL}\t{PASSWORD}\t\t\r",
        ("Informativa privacy", "Torna indietro"),
    ),
}


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    # On a busy machine the bytes of an arrow come so late that Textual would take its first for Esc.
    with Terminal(["--seed", "7"], lines=30, environment={"ESCDELAY": "5000"}) as terminal:
        terminal.wait("Registrati", "Accedi")
        yield terminal


def never_readable(terminal: Terminal, secret: str) -> None:
    assert not any(secret in screen for screen in terminal.seen)
    assert secret.encode() not in terminal.output


@pytest.mark.parametrize("apart", [None, 0.005, 0.015], ids=["at once", "5 ms", "15 ms"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_typed_ahead_arrives_where_it_was_meant(terminal: Terminal, case: str, apart: float | None) -> None:
    keys, seen = CASES[case]
    if apart is None:
        terminal.write(keys)
    else:
        terminal.write_bytewise(keys, apart)
    terminal.wait(*seen)
    never_readable(terminal, PASSWORD)


@pytest.mark.parametrize("apart", [None, 0.005, 0.015], ids=["at once", "5 ms", "15 ms"])
@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (f"{START}Mario\tR0ssi\r{CONTACT}", "Il cognome non può contenere numeri"),
        (f"{START}Mario\t\r{CONTACT}", "Inserisci il tuo cognome"),
        (f"{START}{NAME}altra@mail.it\t{PASSWORD}\t \r{CONTACT}", "Attenzione, qualche informazione non"),
        (f"{START}{NAME}{EMAIL}\tcorta\r{CONTACT}", "Completa la password"),
    ],
)
def test_what_is_typed_on_after_a_refusal_goes_nowhere(
    terminal: Terminal, keys: str, told: str, apart: float | None
) -> None:
    before, _, after = keys.rpartition(CONTACT)
    assert not after
    terminal.write(before) if apart is None else terminal.write_bytewise(before, apart)
    terminal.write(CONTACT) if apart is None else terminal.write_bytewise(CONTACT, apart)
    screen = terminal.wait(told, "Tasti ignorati")
    assert PASSWORD not in screen
    never_readable(terminal, PASSWORD)
