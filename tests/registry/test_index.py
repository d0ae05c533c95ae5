"""Every key finds all who have it, in file order, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ac_tui.registry.index import Registry, to_jsonl
from ac_tui.registry.load import parse_registry
from ac_tui.registry.model import Customer
from tests.registry.people import REGISTRY_TOML, company, person

FOUND = Registry(
    [
        person("a", emails=["Mario.Rossi@Mail.it", "m@müller.example"], mobiles=["+393201234519"], client_code="0042"),
        person("b", first_name="Maria Teresa", last_name="D'Angelo", emails=["mario.rossi@mail.it"], client_code="42"),
        company("c", company_name="Wellion S.r.l.", tax_code="99999010012", vat_number="99999010012"),
        company("d", company_name="Wellion S.r.l.s.", vat_number="99999020011"),
        company("e", company_name="Wellion"),
        person(
            "f",
            profile="professional",
            tax_code="RSSMRA85M01Z999U",
            vat_number="99999020011",
            mobiles=["+393201234519", "+41791234567"],
            account={"username": "+393201234519", "password": "Prova1234"},
        ),
        person(
            "g",
            first_name="Nicolò",
            company_name="Wellion",
            account={"username": "MARIO.rossi@mail.it", "password": "Prova1234"},
        ),
    ]
)


def ids(customers: tuple[Customer, ...]) -> str:
    return "".join(customer.id for customer in customers)


def test_iteration_and_length() -> None:
    assert "".join(customer.id for customer in FOUND) == "abcdefg"
    assert len(FOUND) == 7
    assert not len(Registry())


@pytest.mark.parametrize(
    ("look_up", "text", "found"),
    [
        ("by_email", " MARIO.ROSSI@mail.it", "ab"),
        ("by_email", "m@xn--mller-kva.example", "a"),
        ("by_email", "mario.rossi+x@mail.it", ""),
        ("by_mobile", "320 1234519", "af"),
        ("by_mobile", "0041 79 123 45 67", "f"),
        ("by_mobile", "3201234518", ""),
        ("by_tax_code", "rssmra85m01z999u", "f"),
        ("by_tax_code", "IT 99999020011", "df"),
        ("by_tax_code", "99999010012", "c"),
        ("by_tax_code", "99999030010", ""),
        ("by_client_code", "0042", "a"),
        ("by_client_code", "42", "b"),
        ("by_client_code", "042", ""),
        ("by_username", "+39 320 1234519", "f"),
        ("by_username", "mario.rossi@MAIL.it", "g"),
        ("by_username", "+41791234567", ""),
        ("by_company", "Wellion", "cde"),
        ("by_company", "WELLION SRL", "ce"),
        ("by_company", "Wellion srls", "de"),
        ("by_company", "Wellion S.p.A.", "e"),
        ("by_company", "Mario Rossi", ""),
    ],
)
def test_look_ups(look_up: str, text: str, found: str) -> None:
    assert ids(getattr(FOUND, look_up)(text)) == found


@pytest.mark.parametrize("look_up", ["by_email", "by_mobile", "by_tax_code", "by_client_code", "by_username"])
def test_nothing_finds_nobody(look_up: str) -> None:
    assert getattr(FOUND, look_up)("") == ()
    assert getattr(FOUND, look_up)("  ") == ()


def test_names_are_of_people() -> None:
    assert ids(FOUND.by_name("Mario", "ROSSI")) == "af"
    assert ids(FOUND.by_name("mariateresa", "D’ANGELO")) == "b"
    assert ids(FOUND.by_name("Nicolo'", "Rossi")) == "g"
    assert FOUND.by_name("Rossi", "Mario") == ()
    assert FOUND.by_name("", "") == FOUND.by_name("Wellion", "") == FOUND.by_company("") == ()


def test_one_customer_or_none() -> None:
    found = FOUND.get("f")
    assert found is not None
    assert found.id == "f"
    assert FOUND.get("z") is FOUND.get("F") is FOUND.get("") is None


def test_every_customer_of_the_registry_is_found_by_every_key() -> None:
    registry = parse_registry(REGISTRY_TOML.read_text(encoding="utf-8"), "registry.toml")
    for customer in registry:
        assert registry.get(customer.id) == customer
        assert all(customer in registry.by_email(email) for email in customer.emails)
        assert all(customer in registry.by_mobile(number) for number in customer.mobiles)
        assert all(customer in registry.by_tax_code(c) for c in (customer.tax_code, customer.vat_number) if c)
        assert customer in registry.by_client_code(customer.client_code)
        assert customer.account is None or customer in registry.by_username(customer.account.username)
        if customer.profile == "company":
            assert customer in registry.by_company(customer.company_name)
        else:
            assert customer in registry.by_name(customer.first_name, customer.last_name)


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_who_shares_a_contact_is_found_once_and_in_order(letters: list[str]) -> None:
    registry = Registry(
        person(f"p{place}", emails=[f"{letter}@mail.it", f"{letter.upper()}@mail.it"])
        for place, letter in enumerate(letters)
    )
    for letter in "abc":
        expected = [f"p{place}" for place, other in enumerate(letters) if other == letter]
        assert [customer.id for customer in registry.by_email(f"{letter}@mail.it")] == expected


def test_a_hundred_thousand_customers_may_share_a_contact() -> None:
    """The worst case for an index (benchmarks say what it costs)."""
    template = person(emails=["a@mail.it"], mobiles=["+393201234519"])
    registry = Registry(replace(template, id=f"p{place}") for place in range(100_000))
    assert len(registry.by_email("A@mail.it")) == len(registry.by_mobile("3201234519")) == 100_000
    assert registry.get("p99999") is not None


def test_a_customer_who_changes_is_found_by_what_they_have_now() -> None:
    lines = b"\n".join(line.encode() for line in to_jsonl(FOUND))
    for registry in (FOUND, parse_registry(lines, "seven.jsonl")):
        registry.prepare(lambda _: None)
        changed = registry.with_customer(person("a", emails=["new@mail.it"], client_code="0099"))
        assert ids(changed.by_email("new@mail.it")) == "a"
        assert ids(changed.by_email("mario.rossi@mail.it")) == "b"
        assert (ids(changed.by_client_code("0099")), ids(changed.by_client_code("0042"))) == ("a", "")
        assert (len(changed), ids(registry.by_email("new@mail.it"))) == (7, "")
        longer = changed.with_customer(person("h", emails=["new@mail.it"]))
        assert (ids(longer.by_email("new@mail.it")), "".join(customer.id for customer in longer)) == ("ah", "abcdefgh")


def test_a_word_finds_whoever_has_it_whole() -> None:
    assert ids(FOUND.by_word("d'angelo")) == "b"
    assert ids(FOUND.by_word("0042")) == "a"
    assert ids(FOUND.by_word("wellion")) == "cde"
    assert ids(FOUND.by_word("3201234519")) == "af"
    assert ids(FOUND.by_word("MARIO.rossi@mail.it")) == "abg"
    assert ids(FOUND.by_word("d'ang")) == ""
