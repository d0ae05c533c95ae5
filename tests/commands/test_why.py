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
    assert set(found) == {"outcome", "step", "checks", "advice"}
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
    from ac_tui.commands.worlds import read_registry

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
    assert main(["why", *MARIO]) == 2
    assert "nothing to look up" in capsys.readouterr().err


def test_a_screen_alone_gets_its_advice(capsys: Capture) -> None:
    assert why(capsys, "--screen", "link_expired")["checks"] == []


def test_the_text_shows_every_check(capsys: Capture) -> None:
    assert main(["why", *MARIO, "--email", "mario.rossi@mail.it"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("recognised -> confirm_contact\n")
    assert out.count("✓") == 6
