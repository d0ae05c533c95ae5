"""A defect of each rule, planted in a copy of the project's screens, is one finding at its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from ac_tui.deck.lint.check import check_words
from ac_tui.deck.model import Status
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.registry.faults import Fault
from tests.deck.worlds import plant, screens_copy


class Defect(NamedTuple):
    """One text for another in a file; `at` stands on the line of the finding (`new` if empty)."""

    rule: str
    level: str
    place: str
    old: str
    new: str
    at: str = ""


HARD = (
    "La circostanza sopravvenuta determina l'impossibilità temporanea dell'erogazione delle prestazioni telematiche "
    "precedentemente autorizzate, conformemente alle disposizioni regolamentari attualmente applicabili; "
    "l'amministrazione competente provvederà tempestivamente alla riattivazione integrale delle funzionalità "
    "interessate, successivamente all'accertamento documentale delle responsabilità organizzative."
)

DEFECTS = (
    Defect("doubled-space", "error", "welcome.toml", "una polizza attiva e", "una polizza  attiva e"),
    Defect("final-stop", "warning", "profile.toml", "Scegli il profilo con cui sei cliente.", "Scegli il profilo"),
    Defect("accent", "error", "identity.toml", "Inserisci il tuo nome.", "E' il tuo nome."),
    Defect("accent", "error", "identity.toml", "Inserisci il tuo cognome.", "Scrivi il cognome, perchè serve."),
    Defect("accent", "error", "identity.toml", "Togli simboli ed emoji dal nome.", "E’ un simbolo."),
    Defect("missing-space", "error", "no_mobile.toml", "puoi chiedere subito", "puoi,subito,chiedere"),
    Defect("apostrophe", "error", "company.toml", "Inserisci il nome dell'azienda.", "Inserisci il nome dell’azienda."),
    Defect("tu", "error", "contact.toml", "Inserisci il tuo indirizzo email.", "Inserisca il suo indirizzo email."),
    Defect("tu", "error", "contact.toml", "Controlla il numero di cellulare.", "Se voi siete sicuri, va bene."),
    Defect("line-break", "error", "contact.toml", "Togli gli spazi dall'indirizzo", "Togli gli spazi\\ndall'indirizzo"),
    Defect("glossary", "error", "confirm_contact.toml", "Inserisci il codice di verifica.", "Inserisci il codice OTP."),
    Defect("glossary", "error", "privacy.toml", "sul sito e in Agenzia.", "sul sito e in agenzia."),
    Defect("spelling", "suggestion", "recover.toml", "Inserisci una nuova password.", "Inserissci una nuova password."),
    Defect("gulpease", "warning", "service_error.toml", "riprova tra qualche minuto.", HARD, "heading ="),
    Defect("cut", "error", "home.toml", '"Modifica i tuoi dati"', '"Modifica tutti i tuoi dati adesso"'),
    Defect(
        "cut",
        "error",
        "contact.toml",
        'max_length     = 20\noptions.email  = "Email"\noptions.mobile = "Numero di cellulare"',
        'options.email  = "Email"\noptions.mobile = "Numero del tuo cellulare"',
        "options.mobile",
    ),
    Defect("cut", "error", "variants/gentile/link_expired.toml", '"Mandami un nuovo', '"Mandami subito un altro nuovo'),
    Defect("too-long", "error", "confirm_contact.toml", "max_length = 160", "max_length = 120", "text       = "),
    Defect("too-long", "error", "company.toml", '= "Nome azienda"', '= "Nome completo dell\'azienda"'),
    Defect(
        "too-many-lines",
        "error",
        "help.toml",
        '"code_by_email"]\ntext = "Se il codice',
        '"code_by_email"]\nmax_lines = 2\ntext = "Se il codice',
        "Se il codice di verifica non arriva",
    ),
    Defect("doubled-stop", "error", "home.toml", "{display_name}!", "{display_name}."),
    Defect("same-as-source", "warning", "variants/en/welcome.toml", '"Register"', '"Registrati"'),
    Defect(
        "missing-translation",
        "warning",
        "variants/en/profile.toml",
        '[body.ask]\ntext = "',
        '[body.ask]\nnote = "',
        "#1",
    ),
    Defect("doubled-space", "error", "desk/causes.toml", "Dove lo aspetta?", "Dove  lo aspetta?"),
    Defect("spelling", "suggestion", "desk/causes.toml", "Su un cellulare, con", "Su un celulare, con"),
    Defect("accent", "error", "desk/causes.toml", "Il numero che si legge", "Perchè il numero che si legge"),
    Defect("glossary", "error", "variants/en/desk/causes.toml", "“Contact support”", "“Request assistance”"),
    Defect("same-as-source", "warning", "variants/en/desk/causes.toml", "In a mailbox", "In una casella email"),
    Defect(
        "missing-translation",
        "suggestion",
        "variants/en/desk/causes.toml",
        'ask   = "Where are they waiting for it?"\n',
        "",
        "#1",
    ),
    Defect(
        "allow-unused", "suggestion", "login.toml", "[body.intro]", "# allow tu: guide 8A\n[body.intro]", "# allow tu"
    ),
    Defect(
        "allow-reason", "error", "tax_code.toml", "# allow final-stop: guide 2C, to the letter", "# allow final-stop"
    ),
)

AFTERMATH = (
    # the reasonless comment does not cover the missing stop
    Defect("final-stop", "warning", "tax_code.toml", "", "", "per completare il processo di registrazione"),
)


def check(screens: Path, required: Status | None = None) -> list[Fault]:
    return list(check_words(read_registry(), read_policy(), screens, required=required))


def line_of(path: Path, at: str) -> int:
    if at == "#1":
        return 1
    lines = path.read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if at in line)


def expected(screens: Path, defects: Sequence[Defect]) -> list[tuple[str, int, str, str]]:
    found = []
    for defect in defects:
        path = screens / defect.place
        found.append((str(path), line_of(path, defect.at or defect.new), defect.rule, defect.level))
    return sorted(found)


def told(faults: Sequence[Fault]) -> list[tuple[str, int, str, str]]:
    return sorted((fault.file, fault.line, fault.rule, fault.level) for fault in faults)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What a copy of the project says without any defect, by file name and rule."""
    screens = screens_copy(tmp_path_factory.mktemp("before"))
    return [(str(Path(fault.file).relative_to(screens)), fault.rule) for fault in check(screens)]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Fault]]:
    """A copy with every defect in it, and everything said of it."""
    screens = screens_copy(tmp_path_factory.mktemp("planted"))
    for defect in DEFECTS:
        plant(screens, defect.place, defect.old, defect.new)
    return screens, check(screens)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.rule} in {defect.place}")
def test_a_planted_defect_is_one_finding_at_its_place(planted: tuple[Path, list[Fault]], defect: Defect) -> None:
    screens, faults = planted
    (place,) = expected(screens, [defect])
    assert [fault for fault in told(faults) if fault[:2] == place[:2]] == [place]


def test_nothing_else_is_found(planted: tuple[Path, list[Fault]], before: list[tuple[str, str]]) -> None:
    screens, faults = planted
    fresh = [f for f in faults if (str(Path(f.file).relative_to(screens)), f.rule) not in before]
    wanted = expected(screens, (*DEFECTS, *AFTERMATH))
    assert [fault for fault in told(fresh) if fault not in wanted] == []
    assert [place for place in wanted if place not in told(faults)] == []


def test_findings_are_in_file_order(planted: tuple[Path, list[Fault]]) -> None:
    _, faults = planted
    assert faults == sorted(faults, key=lambda fault: (fault.file, fault.line))


def test_a_message_says_which_text_and_what(planted: tuple[Path, list[Fault]]) -> None:
    _, faults = planted
    said = {(Path(f.file).name, f.rule): f.message for f in faults}
    assert said["identity.toml", "accent"].startswith("body.last_name.error.empty: `perchè` (`perché`)")
    assert said["home.toml", "cut"] == "body.operation.label: is cut on a phone of 32, 36 columns"
    assert "S.p.A.." in said["home.toml", "doubled-stop"]
    assert "prefers the word in brackets" in said["privacy.toml", "glossary"]
    assert "Inserissci" in said["recover.toml", "spelling"]
    assert "at most 120 are wanted" in said["confirm_contact.toml", "too-long"]
    assert "3 lines at 40 columns, and at most 2 are wanted" in said["help.toml", "too-many-lines"]
    assert "Gulpease" in said["service_error.toml", "gulpease"]
