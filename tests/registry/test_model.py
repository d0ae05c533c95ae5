"""Customers are frozen, hide their secrets, and refuse what makes no sense."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ac_tui.registry.faults import FileError
from ac_tui.registry.load import customer_of
from ac_tui.registry.model import InsurancePolicy, RegistryAccount, SecretStr
from tests.registry.people import company, person


def test_secrets_are_in_no_text() -> None:
    customer = person(account={"username": "a@b.it", "password": "Canarino1"}, fixed_code="918273")
    for text in (repr(customer), str(customer), str(structs.asdict(customer))):
        assert "Canarino1" not in text
        assert "918273" not in text


def test_a_customer_never_changes() -> None:
    customer = person()
    with pytest.raises(AttributeError):
        customer.first_name = "Anna"  # type: ignore[misc]
    assert hash(customer) == hash(person())
    assert customer == person() != person(story="x")


@pytest.mark.parametrize("profile", ["person", "professional"])
@pytest.mark.parametrize("missing", ["first_name", "last_name"])
def test_people_have_both_names(profile: str, missing: str) -> None:
    fields = {"id": "a", "profile": profile, "first_name": "A", "last_name": "B", "company_name": "C"} | {missing: " "}
    for faulty in (fields, {key: value for key, value in fields.items() if key != missing}):
        with pytest.raises(FileError) as caught:
            customer_of(faulty)
        (fault,) = caught.value.faults
        assert fault.message.startswith(f"`{missing}`")


def test_a_company_has_its_own_name() -> None:
    with pytest.raises(FileError):
        company(company_name="")
    with pytest.raises(FileError):
        customer_of({"id": "a", "profile": "company", "first_name": "A", "last_name": "B"})
    assert company(first_name="", last_name="").display_name == "Wellion"


def test_display_names() -> None:
    assert person(company_name="Studio").display_name == "Mario Rossi"
    assert person(profile="professional").display_name == "Mario Rossi"
    assert company(first_name="A", last_name="B").display_name == "Wellion"


@pytest.mark.parametrize(("profile", "business"), [("person", False), ("professional", True), ("company", True)])
def test_part_b_is_for_professionals_and_companies(profile: str, business: bool) -> None:
    assert person(profile=profile, company_name="X").business is business


def test_one_active_policy_is_enough() -> None:
    day = date(2026, 1, 15)
    assert not person().insured_on(day)
    assert not person(policies=[{"number": "1", "active": False}]).insured_on(day)
    assert person(policies=[{"number": "1", "active": False}, {"number": "2"}]).insured_on(day)


@pytest.mark.parametrize(("starts", "insured"), [((2026, 1, 14), True), ((2026, 1, 15), True), ((2026, 1, 16), False)])
def test_a_policy_counts_from_the_day_it_starts(starts: tuple[int, int, int], insured: bool) -> None:
    day, policy = date(2026, 1, 15), {"number": "1", "starts": date(*starts)}
    assert person(policies=[policy]).insured_on(day) is insured
    assert not person(policies=[{**policy, "active": False}]).insured_on(day)
    assert person(policies=[policy, {"number": "2"}]).insured_on(day)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", ""),
        ("id", "Mario"),
        ("id", "mario--rossi"),
        ("id", "-mario"),
        ("profile", "Person"),
        ("tax_code", "RSSMRA85M01Z999"),
        ("tax_code", "9999901001"),
        ("tax_code", "９９９９９０１００１２"),
        ("vat_number", "RSSMRA85M01Z999U"),
        ("vat_number", "999990100123"),
        ("emails", "a@b.it"),
        ("emails", [""]),
        ("emails", ["a@b"]),
        ("emails", ["a b@c.it"]),
        ("emails", ["a@b.it, c@d.it"]),
        ("emails", ["a@@b.it"]),
        ("mobiles", [""]),
        ("mobiles", ["3201234519"]),
        ("mobiles", ["+39 320 1234519"]),
        ("mobiles", ["+12345"]),
        ("mobiles", ["+1234567890123456"]),
        ("mobiles", ["+٣٩٣٢٠١٢٣٤٥"]),
        ("fixed_code", "12345"),
        ("fixed_code", "1234567"),
        ("fixed_code", "12345²"),
        ("fixed_code", ""),
        ("delivery", "never"),
        ("client_code", 1234567),
        ("first_name", "Ma\x1b[31mrio"),
        ("first_name", "Mario\u202e"),
        ("story", "una\nriga"),
        ("policies", [{"number": ""}]),
        ("policies", [{"number": "1", "kind": "other"}]),
        ("policies", [{"number": "1", "active": "true"}]),
        ("policies", [{"number": "1", "active": 1}]),
        ("policies", [{"number": "1", "active": False, "ended": 0}]),
        ("policies", [{"number": "1", "active": True, "ended": date(2024, 1, 1)}]),
        ("policies", [{"number": "1", "starts": "16/01/2026"}]),
        ("policies", [{"number": "1", "starts": date(2025, 1, 2), "active": False, "ended": date(2025, 1, 1)}]),
        ("account", {"username": "", "password": "x"}),
        ("account", {"username": "a", "password": ""}),
        ("account", {"username": "a"}),
        ("account", {"username": "a", "password": "x", "first_access_done": "no"}),
        ("nickname", "Mario"),
    ],
)
def test_what_makes_no_sense_is_refused(key: str, value: Any) -> None:
    with pytest.raises(FileError) as caught:
        person(**{key: value})
    assert re.match(f"(unknown key )?`{key}[^a-z_]", caught.value.faults[0].message)


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("tax_code", "rss mra 85m01 z999u", "RSSMRA85M01Z999U"),
        ("tax_code", "99999775002", "99999775002"),
        ("vat_number", "IT 99999010012", "99999010012"),
        ("first_name", "  Anna\u00a0Maria ", "Anna\u00a0Maria"),
        ("mobiles", ["+390400123456"], ("+390400123456",)),
        ("mobiles", ["+123456"], ("+123456",)),
        ("mobiles", ["+123456789012345"], ("+123456789012345",)),
        ("emails", ["jürgen@müller.example"], ("jürgen@müller.example",)),
        ("emails", ["o'neil+x@pec.example"], ("o'neil+x@pec.example",)),
        ("client_code", "0000042", "0000042"),
    ],
)
def test_what_makes_sense_is_kept(key: str, value: Any, kept: Any) -> None:
    assert getattr(person(**{key: value}), key) == kept


def test_a_wrong_check_character_loads_all_the_same() -> None:
    assert person(tax_code="RSSMRA85M01Z999A").tax_code == "RSSMRA85M01Z999A"


def test_policies_and_accounts_have_defaults() -> None:
    policy = InsurancePolicy(number="1")
    assert (policy.kind, policy.active, policy.ended) == ("individual", True, None)
    account = RegistryAccount("a@b.it", SecretStr("x"))
    assert account.first_access_done is False


@given(st.text(max_size=10))
def test_no_control_character_gets_in(text: str) -> None:
    try:
        kept = person(story=text).story
    except FileError:
        assert not text.replace("\u00a0", " ").isprintable()
    else:
        assert kept == text.strip()
        assert kept.replace("\u00a0", " ").isprintable()


def test_a_policy_does_not_end_before_it_starts() -> None:
    fields = structs.asdict(person()) | {"agency": {"name": "A"}}
    policy = {"number": "1", "active": False, "starts": date(2025, 2, 1), "ended": date(2025, 1, 31)}
    with pytest.raises(FileError) as caught:
        customer_of(fields | {"policies": [policy]})
    (fault,) = caught.value.faults
    assert str(fault).endswith("[ended-before-start] `policies[0].starts` is later than `ended`")
    assert customer_of(fields | {"policies": [policy | {"ended": date(2025, 2, 1)}]}).policies[0].starts


def test_a_record_made_in_the_program_is_as_tidy_as_one_that_was_read() -> None:
    with pytest.raises(ValueError, match=r"^a text has spaces around it$"):
        InsurancePolicy(number=" 1")


def test_a_secret_is_stars_where_there_is_one() -> None:
    assert (str(SecretStr("Prova1234")), str(SecretStr(""))) == ("**********", "")
