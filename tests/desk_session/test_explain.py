"""Why it went that way, in words: every check, every reason, every outcome."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from ac_tui.desk.explain import explain
from ac_tui.journey.advance import begin
from ac_tui.journey.decision import CHECKS, Check, Decision
from ac_tui.journey.forms import FORMS, evidence_of
from ac_tui.registry.model import SecretStr
from tests.deck.worlds import WORLD, deck
from tests.wrong_answers import WRONG_ANSWERS

REASONS = [(check, reason) for check, reasons in CHECKS.items() for reason in ("", *reasons)]


def decided(*checks: Check, step: str = "contact", outcome: str = "not_recognised", to: str = "identity") -> Decision:
    return Decision(step, "submit_contact", outcome, to, checks)


def test_every_check_and_reason_has_a_sentence() -> None:
    for check, reason in REASONS:
        evidence = {name: f"<{name}>" for name in deck().why[check].evidence}
        explained = explain(deck(), decided(Check(check, not reason, "assumption", reason, evidence))).checks[0]
        assert (explained.id, explained.passed, explained.source) == (check, not reason, "assumption")
        assert re.match(r"^[A-Z<È].*[.]$", explained.evidence), (check, reason)
        assert "{" not in explained.evidence + explained.hint, (check, reason)


def test_each_reason_is_told_apart() -> None:
    for check in CHECKS:
        evidence = {name: f"<{name}>" for name in deck().why[check].evidence}
        said = [
            explain(deck(), decided(Check(check, not reason, "assumption", reason, evidence))).checks[0].evidence
            for reason in ("", *CHECKS[check])
        ]
        assert len(set(said)) == len(said), check


def test_a_hint_without_its_evidence_is_left_out() -> None:
    evidence = {"contact": "nuova@mail.it"}
    unknown = Check("contact_known", False, "guide 4A", "unknown", evidence)
    [plain] = explain(deck(), decided(unknown)).checks
    assert (plain.evidence, plain.hint) == (
        "Il contatto nuova@mail.it non è registrato in Agenzia per nessun cliente.",
        "",
    )
    near = Check("contact_known", False, "guide 4A", "unknown", {**evidence, "customer": "Anna Re", "known": "a@b.it"})
    assert explain(deck(), decided(near)).checks[0].hint == "In Agenzia Anna Re ha: a@b.it."


def test_evidence_is_never_read_as_a_placeholder() -> None:
    check = Check("no_account", True, "assumption", evidence={"customer": "{username} [b]"})
    assert explain(deck(), decided(check)).checks[0].evidence == "{username} [b] non ha ancora un account."


def test_evidence_that_is_not_at_hand_shows_as_a_dash() -> None:
    assert explain(deck(), decided(Check("no_account", True, "assumption"))).checks[0].evidence.startswith("— non ha")


def test_wrong_fields_are_called_by_their_labels() -> None:
    check = Check("fields", False, "guide 4A", "field_error", {"fields": "email, password, privacy"})
    [explained] = explain(deck(), decided(check, outcome="fields_wrong", to="contact")).checks
    privacy = "Dichiaro di aver preso visione dell'informativa privacy"
    assert explained.evidence == f"Campi da correggere: Indirizzo email, Password, {privacy}."


def test_a_field_without_a_label_still_has_a_name() -> None:
    check = Check("fields", False, "guide 3C", "field_error", {"fields": "contact"})
    decision = decided(check, step="choose_contact", outcome="fields_wrong", to="choose_contact")
    assert explain(deck(), decision).checks[0].evidence == "Campi da correggere: la scelta."


def test_the_advice_on_a_decision_is_that_of_its_outcome_where_it_was_made() -> None:
    assert deck().advice_on(decided()) == deck().advice("contact", "not_recognised")


def test_without_an_outcome_the_advice_is_that_of_the_step_it_led_to() -> None:
    assert deck().advice_on(Decision("welcome", "register", "", "profile")) == deck().advice("profile")


def test_an_unknown_outcome_gives_the_step_s_advice() -> None:
    assert deck().advice("home", "ignored") == deck().advice("home")


GIVEN = [
    (step, field.id, error)
    for step, fields in FORMS.items()
    for field in fields
    for error in field.errors
    if field.kind in ("field", "secret", "checkbox")
]
"""The errors that a form gives before anything is looked up."""


@pytest.mark.parametrize("language", ["", "en"])
def test_the_desk_has_words_for_each_error_of_each_field(language: str) -> None:
    for step, block, error in GIVEN:
        given = WRONG_ANSWERS[block][error]
        text = given.get_secret_value() if isinstance(given, SecretStr) else str(given)
        journey = begin(WORLD)
        journey = replace(journey, step=step, draft=journey.draft.with_value(step, block, text))
        evidence = {"fields": block, "errors": error, **evidence_of(journey, {block: error}, WORLD.policy)}
        check = Check("fields", False, "assumption", "field_error", evidence)
        words = deck(language) if language else deck()
        [explained] = explain(words, decided(check, step=step, outcome="fields_wrong", to=step)).checks
        label = getattr(words.screens[step].body[block], "label", "")
        assert len(explained.evidence) > len(f"Campi da correggere: {label}.") + 8, explained.evidence
        assert "{" not in explained.evidence
