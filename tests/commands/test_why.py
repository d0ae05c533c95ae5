"""`ac-tui why`: the answer of the registry for what a caller says, in the form other tools read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ac_tui.cli import main

Capture = pytest.CaptureFixture[str]
MARIO = ["--profile", "person", "--first-name", "Mario", "--last-name", "Rossi"]


def why(capsys: Capture, *argv: str) -> dict[str, Any]:
    assert main(["why", *argv, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(found) == {"outcome", "step", "checks", "advice", "never_say", "check", "next"}
    assert all(set(check) == {"id", "passed", "evidence", "source", "hint"} for check in found["checks"])
    assert found["advice"]
    return found


def failed(found: dict[str, Any]) -> dict[str, Any]:
    """The one check that does not pass: the last."""
    assert [check["passed"] for check in found["checks"]] == [True] * (len(found["checks"]) - 1) + [False]
    last: dict[str, Any] = found["checks"][-1]
    return last


@pytest.mark.parametrize(
    "contact", [["--email", "Mario.Rossi@MAIL.it"], ["--mobile", "320 123 4519"], ["--mobile", "0039 3201234519"]]
)
def test_right_data_are_recognised(contact: list[str], capsys: Capture) -> None:
    found = why(capsys, *MARIO, *contact)
    assert (found["outcome"], found["step"]) == ("recognised", "confirm_contact")
    assert all(check["passed"] for check in found["checks"])


@pytest.mark.parametrize(
    ("argv", "check", "said"),
    [
        (["--first-name", "Mario", "--last-name", "Rosi", "--email", "mario.rossi@mail.it"], "name", "Rosi"),
        (["--first-name", "Rossi", "--last-name", "Mario", "--email", "mario.rossi@mail.it"], "name", "invertiti"),
        (["--profile", "professional", "--email", "mario.rossi@mail.it"], "contact_profile", "Persone"),
        (["--email", "nessuno@mail.it"], "contact_known", "nessuno@mail.it"),
    ],
)
def test_what_is_off_is_named(argv: list[str], check: str, said: str, capsys: Capture) -> None:
    found = why(capsys, *argv)
    assert found["outcome"] == "not_recognised"
    assert found["step"] == "identity"
    assert failed(found)["id"] == check
    assert said in failed(found)["evidence"]


def test_a_lapsed_policy_is_named_with_its_date(capsys: Capture) -> None:
    found = why(capsys, "--first-name", "Bruno", "--last-name", "Neri", "--tax-code", tax_code("bruno-neri"))
    assert found["outcome"] == "unidentified"
    assert failed(found)["id"] == "active_policy"
    assert "scaduta dal" in failed(found)["evidence"]


def tax_code(customer_id: str) -> str:
    from ac_tui.flows.fixture import read_registry

    customer = read_registry().get(customer_id)
    assert customer is not None
    return customer.tax_code


def test_a_tax_code_leads_to_the_choice_of_the_contact(capsys: Capture) -> None:
    found = why(capsys, *MARIO, "--tax-code", "it rssmra85m01z999u".replace("it ", ""))
    assert (found["outcome"], found["step"]) == ("identified", "choose_contact")


def test_the_screen_decides_what_is_asked(capsys: Capture) -> None:
    both = [*MARIO, "--email", "mario.rossi@mail.it", "--tax-code", "RSSMRA85M01Z999U"]
    assert why(capsys, *both)["step"] == "confirm_contact"
    assert why(capsys, *both, "--screen", "tax_code")["step"] == "choose_contact"
    assert why(capsys, *both, "--screen", "login")["outcome"] == "bad_credentials"


def test_a_field_that_cannot_be_used_is_told_before_any_look_up(capsys: Capture) -> None:
    found = why(capsys, *MARIO, "--mobile", "06 1234567")
    assert (found["outcome"], found["step"]) == ("fields_wrong", "contact")
    found = why(capsys, *MARIO, "--tax-code", "RSSMRA85M01Z999A")
    assert (found["outcome"], found["step"]) == ("fields_wrong", "tax_code")


def test_a_company_is_asked_by_its_name(capsys: Capture) -> None:
    found = why(capsys, "--profile", "company", "--company", "Wellion", "--email", "info@wellion.example")
    assert (found["outcome"], found["step"]) == ("recognised", "confirm_contact")
    found = why(capsys, "--profile", "company", "--company", "Altra", "--email", "info@wellion.example")
    assert (found["outcome"], found["step"]) == ("company_not_recognised", "company")


def test_nothing_to_look_up_is_wrong_usage(capsys: Capture) -> None:
    assert main(["why", "--profile", "person"]) == 2
    assert "nothing to look up" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "passed", "said"),
    [
        (["--first-name", "Mario", "--last-name", "Rossi"], True, "Mario Rossi (0001234567), Mario Rossi (0001234568)"),
        (["--last-name", "Ferri"], True, "Paolo Ferri (0001234598)"),
        (["--first-name", "Mrio", "--last-name", "Rosi"], False, "nomi simili: Mario Rossi (0001234567)"),
        (["--company", "Alfa Impiantti"], False, "Alfa Impianti S.r.l. (0003234506)"),
        (["--first-name", "Zenone", "--last-name", "Quaglia"], False, "né in modo simile"),
    ],
)
def test_a_name_alone_lists_who_is_called_so(name: list[str], passed: bool, said: str, capsys: Capture) -> None:
    [check] = why(capsys, *name)["checks"]
    assert (check["id"], check["passed"]) == ("name_known", passed)
    assert said in check["evidence"]
    assert check["hint"]


NEAR = {
    "a person's name for a company": [
        "--first-name",
        "Luigi",
        "--last-name",
        "Verdi",
        "--email",
        "info@wellion.example",
    ],
    "a company's name for a person": ["--company", "Sconosciuta", "--email", "mario.rossi@mail.it"],
    "a misspelt name": ["--first-name", "Pietro", "--last-name", "Galo", "--email", "pietro.gallo@example.com"],
}


@pytest.mark.parametrize("profile", [None, "person", "professional", "company"])
@pytest.mark.parametrize("case", NEAR)
def test_a_name_of_the_other_kind_never_passes(case: str, profile: str | None, capsys: Capture) -> None:
    found = why(capsys, *NEAR[case], *(["--profile", profile] if profile else []))
    assert found["outcome"] in ("not_recognised", "company_not_recognised", "unidentified")
    assert failed(found)["id"] in ("contact_profile", "name")
    assert not any("Il nome corrisponde" in check["evidence"] for check in found["checks"])


def test_by_tax_code_the_profile_decides_and_no_name_is_compared(capsys: Capture) -> None:
    asked = ["--tax-code", "RSSMRA85M01Z999U", "--first-name", "Maria", "--last-name", "Rosi"]
    found = why(capsys, *asked)
    assert (found["outcome"], [check["id"] for check in found["checks"] if not check["passed"]]) == ("identified", [])
    assert failed(why(capsys, *asked, "--profile", "professional"))["id"] == "contact_profile"
    assert failed(why(capsys, "--tax-code", "RSSMRA85M01Z999U", "--company", "Foo"))["id"] == "contact_profile"


def test_half_a_name_is_said_to_be_half(capsys: Capture) -> None:
    found = why(capsys, "--mobile", "3201234519", "--first-name", "Mario")
    [name] = [check for check in found["checks"] if check["id"] == "name"]
    assert (name["passed"], name["evidence"]) == (True, "Confrontato solo il nome: «Mario», in Agenzia Mario Rossi.")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--mobile", "0400123456"], "Numero («Questo è un numero fisso"),
        (["--email", "mario rossi@mail.it"], "Indirizzo email («Togli gli spazi"),
        (["--tax-code", "RSSMRA85M01Z999A"], "Codice Fiscale o Partita IVA («L'ultimo carattere"),
        (["--tax-code", "RSSMRA85MO1Z999U"], "numero 10 è la lettera O: lì va una cifra, forse 0"),
        (["--tax-code", "RSSMRA85"], "qui sono 8"),
        (["--mobile", "0333 1234567"], "Numero («Togli lo zero"),
        (["--first-name", "M4rio"], "Nome («Il nome non può contenere numeri"),
        (["--company", "Wellion 🚀"], "Nome azienda («Togli simboli"),
        (["--first-name", "M4rio", "--screen", "tax_code"], "Nome («Il nome non può contenere numeri"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_in_its_own_words(argv: list[str], said: str, capsys: Capture) -> None:
    check = failed(why(capsys, *argv))
    assert check["source"] == "assumption"
    assert said in check["evidence"]


def test_no_mobile_is_answered_for_who_is_not_registered_yet(capsys: Capture) -> None:
    found = why(capsys, "--screen", "no_mobile", "--email", "giulia.bianchi@example.com")
    assert (found["outcome"], found["step"]) == ("first_access_without_mobile", "no_mobile")
    assert "nessun cellulare di Giulia Bianchi" in failed(found)["evidence"]
    found = why(capsys, "--screen", "no_mobile", "--email", "mario.rossi@mail.it")
    assert (found["outcome"], found["step"]) == ("first_access", "confirm_identity")


def test_a_tax_code_is_asked_after_the_contact(capsys: Capture) -> None:
    anna = ["--first-name", "Anna", "--last-name", "Re", "--email", "nuova@example.com"]
    found = why(capsys, *anna, "--tax-code", tax_code("anna-re"))
    assert [check["id"] for check in found["checks"]][:2] == ["contact_known", "tax_code_known"]
    assert (found["outcome"], found["step"]) == ("identified", "choose_contact")
    found = why(capsys, *MARIO, "--email", "mario.rossi@mail.it", "--tax-code", tax_code("anna-re"))
    assert found["outcome"] == "recognised"
    assert "di Anna Re" in failed(found)["evidence"]


def test_what_else_is_off_stands_in_the_hint(capsys: Capture) -> None:
    found = why(capsys, "--first-name", "Bruno", "--last-name", "Nero", "--email", "bruno.neri@example.com")
    assert failed(found)["id"] == "name"
    assert "Anche: polizza scaduta dal 31/03/2024." in failed(found)["hint"]


def test_an_abbreviation_ends_a_sentence_once(capsys: Capture) -> None:
    found = why(capsys, "--company", "Alfa Impianti S.r.l.s.", "--email", "info@alfa-impianti.example")
    assert failed(found)["evidence"].endswith("in Agenzia Alfa Impianti S.r.l.")


def test_a_screen_alone_gets_its_advice(capsys: Capture) -> None:
    assert why(capsys, "--screen", "link_expired")["checks"] == []


def test_the_text_shows_every_check(capsys: Capture) -> None:
    assert main(["why", *MARIO, "--email", "mario.rossi@mail.it"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Contatto e password → Codice di registrazione\n")
    assert out.count("✓") == 6


@pytest.mark.parametrize(
    ("contact", "outcome", "said"),
    [
        (["--email", "elena.marchetti@example.com"], "recoverable", "Elena Marchetti, che ha un account"),
        (["--email", "x@y.it", "--mobile", "0039 394 111 2245"], "not_recoverable", "x@y.it non è registrato"),
        (["--email", "mario.rossi@mail.it"], "not_recoverable", "di chi non ha un account"),
        (["--email", "x@y.it", "--mobile", "394 123 4542"], "recoverable", "Elena Marchetti, che ha un account"),
    ],
)
def test_on_the_recovery_it_says_whose_account_a_contact_recovers(
    contact: list[str], outcome: str, said: str, capsys: Capture
) -> None:
    found = why(capsys, "--screen", "recover", *contact)
    assert (found["outcome"], found["step"]) == (outcome, "recover")
    (check,) = found["checks"]
    assert (check["id"], check["passed"]) == ("recovery_contact", outcome == "recoverable")
    assert said in check["evidence"]
