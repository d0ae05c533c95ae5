"""Where a rule stands: "guide N" only where the guide's own words say it, everything else is an assumption."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.load import deck_faults
from ac_tui.flows.formats import read_policy_file
from ac_tui.flows.load import load_flow
from ac_tui.journey.decision import GUIDE_STEPS, SOURCES
from ac_tui.registry.faults import FileError
from tests.deck.worlds import plant, screens_copy
from tests.journey.phone import Phone, phone
from tests.journey.worlds import GERACI, GIULIA, MARIO, WELLION, with_account
from tests.shipped import the_policy

NO_STEPS = ("0A", "11A", "11B", "7C", "0C", "99A", "5D", "5a", "05A", "A5", "5", "", "5AB", " 5A")


@pytest.mark.parametrize("step", GUIDE_STEPS)
def test_every_step_of_the_guide_is_a_source(step: str) -> None:
    assert f"guide {step}" in SOURCES


@pytest.mark.parametrize("text", [*(f"guide {step}" for step in NO_STEPS), "5A", "Guide 5A", "hearsay", ""])
def test_nothing_else_is_one(text: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(f'[sends]\nvalue = 3\nsource = "{text}"\n', "utf-8")
    with pytest.raises(FileError) as error:
        read_policy_file(file)
    assert "policy.toml:3: [source] `sends.source` must be 'assumption' or a step" in str(error.value)


@pytest.mark.parametrize("step", [step for step in NO_STEPS if step])
def test_a_screen_and_a_flow_name_steps_of_the_guide_only(step: str, tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    plant(screens, "profile.toml", '["2A", "2B"]', f'["{step}"]')
    (fault,) = deck_faults(screens)
    assert (Path(fault.file).name, fault.line) == ("profile.toml", 4)
    flow = tmp_path / "flow.yaml"
    flow.write_text(f"appId: x\nsimulator: {{guide: ['{step}']}}\n---\n- launchApp\n", "utf-8")
    with pytest.raises(FileError) as error:
        load_flow(flow)
    assert f"flow.yaml:2: [guide] '{step}' is no step of the guide" in str(error.value)


SETTINGS = {
    "password_min": "guide 5A",
    "password_max": "guide 5A",
    "code_digits": "guide 9A",
    "code_lifetime_business": "guide 6B",
}


def test_the_policy_cites_the_guide_for_what_it_says_and_for_nothing_else() -> None:
    assert {name: source for name, source in the_policy().sources.items() if source != "assumption"} == SETTINGS


def _sources(there: Phone) -> set[tuple[str, str, str]]:
    return {(check.id, check.reason, check.source) for check in there.checks}


def _told() -> Phone:
    """A phone whose policy says where its settings stand, as the shipped one does."""
    return phone(sources=SETTINGS)


CASES: dict[str, tuple[Phone, tuple[str, str, str]]] = {
    "an active policy": (phone().register(MARIO), ("active_policy", "", "assumption")),
    "the wrong profile": (
        phone().choose("professional").say_name().submit_contact("mario.rossi@mail.it"),
        ("contact_profile", "person", "assumption"),
    ),
    "the name of a person": (
        phone().choose("person").say_name("Marco", "Rossi").submit_contact("mario.rossi@mail.it"),
        ("name", "first_name", "guide 3A"),
    ),
    "the name of a company": (
        phone().choose("company").say_company("Weltion").submit_contact("info@wellion.example"),
        ("name", "company_name", "guide 3B"),
    ),
    "a contact of nobody, private": (
        phone().introduce(MARIO).submit_contact("nessuno@example.net"),
        ("contact_known", "unknown", "guide 4A"),
    ),
    "a contact of nobody, business": (
        phone().introduce(WELLION).submit_contact("nessuno@example.net"),
        ("contact_known", "unknown", "guide 4B"),
    ),
    "a weak password": (
        _told().introduce(MARIO).submit_contact("mario.rossi@mail.it", "debole"),
        ("fields", "field_error", "guide 5A"),
    ),
    "a weak password of a company": (
        _told().introduce(WELLION).submit_contact("info@wellion.example", "debole"),
        ("fields", "field_error", "guide 5B"),
    ),
    "an address that is none": (
        _told().introduce(MARIO).submit_contact("mario@"),
        ("fields", "field_error", "assumption"),
    ),
    "a code too short": (_told().register(MARIO).submit_code("123"), ("fields", "field_error", "guide 9A")),
    "a wrong code": (phone().register(MARIO).fail(), ("code_right", "wrong", "guide 6A")),
    "a wrong code of a company": (phone().register(WELLION).fail(), ("code_right", "wrong", "guide 6B")),
    "a code that another one replaced": (
        phone().register(MARIO).wait(seconds=60).resend().submit_code("970001"),
        ("code_right", "superseded", "assumption"),
    ),
    "a registration lost": (phone().register(MARIO).close(), ("app_open", "registration_lost", "assumption")),
    "a registration kept": (phone().register(WELLION).close(), ("app_open", "registration_kept", "assumption")),
    "a tax code that identifies": (phone().to_choice(MARIO), ("tax_code_known", "", "guide 3C")),
    "a tax code of nobody": (
        phone(MARIO).to_tax_code(MARIO).submit_tax_code(GERACI.tax_code),
        ("tax_code_known", "unknown", "assumption"),
    ),
    "a first access": (
        phone().register(MARIO).confirm().log_in("mario.rossi@mail.it"),
        ("first_access", "first", "guide 9A"),
    ),
    "a first access of a professional": (
        phone().register(GERACI).confirm().log_in(GERACI.emails[0]),
        ("first_access", "first", "guide 9B"),
    ),
    "a later access": (
        phone().log_in("famiglia.ferri@example.com"),
        ("first_access", "later", "assumption"),
    ),
    "no mobile": (
        phone(with_account(GIULIA, "giulia.bianchi@example.com", first_access_done=False)).log_in(
            "giulia.bianchi@example.com"
        ),
        ("mobile_registered", "none", "guide 10A"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_check_says_where_its_rule_stands(case: str) -> None:
    there, expected = CASES[case]
    assert expected in _sources(there)


def test_a_form_with_both_kinds_of_error_has_a_check_for_each() -> None:
    there = _told().introduce(MARIO).submit_contact("mario@", "debole")
    assert [(check.source, check.evidence["fields"]) for check in there.checks] == [
        ("assumption", "email"),
        ("guide 5A", "password"),
    ]
