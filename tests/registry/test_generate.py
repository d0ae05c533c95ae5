"""Synthetic registries: the same for the same seed, clean, with every state in them; and read back as written."""

import json
from datetime import date
from itertools import islice
from math import gcd
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.registry.companies import company_names
from ac_tui.registry.generate import _NUMBERS, _STEP, STATES, _numeric_codes, generate
from ac_tui.registry.index import Registry, to_jsonl, to_toml
from ac_tui.registry.keys import is_mobile
from ac_tui.registry.load import check_registry, parse_registry
from ac_tui.registry.model import Customer
from ac_tui.registry.tax import invented, tax_code_fault
from tests.registry.people import REGISTRY_TOML, person

SOME = list(generate(600, Random(7)))


def test_the_same_seed_gives_the_same_registry() -> None:
    assert list(generate(600, Random(7))) == SOME
    assert list(generate(600, Random(8))) != SOME
    assert list(generate(50, Random(7))) == SOME[:50]


def test_a_seed_means_the_same_registry_everywhere_and_always() -> None:
    """Changing this changes every registry that somebody made and gave a seed for: do it knowingly."""
    assert "".join(to_jsonl(generate(2, Random(11)))) == (
        '{"id":"andrea-bassi-1","profile":"person","first_name":"Andrea","last_name":"Bassi",'
        '"tax_code":"BSSNDR42P12Z999H","client_code":"0000000001","emails":["andrea-bassi-1@example.org"],'
        '"mobiles":["+393957589669"],"policies":[{"number":"00000010"}],'
        '"agency":{"name":"Agenzia del Porto","phone":"+390400000001"},'
        '"account":{"username":"andrea-bassi-1@example.org","password":"Prova1234"}}\n'
        '{"id":"lia-silvestri-2","profile":"person","first_name":"Lia","last_name":"Silvestri",'
        '"tax_code":"SLVLIA97H51Z999H","client_code":"0000000002","emails":["lia-silvestri-2@example.com"],'
        '"mobiles":["+393955243990"],"policies":[{"number":"00000020","active":false,"ended":"2024-03-05"}],'
        '"agency":{"name":"Agenzia del Porto","phone":"+390400000001"}}\n'
    )


def test_nothing_is_wrong_with_it_but_the_landlines_that_are_meant() -> None:
    text = "".join(to_jsonl(SOME))
    found = check_registry(text, "r.jsonl")
    assert {fault.rule for fault in found} == {"landline"}


def test_every_code_is_right_and_of_nobody() -> None:
    codes = [code for c in SOME for code in (c.tax_code, c.vat_number) if code]
    assert len(codes) > 600
    assert all(tax_code_fault(code) == "" and invented(code) for code in codes)


def test_nobody_shares_a_contact_or_a_code() -> None:
    many = list(generate(3000, Random(1)))
    for values in (
        [email for c in many for email in c.emails],
        [number for c in many for number in c.mobiles],
        [c.tax_code for c in many if c.tax_code],
        [c.client_code for c in many],
        [c.id for c in many],
    ):
        assert len(values) == len(set(values)) > 1000


def _is_in(state: str, c: Customer) -> bool:
    active = [policy.kind for policy in c.policies if policy.active]
    return {
        "no mobile": bool(c.emails) and not c.mobiles,
        "no email": not c.emails and bool(c.mobiles),
        "no contact": not c.emails and not c.mobiles,
        "two mobiles that mask alike": len(c.mobiles) == 2 and c.mobiles[0][-3:] == c.mobiles[1][-3:],
        "landline only": bool(c.mobiles) and not any(map(is_mobile, c.mobiles)),
        "foreign": any(number.startswith("+41") for number in c.mobiles),
        "provisional code": c.profile == "person" and len(c.tax_code) == 11,
        "lapsed": bool(c.policies) and not active,
        "partly lapsed": bool(active) and len(active) < len(c.policies),
        "no policy": not c.policies,
        "corporate only": active == ["corporate"],
        "registered": c.account is not None and c.account.first_access_done,
        "never entered": c.account is not None and not c.account.first_access_done and bool(c.mobiles),
        "never entered, no mobile": c.account is not None and not c.account.first_access_done and not c.mobiles,
        "professional with VAT": c.profile == "professional" and bool(c.vat_number),
        "professional without VAT": c.profile == "professional" and not c.vat_number,
        "company": c.profile == "company" and bool(c.vat_number),
        "registered company": c.profile == "company" and c.account is not None,
        "company without contact": c.profile == "company" and not c.emails and not c.mobiles,
    }.get(state, c.delivery == state)


@pytest.mark.parametrize(
    "state",
    [
        "no mobile", "no email", "no contact", "two mobiles that mask alike", "landline only", "foreign",
        "provisional code", "lapsed", "partly lapsed", "no policy", "corporate only", "registered", "never entered",
        "never entered, no mobile", "professional with VAT", "professional without VAT", "company",
        "registered company", "company without contact", "late", "spam", "lost", "duplicate",
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", [0, 1])
def test_every_state_is_in_a_registry_of_a_few(state: str, seed: int) -> None:
    assert any(_is_in(state, customer) for customer in generate(len(STATES), Random(seed)))


def test_most_of_a_large_registry_is_ordinary() -> None:
    ordinary = [c for c in SOME if c.profile == "person" and c.emails and c.mobiles and c.delivery == "normal"]
    assert len(ordinary) > len(SOME) / 2


def test_accounts_use_a_contact_of_their_own() -> None:
    accounts = [(c, c.account) for c in SOME if c.account]
    assert accounts
    assert all(account.username in (*c.emails, *c.mobiles) for c, account in accounts)


def test_everybody_is_of_age_and_deliveries_are_mostly_normal() -> None:
    years = [int(c.tax_code[6:8]) for c in SOME if len(c.tax_code) == 16]
    assert all(year >= 40 or year <= 5 for year in years)


@pytest.mark.parametrize("n", [-1, 10_000_001])
def test_sizes_that_cannot_be(n: int) -> None:
    with pytest.raises(ValueError, match="customers"):
        next(generate(n, Random(0)))


def test_every_number_comes_once() -> None:
    assert gcd(_STEP, _NUMBERS) == 1


def test_companies_have_a_company_name_and_no_other() -> None:
    companies = [c for c in SOME if c.profile == "company"]
    assert len(companies) > 20
    assert all(c.company_name and not c.first_name and not c.last_name for c in companies)
    assert all(not c.company_name for c in SOME if c.profile != "company")
    forms = {form for c in companies for name in company_names(c.company_name) for form in name.forms or {""}}
    assert forms == {"srl", "srls", "spa", "snc", "sas", "coop_rl", "coop_pa", ""}


def test_nothing_could_reach_anybody() -> None:
    assert {email.partition("@")[2] for c in SOME for email in c.emails} == {
        "example.com",
        "example.net",
        "example.org",
    }
    assert {number[:6] for c in SOME for number in c.mobiles} == {"+39395", "+39394", "+39040", "+41756"}
    assert all(number.startswith("+390400") for c in SOME for number in c.mobiles if not is_mobile(number))


def test_policies_that_ended_did_so_in_two_years() -> None:
    ended = sorted(policy.ended for c in SOME for policy in c.policies if policy.ended)
    assert date(2023, 1, 1) <= ended[0] < ended[-1] <= date(2024, 12, 31)


def test_none_at_all() -> None:
    assert list(generate(0, Random(0))) == []


def test_numeric_codes_beyond_the_existing_offices_are_still_right() -> None:
    codes = list(islice(_numeric_codes(), 9_990, 10_010))
    assert len(set(codes)) == 20
    assert all(tax_code_fault(code) == "" and invented(code) for code in codes)
    assert sum(1 for _ in _numeric_codes()) == 99_900


@pytest.mark.parametrize(("write", "name"), [(to_jsonl, "r.jsonl"), (to_toml, "r.toml")])
def test_what_is_written_is_read_back(write: object, name: str) -> None:
    assert callable(write)
    customers = SOME[:200] + list(parse_registry(REGISTRY_TOML.read_text(encoding="utf-8"), "registry.toml"))
    assert list(parse_registry("".join(write(customers)), name)) == customers


def test_what_has_its_default_is_left_out() -> None:
    assert json.loads("".join(to_jsonl([person()]))) == {
        "id": "mario-rossi",
        "profile": "person",
        "first_name": "Mario",
        "last_name": "Rossi",
    }
    assert "".join(to_toml([person(emails=["a@mail.it"]), person("b")])).startswith(
        '[[customers]]\nid = "mario-rossi"\nprofile = "person"\nfirst_name = "Mario"\nlast_name = "Rossi"\n'
        'emails = ["a@mail.it"]\n\n[[customers]]\nid = "b"\n'
    )


def test_a_password_may_hold_anything() -> None:
    customer = person(account={"username": "a@b.it", "password": 'a\x7fb\nc\x00"\\'})
    for write, name in ((to_jsonl, "r.jsonl"), (to_toml, "r.toml")):
        assert list(parse_registry("".join(write([customer])), name)) == [customer]


PRINTABLE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@given(PRINTABLE, PRINTABLE, st.sampled_from(['"', "\\", "'", '"""', "#", "\\u0041"]))
def test_any_text_survives_writing(story: str, password: str, trap: str) -> None:
    customer = person(
        story=story + trap,
        fixed_code="000123",
        account={"username": "a@b.it", "password": trap + password},
        policies=[{"number": trap + "1"}],
    )
    for write, name in ((to_jsonl, "r.jsonl"), (to_toml, "r.toml")):
        assert list(Registry(parse_registry("".join(write([customer])), name))) == [customer]
