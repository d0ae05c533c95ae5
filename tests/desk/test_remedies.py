"""No way is advised that the rules would not take: what will stop the customer is told at once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ac_tui.cli import main
from ac_tui.deck.load import load_deck
from ac_tui.desk.explain import advice_now, explain, filled
from ac_tui.flows.simulation import ManualClock, Simulation
from ac_tui.journey.decision import Decision
from ac_tui.journey.events import Tap
from ac_tui.journey.model import Applicant, Step
from ac_tui.journey.why import Question, diagnose
from ac_tui.journey.world import Policy, SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.load import customer_of
from tests.shipped import the_policy

ACTIVE, LAPSED, CODE = ({"number": "1"},), ({"number": "1", "active": False},), "RSSMRA85M01Z999U"
OWN, FREE, LANDLINE = "ugo@mail.example", "+393941234567", "+390401234567"


def ugo(**fields: Any) -> dict[str, Any]:
    own = {"id": "ugo", "first_name": "Ugo", "last_name": "Prova", "emails": (OWN,), "policies": ACTIVE}
    return {"profile": "person", "tax_code": CODE, **own, **fields}


def account(user: str, *, done: bool = True) -> dict[str, Any]:
    return {"username": user, "password": "Prova1234", "first_access_done": done}


WIFE = {"id": "ada", "profile": "person", "first_name": "Ada", "last_name": "Prova", "policies": ACTIVE}
TAKEN = {**WIFE, "emails": (OWN,), "account": account(OWN)}


def asked(*customers: dict[str, Any], **said: str) -> Decision:
    world = World(Registry(map(customer_of, customers)), the_policy(), ManualClock(), SeededCodes())
    screen: Step | None = "login" if said.pop("screen", "") == "login" else None
    who = Applicant(None, said.pop("first", ""), said.pop("last", ""))
    return diagnose(Question(who, said.get("email", ""), said.get("mobile", ""), "", screen), world)


NAMED = {"first": "Ugo", "last": "Prova"}
ELSEWHERE = {**NAMED, "email": "altro@posta.example"}
SLIP = {"email": "ug@mail.example"}
CASES: dict[str, tuple[tuple[dict[str, Any], ...], dict[str, str], str, str]] = {
    "an account, by a contact of nobody": ((ugo(account=account(OWN)),), ELSEWHERE, "no_account", "Accedi"),
    "an account, by a contact nearly right": ((ugo(account=account(OWN)),), SLIP, "no_account", "Accedi"),
    "an account, and the name misspelt": (
        (ugo(account=account(OWN)),),
        {"first": "Ugo", "last": "Provva", "email": OWN},
        "no_account",
        "Accedi",
    ),
    "a lapsed policy, by a contact of nobody": ((ugo(policies=LAPSED),), ELSEWHERE, "active_policy", "Agenzia"),
    "a lapsed policy, by a contact nearly right": ((ugo(policies=LAPSED),), SLIP, "active_policy", "Agenzia"),
    "a policy that has not started, by a contact of nobody": (
        (ugo(policies=({"number": "1", "starts": date(2099, 1, 1)},)),),
        ELSEWHERE,
        "active_policy",
        "non è ancora partita",
    ),
    "a lapsed policy and an account": (
        (ugo(policies=LAPSED, account=account(OWN)),),
        {**NAMED, "email": OWN},
        "no_account",
        "Accedi",
    ),
    "a lapsed policy and an account, by a contact of nobody": (
        (ugo(policies=LAPSED, account=account(OWN)),),
        ELSEWHERE,
        "no_account",
        "Accedi",
    ),
    "no policy at all": ((ugo(policies=()),), ELSEWHERE, "active_policy", "Agenzia"),
    "two of one name, both lapsed": (
        (ugo(policies=LAPSED), ugo(id="ugo-2", policies=LAPSED, emails=())),
        ELSEWHERE,
        "active_policy",
        "Agenzia",
    ),
    "no contact at the Agenzia": ((ugo(emails=()),), ELSEWHERE, "contact_to_offer", "Agenzia"),
    "only a landline there": ((ugo(emails=(), mobiles=(LANDLINE,)),), ELSEWHERE, "contact_to_offer", "Agenzia"),
    "only the wife's user name there": ((ugo(), TAKEN), ELSEWHERE, "contact_to_offer", "contatto nuovo"),
    "the wife's user name, and no other": (
        (ugo(), TAKEN),
        {**NAMED, "email": OWN},
        "contact_to_offer",
        "contatto nuovo",
    ),
    "no tax code at the Agenzia": ((ugo(tax_code=""),), ELSEWHERE, "tax_code_known", "Agenzia"),
    "the wife's contact, an account of his own": (
        (ugo(emails=(), mobiles=(FREE,), account=account(FREE)), {**WIFE, "emails": (OWN,)}),
        {**NAMED, "email": OWN},
        "no_account",
        "Accedi",
    ),
    "a login, and a lapsed policy": (
        (ugo(policies=LAPSED),),
        {"email": OWN, "screen": "login"},
        "active_policy",
        "Agenzia",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_will_stop_the_customer_is_told_at_once(
    case: tuple[tuple[dict[str, Any], ...], dict[str, str], str, str],
) -> None:
    customers, said, check, helps = case
    decision = asked(*customers, **said)
    assert decision.dead_end is not None
    assert decision.dead_end.id == check
    advice = filled(load_deck(), load_deck().advice_on(decision, decision.situation), Policy().numbers)
    assert helps in " ".join(advice.say)
    assert not any("prosegui con" in text.casefold() for text in advice.say)
    assert not any("porta al Codice Fiscale" in text for text in advice.next)


@pytest.mark.parametrize(
    ("customers", "said"),
    [
        ((ugo(),), ELSEWHERE),
        ((ugo(),), SLIP),
        ((ugo(policies=LAPSED), ugo(id="ugo-2", emails=(FREE.replace("+", "") + "@mail.example",))), ELSEWHERE),
        ((ugo(mobiles=(FREE,)), TAKEN), {**NAMED, "email": OWN}),
    ],
    ids=["a new contact", "a slip", "two of one name, one of them active", "the wife's user name, and a mobile"],
)
def test_a_way_that_works_is_still_advised(customers: tuple[dict[str, Any], ...], said: dict[str, str]) -> None:
    decision = asked(*customers, **said)
    assert decision.failed is not None
    assert decision.dead_end is None


@pytest.mark.parametrize("variant", ["", "en"])
def test_contacts_that_cannot_work_are_marked(variant: str) -> None:
    deck = load_deck(variant=variant)
    decision = asked(ugo(emails=(OWN, "due@mail.example"), mobiles=(LANDLINE, FREE)), TAKEN, **ELSEWHERE)
    hint = explain(deck, decision).checks[0].hint
    assert deck.words("panel.why.taken", contact=OWN) in hint
    assert deck.words("panel.why.landline", contact=LANDLINE) in hint
    assert f"due@mail.example, {deck.words('panel.why.landline', contact=LANDLINE)}, {FREE}" in hint


def test_an_account_without_a_mobile_is_told_of_both() -> None:
    decision = asked(ugo(account=account(OWN, done=False)), **NAMED, email=OWN)
    assert decision.failed is not None
    assert [check.id for check in decision.failed.also] == ["mobile_registered"]
    assert "cellulare" in explain(load_deck(), decision).checks[-1].hint


OLD = "vecchia@mail.example"


@pytest.mark.parametrize(
    ("customers", "user", "reason", "helps"),
    [
        ((ugo(account=account(OWN)),), OWN, "wrong", "Recupera"),
        ((ugo(account=account(OWN), client_code="77"),), "77", "wrong", "Recupera"),
        ((ugo(account=account(OLD)),), OLD, "wrong_other_contact", "un altro contatto"),
        ((ugo(account=account(OLD), mobiles=(FREE,)),), OLD, "wrong_other_contact", "un altro contatto"),
        ((ugo(account=account(OLD), emails=()),), OLD, "wrong_no_recovery", "la tua Agenzia"),
        ((ugo(account=account(OLD), emails=(), mobiles=(LANDLINE,)),), OLD, "wrong_no_recovery", "la tua Agenzia"),
        (
            (ugo(account=account(OLD)), {**WIFE, "emails": (OWN,), "account": account(OWN)}),
            OLD,
            "wrong_no_recovery",
            "la tua Agenzia",
        ),
    ],
)
def test_after_a_wrong_password_a_recovery_is_advised_only_where_it_works(
    customers: tuple[dict[str, Any], ...], user: str, reason: str, helps: str
) -> None:
    registry = Registry(map(customer_of, customers))
    phone = Simulation(registry, the_policy(), SeededCodes(), load_deck())
    phone.send(Tap.go_login)
    phone.write("user", user)
    phone.write("password", "Sbagliata1")
    phone.tap("login")
    assert phone.decision is not None
    assert phone.decision.failed is not None
    assert (phone.decision.failed.id, phone.decision.failed.reason) == ("password_right", reason)
    said = advice_now(phone)
    assert helps in " ".join(said.say)
    phone.send(Tap.go_recover)
    recovered = set()
    for contact in (OLD, OWN, FREE):
        phone.write("contact", contact)
        phone.tap("continue")
        recovered |= {phone.journey.current.customer_id} if phone.journey.current else set()
        phone.send(Tap.back)
    assert ("ugo" in recovered) == (reason != "wrong_no_recovery")


def test_the_command_says_so_too(capsys: pytest.CaptureFixture[str]) -> None:
    who = ["--first-name", "Bruno", "--last-name", "Neri", "--email", "nuovo@posta.example"]
    assert main(["why", *who, "--format", "json"]) == 0
    assert "Agenzia" in " ".join(json.loads(capsys.readouterr().out)["advice"])
