"""Each doubt planted in a registry gives one finding, at its line."""

import pytest

from ac_tui.registry.load import check_registry, parse_registry
from tests.registry.people import REGISTRY_TOML


def findings(text: str, name: str = "r.toml") -> list[str]:
    return [f"{fault.line} {fault.level} {fault.rule}" for fault in check_registry(text, name)]


def customer(*lines: str, customer_id: str = "a") -> str:
    name = ('profile = "person"', 'first_name = "Mario"', 'last_name = "Rossi"')
    return "\n".join(["[[customers]]", f'id = "{customer_id}"', *name, *lines, ""])


def test_a_clean_customer() -> None:
    assert findings(customer('tax_code = "RSSMRA85M01Z999U"', 'mobiles = ["+393201234519"]')) == []


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ('tax_code = "RSSMRA85M01Z999A"', "6 warning tax-code"),
        ('tax_code = "RSSMRA85B30Z999A"', "6 warning tax-code"),
        ('vat_number = "99999010013"', "6 warning vat-number"),
        ('tax_code = "RSSMRA85M01H501Q"', "6 warning real-person"),
        ('vat_number = "00743110157"', "6 warning real-company"),
        ('mobiles = ["+393201234519", "+390400123456"]', "6 suggestion landline"),
        ('mobiles = ["+393201234520"]', "6 suggestion real-mobile"),
        ('mobiles = ["+39330123456"]', "6 suggestion real-mobile"),
        ('mobiles = ["+41791234567"]', "6 suggestion real-mobile"),
        ('mobiles = ["+393941234567", "+39395123456", "+41756123456"]', None),
        ('policies = [{ number = "1", active = false }]', "6 suggestion ended"),
        ('account = { username = "a@mail.it", password = "Prova1234" }', "6 warning username"),
        ('emails = ["a@b.it"]\naccount = { username = "A@b.it", password = "prova" }', "7 warning password"),
        ('emails = ["a@b.it"]\naccount = { username = "a@b.it", password = "Prova12345678901" }', None),
        ('emails = ["a@b.it"]\naccount={ username = "a@b.it", password = "Prova123456789012" }', "7 warning password"),
        ('mobiles = ["+393201234519"]\naccount = { username = "320 1234519", password = "Prova1234" }', None),
        ('policies = [{ number = "1", active = false, ended = 2024-03-31 }]', None),
        ('tax_code = "99999775002"', None),
        ('tax_code = "RSSMRA85M01Z99VJ"', None),
    ],
)  # fmt: skip
def test_each_doubt_is_found_once(line: str, finding: str | None) -> None:
    assert findings(customer(line)) == ([finding] if finding else [])


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('client_code = "0042"', "client-code-twice"),
        ('tax_code = "RSSMRA85M01Z999U"', "tax-code-twice"),
        ('vat_number = "99999010012"', "tax-code-twice"),
        ('emails = ["a@mail.it"]', "contact-shared"),
        ('mobiles = ["+393201234519"]', "contact-shared"),
    ],
)
def test_what_two_customers_share_is_told_at_both(line: str, rule: str) -> None:
    text = customer(line) + customer(line, customer_id="b")
    assert findings(text) == [f"6 warning {rule}", f"12 warning {rule}"]
    messages = [fault.message for fault in check_registry(text, "r.toml")]
    key = line.partition(" ")[0]
    assert messages == [f"`{key}`: also of b", f"`{key}`: also of a"]


def test_a_user_name_has_one_account() -> None:
    line = 'emails = ["a@mail.it"]\naccount = { username = "a@mail.it", password = "Prova1234" }'
    text = customer(line) + customer(line.replace("= [", "= ["), customer_id="b")
    assert findings(text) == [
        "6 warning contact-shared",
        "7 warning username-twice",
        "13 warning contact-shared",
        "14 warning username-twice",
    ]
    first = check_registry(text, "r.toml")[1]
    assert first.message == "`account.username`: also of b"


def test_many_who_share_are_not_all_named() -> None:
    text = "".join(customer('client_code = "1"', customer_id=f"c{place}") for place in range(6))
    first = check_registry(text, "r.toml")[0]
    assert str(first) == "r.toml:6: [client-code-twice] `client_code`: also of c1, c2, c3 …"


def test_what_nobody_has_is_not_shared() -> None:
    assert findings(customer('tax_code = ""', 'client_code = ""') + customer(customer_id="b")) == []


def test_findings_are_sentences_at_the_very_line() -> None:
    text = customer(
        'tax_code = "BNCGLI88E63H501A"',
        'vat_number = "00743110158"',
        'emails = ["a@mail.it", "b@mail.it", "A@mail.it"]',
        "mobiles = [",
        '  "+393201234519",',
        '  "+390400123456",',
        "]",
        "policies = [",
        '  { number = "1" },',
        '  { number = "2", active = false },',
        "]",
        "[customers.account]",
        'username = "c@mail.it"',
        'password = "prova"',
    )
    assert [str(fault) for fault in check_registry(text, "r.toml")] == [
        "r.toml:6: [tax-code] BNCGLI88E63H501A: the check character is wrong",
        "r.toml:6: [real-person] BNCGLI88E63H501A may belong to a real person: use place code Z999",
        "r.toml:7: [vat-number] 00743110158: the check character is wrong",
        "r.toml:7: [real-company] 00743110158 may belong to a real company: begin it with 99999",
        "r.toml:11: [landline] +390400123456 is no mobile: it can receive no code",
        "r.toml:15: [ended] policy 2 is not active: say since when, with `ended`",
        "r.toml:18: [username] c@mail.it is none of the customer's contacts",
        "r.toml:19: [password] `account.password` breaks the rules of a password",
    ]


def test_lines_of_json() -> None:
    line = '{"id":"%s","profile":"person","first_name":"Mario","last_name":"Rossi","mobiles":["+390400123456"]}\n'
    text = "\n" + line % "a" + "\n" + line.replace("456", "457") % "b"
    assert findings(text, "r.jsonl") == ["2 suggestion landline", "4 suggestion landline"]


LANDLINE = 'mobiles = ["+390400123456"]'


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((f"{LANDLINE}  # allow landline: it is his",), []),
        (("# allow landline: it is his", LANDLINE), []),
        ((f"{LANDLINE}  #allow landline: it is his",), []),
        ((f"{LANDLINE}  # allow landline:",), ["6 suggestion landline", "6 error allow-reason"]),
        ((f"{LANDLINE}  # allow landline",), ["6 suggestion landline", "6 error allow-reason"]),
        ((f"{LANDLINE}  # allow tax-code: no",), ["6 suggestion landline", "6 suggestion allow-unused"]),
        (('story = "x"  # allow landline: no', LANDLINE), ["6 suggestion allow-unused", "7 suggestion landline"]),
        (("# allow landline: no", 'story = "x"', LANDLINE), ["6 suggestion allow-unused", "8 suggestion landline"]),
    ],
)
def test_a_finding_that_is_meant_is_allowed_with_a_reason(lines: tuple[str, ...], found: list[str]) -> None:
    assert findings(customer(*lines)) == found


def test_no_finding_shows_a_password() -> None:
    text = customer('emails = ["a@mail.it"]', 'account = { username = "a@mail.it", password = "canarino" }')
    assert findings(text) == ["7 warning password"]
    assert "canarino" not in str(check_registry(text, "r.toml"))


def test_the_bounds_of_a_password_are_handed_in() -> None:
    text = customer('emails = ["a@mail.it"]', 'account = { username = "a@mail.it", password = "Prova1234" }')
    assert check_registry(text, "r.toml", password_min=9, password_max=9) == []
    assert len(check_registry(text, "r.toml", password_min=10)) == 1
    assert len(check_registry(text, "r.toml", password_max=8)) == 1


def test_our_own_registry_is_clean() -> None:
    text = REGISTRY_TOML.read_text(encoding="utf-8")
    assert check_registry(text, "registry.toml") == []


def test_every_kind_of_customer_is_in_our_own_registry() -> None:
    """Whom callers speak of; each is some `id`, and each has a story."""
    customers = {c.id: c for c in parse_registry(REGISTRY_TOML.read_text(encoding="utf-8"), "registry.toml")}
    assert all(c.story for c in customers.values())
    names = " | ".join(c.display_name for c in customers.values())
    for name in ("Studio Associato", "Condominio", "ETS", "Xiu Ying Hu", "Gëzim Çela", "Youssef Al-Masri"):
        assert name in names
    assert len(customers["sartoria-orlandi"].tax_code) == 16, "a sole trader has the owner's tax code"
    assert not customers["condominio-tigli"].vat_number
    assert any(policy.starts for policy in customers["delia-marchi"].policies)
    ward, guardian = customers["leo-orsini"], customers["clara-orsini"]
    assert ward.emails == guardian.emails
    assert "Erede" in customers["nora-vitali"].story
