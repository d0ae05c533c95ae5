"""A registry that can be used is read whole; one that cannot says everything that is wrong with it, at its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.registry.faults import FileError
from ac_tui.registry.index import Registry
from ac_tui.registry.load import parse_registry
from tests.registry.people import REGISTRY_TOML

DESIGN = """
[[customers]]
id          = "mario-rossi"
profile     = "person"                  # person | professional | company
first_name  = "Mario"                   # person, professional
last_name   = "Rossi"
company_name = ""                       # company: the Ragione Sociale
tax_code    = "RSSMRA85M01Z999U"        # Codice Fiscale: 16 characters, or 11 digits (a company, a provisional code)
vat_number  = ""                        # Partita IVA
client_code = "0001234567"              # text: leading zeros count
emails      = ["mario.rossi@mail.it"]
mobiles     = ["+393201234519"]         # E.164
policies    = [{ number = "350001", kind = "individual", active = true }]   # individual | corporate
agency      = { name = "Agenzia Prova", phone = "+390400000000" }
account     = { username = "mario.rossi@mail.it", password = "Prova1234", first_access_done = false }  # optional
delivery    = "normal"                  # optional: normal | late | spam | lost | duplicate
fixed_code  = "823456"                  # optional: the code this customer always receives
story       = "Email e cellulare in Agenzia: tutto in ordine."
"""


def faults(text: str, name: str = "r.toml") -> list[str]:
    with pytest.raises(FileError) as caught:
        parse_registry(text, name)
    assert str(caught.value) == "\n".join(map(str, caught.value.faults))
    return [str(fault) for fault in caught.value.faults]


def outcome(text: str, name: str) -> Registry | FileError:
    try:
        return parse_registry(text, name)
    except FileError as error:
        return error


def test_the_example_of_the_design_is_read_field_by_field() -> None:
    (mario,) = parse_registry(DESIGN, "registry.toml")
    assert mario.display_name == "Mario Rossi"
    assert (mario.tax_code, mario.vat_number, mario.client_code) == ("RSSMRA85M01Z999U", "", "0001234567")
    assert (mario.emails, mario.mobiles) == (("mario.rossi@mail.it",), ("+393201234519",))
    assert [(p.number, p.kind, p.active, p.ended) for p in mario.policies] == [("350001", "individual", True, None)]
    assert (mario.agency.name, mario.agency.phone) == ("Agenzia Prova", "+390400000000")
    assert mario.account is not None
    assert mario.account.password.get_secret_value() == "Prova1234"
    assert mario.account.first_access_done is False
    assert mario.delivery == "normal"
    assert mario.fixed_code is not None
    assert mario.fixed_code.get_secret_value() == "823456"
    assert mario.story == "Email e cellulare in Agenzia: tutto in ordine."


def test_everything_optional_may_be_left_out() -> None:
    (customer,) = parse_registry('[[customers]]\nid = "a"\nprofile = "company"\ncompany_name = "B"\n', "r.toml")
    assert (customer.first_name, customer.tax_code, customer.client_code, customer.story) == ("", "", "", "")
    assert (customer.emails, customer.mobiles, customer.policies) == ((), (), ())
    assert (customer.account, customer.fixed_code, customer.delivery) == (None, None, "normal")
    assert (customer.agency.name, customer.agency.phone) == ("", "")


def test_json_lines_are_the_same_model() -> None:
    one = {"id": "a", "profile": "company", "company_name": "À B"}
    two = {
        "id": "b",
        "profile": "person",
        "first_name": "Anna",
        "last_name": "Re",
        "policies": [{"number": "1", "active": False, "ended": "2024-03-31"}],
    }
    text = f"\n{json.dumps(one, ensure_ascii=False)}\n\n{json.dumps(two)}\r\n"
    registry = parse_registry(text, "big.JSONL")
    assert [customer.id for customer in registry] == ["a", "b"]
    ended = [policy.ended for customer in registry for policy in customer.policies]
    assert [day.isoformat() for day in ended if day] == ["2024-03-31"]


@pytest.mark.parametrize("name", ["r.toml", "r.jsonl"])
def test_a_byte_order_mark_is_no_fault(name: str) -> None:
    text = '[[customers]]\nid="a"\nprofile="company"\ncompany_name="B"\n'
    line = '{"id":"a","profile":"company","company_name":"B"}\n'
    assert len(parse_registry("\ufeff" + (text if name == "r.toml" else line), name)) == 1


FAULTY = """\
[[customers]]
id = "a"
profile = "person"
first_name = "Anna"
bogus = 1
emails = [
  "a@b.it",
  "c",
]
account = { username = "x", password = 5 }

[[customers]]
id = "Not An Id"
profile = "persn"
delivery = "no"
client_code = 123
first_nme = "x"
tax_code = "RSSMRA85"
vat_number = "12"
mobiles = ["320"]
fixed_code = "12345"
policies = [{ number = "1", kind = "x" },
  { number = "", active = "yes", ended = "soon" }]
[customers.agency]
nme = "z"

[[customers]]
profile = "company"
company_name = "  "
policies = [{ number = "1", ended = 2024-01-01 }]
"""


def test_every_fault_is_told_at_once_each_at_its_line() -> None:
    assert faults(FAULTY) == [
        "r.toml:1: [missing-name] `last_name` is missing: a person needs it",
        "r.toml:5: [unknown-key] unknown key `bogus`",
        "r.toml:8: [bad-email] `emails[1]` is no email address",
        "r.toml:10: [bad-value] `account.password` must be text, in quotes",
        "r.toml:13: [bad-id] `id` must be lower-case words joined by hyphens, such as mario-rossi",
        "r.toml:14: [bad-value] `profile` must be 'company', 'person' or 'professional'",
        "r.toml:15: [bad-value] `delivery` must be 'duplicate', 'late', 'lost', 'normal' or 'spam'",
        "r.toml:16: [bad-value] `client_code` must be text, in quotes",
        "r.toml:17: [unknown-key] unknown key `first_nme`; did you mean `first_name`?",
        "r.toml:18: [bad-tax-code] `tax_code` must have 16 characters, or 11 digits",
        "r.toml:19: [bad-vat-number] `vat_number` must have 11 digits",
        "r.toml:20: [bad-mobile] `mobiles[0]` must be in E.164, such as +393201234519",
        "r.toml:21: [bad-code] `fixed_code` must have six digits, as text",
        "r.toml:22: [bad-value] `policies[0].kind` must be 'corporate' or 'individual'",
        "r.toml:23: [empty] `policies[1].number` is empty",
        "r.toml:23: [bad-value] `policies[1].active` must be true or false",
        "r.toml:23: [bad-value] `policies[1].ended` must be a date, such as 2024-03-31",
        "r.toml:25: [unknown-key] unknown key `agency.nme`; did you mean `name`?",
        "r.toml:27: [missing-key] `id` is missing",
        "r.toml:29: [missing-name] `company_name` is missing: a company needs it",
        "r.toml:30: [active-but-ended] `policies[0].ended` is for a policy that is not active: write active = false",
    ]


def test_a_misspelt_key_is_guessed_from_its_own_table() -> None:
    text = (
        '[[customers]]\nid="a"\nprofile="company"\ncompany_name="B"\n'
        'policies=[{ numbr="1", number="1" }]\naccount={ usernam="x", username="x", password="y" }\n'
        "agency=5\nemails=5\n"
    )
    assert faults(text) == [
        "r.toml:5: [unknown-key] unknown key `policies[0].numbr`; did you mean `number`?",
        "r.toml:6: [unknown-key] unknown key `account.usernam`; did you mean `username`?",
        "r.toml:7: [bad-value] `agency` must be a table",
        "r.toml:8: [bad-value] `emails` must be a list",
    ]


def test_dates_and_control_characters() -> None:
    start = '{"id":"a","profile":"company","company_name":"B"'
    assert faults(f'{start},"policies":[{{"number":"1","active":false,"ended":"2024-02-31"}}]}}', "r.jsonl") == [
        "r.jsonl:1: [bad-value] `policies[0].ended` must be a date, such as 2024-03-31"
    ]
    assert faults(f'{start},"story":"\\u001b[31m"}}', "r.jsonl") == [
        "r.jsonl:1: [control-character] `story` contains a control or invisible character"
    ]


def test_nothing_may_be_written_as_null_where_nothing_is_allowed() -> None:
    line = '{"id":"a","profile":"company","company_name":"B","account":null,"fixed_code":null}'
    assert next(iter(parse_registry(line, "r.jsonl"))).fixed_code is None


def test_faults_in_json_lines() -> None:
    text = '{"id":"a","profile":"person","first_name":"A","last_name":"B"}\n{x\n\n5\n{"id":"b","profile":"robot"}\n'
    assert faults(text, "r.jsonl") == [
        "r.jsonl:2: [json-syntax] no JSON: object keys must be strings (byte 1)",
        "r.jsonl:4: [bad-value] a customer must be a table",
        "r.jsonl:5: [bad-value] `profile` must be 'company', 'person' or 'professional'",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = 1\nb = = 2\n", "r.toml:2: [toml-syntax] "),
        ('a = 1\nb = "x', "r.toml:2: [toml-syntax] "),
        ("a = " + "[" * 5000, "r.toml:1: [toml-syntax] "),
        ("", "r.toml:1: [empty] there is no customer in this registry"),
        ("# nobody\n", "r.toml:1: [empty] there is no customer in this registry"),
        ("\ncustomers = 5\n", "r.toml:2: [bad-value] write [[customers]], one a customer"),
        ("\ncustomers = [5]\n", "r.toml:2: [bad-value] a customer must be a table"),
        (
            '[[customer]]\nid = "a"\n',
            "r.toml:1: [unknown-key] unknown key `customer`; customers stand in [[customers]]",
        ),
    ],
)
def test_what_is_no_registry_at_all(text: str, fault: str) -> None:
    (only,) = faults(text)
    assert only.startswith(fault)


def test_an_empty_file_of_json_lines() -> None:
    assert faults("\n\n", "r.jsonl") == ["r.jsonl:1: [empty] there is no customer in this registry"]


@pytest.mark.parametrize("name", ["r.toml", "r.jsonl"])
def test_an_id_is_used_once(name: str) -> None:
    toml = '[[customers]]\nid="a"\nprofile="company"\ncompany_name="B"\n'
    line = '{"id":"a","profile":"company","company_name":"B"}\n'
    text, places = (toml * 2, (2, 6)) if name == "r.toml" else (line * 2, (1, 2))
    assert faults(text, name) == [f"{name}:{places[1]}: [duplicate-id] `id` a is already used at line {places[0]}"]


CANARY = "Canarino1"


@pytest.mark.parametrize(
    "account",
    [
        f'{{ username = "a@b.it", password = ["{CANARY}"] }}',
        f'{{ username = "a@b.it", password = "{CANARY}", more = "{CANARY}" }}',
        f'{{ password = "{CANARY}" }}',
        f'"{CANARY}"',
        f'{{ username = "a@b.it", password = “{CANARY}” }}',
        f"{{ password = {CANARY} }}",
        f'{{ password = ""{CANARY}" }}',
        f'{{ password = "x={CANARY}" first }}',
        f"{{ password = {{{CANARY} }} }}",
    ],
)
def test_no_fault_shows_a_password(account: str) -> None:
    text = f'[[customers]]\nid="a"\nprofile="company"\ncompany_name="B"\nfixed_code="{CANARY}"\naccount={account}\n'
    assert CANARY not in "\n".join(faults(text))


def test_no_fault_shows_a_password_in_json() -> None:
    text = f'{{"id":"a","profile":"person","account":{{"username":1,"password":["{CANARY}"]}}}}\n{{"{CANARY}'
    assert CANARY not in "\n".join(faults(text, "r.jsonl"))


def test_a_key_from_a_file_carries_no_control_character_to_the_terminal() -> None:
    text = '[[customers]]\nid="a"\nprofile="company"\ncompany_name="B"\n"\\u001b[31m" = 1\n'
    assert faults(text) == ["r.toml:5: [unknown-key] unknown key '\\x1b[31m'"]


@given(st.text(max_size=200))
def test_any_text_is_a_registry_or_a_clean_refusal(text: str) -> None:
    for name in ("r.toml", "r.jsonl"):
        found = outcome(text, name)
        if isinstance(found, FileError):
            assert found.faults
            assert all(1 <= fault.line <= text.count("\n") + 1 for fault in found.faults)
        else:
            assert len(found) > 0


@given(st.data())
def test_a_damaged_registry_is_read_or_cleanly_refused(data: st.DataObject) -> None:
    text = REGISTRY_TOML.read_text(encoding="utf-8")[:4000]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    damaged = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    found = outcome(damaged, "r.toml")
    if isinstance(found, FileError):
        assert all("\n" not in str(fault) for fault in found.faults)
