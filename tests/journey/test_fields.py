"""What is wrong with a field is said under it; everything else stays, and nothing goes on."""

import pytest

from ac_tui.journey import events as ev
from ac_tui.journey.facts import FACTS
from ac_tui.journey.model import NOTHING, Draft, Hint
from ac_tui.registry.model import SecretStr
from tests.journey.phone import Phone, phone
from tests.journey.worlds import MARIO, PASSWORD, with_account


def ticks(there: Phone) -> dict[str, bool]:
    names = ("has_length", "has_lowercase", "has_uppercase", "has_digit")
    return {name.removeprefix("has_"): FACTS[name](there.state, there.world) for name in names}


@pytest.mark.parametrize(
    ("first", "last", "errors"),
    [
        ("", "", {"first_name": "empty", "last_name": "empty"}),
        ("   ", "Rossi", {"first_name": "empty"}),
        ("Mario", "R0ssi", {"last_name": "digits"}),
        ("Mario 😀", "Rossi", {"first_name": "symbols"}),
        ("Mario", "Ros\x07si", {"last_name": "control"}),
    ],
)
def test_names_that_cannot_be_read(first: str, last: str, errors: dict[str, str]) -> None:
    there = phone().choose("person").say_name(first, last)
    assert (there.step, there.outcome, there.state.errors) == ("identity", "fields_wrong", errors)
    assert there.why == ("fields", "field_error")
    assert there.checks[-1].evidence == {"fields": ", ".join(errors), "errors": ", ".join(errors.values())}


@pytest.mark.parametrize(("name", "error"), [("", "empty"), ("Wellion 🚀", "symbols"), ("Well\x07ion", "control")])
def test_company_names_that_cannot_be_read(name: str, error: str) -> None:
    there = phone().choose("company").say_company(name)
    assert (there.step, there.outcome, there.state.errors) == ("company", "fields_wrong", {"company_name": error})


def test_a_company_may_have_digits_in_its_name() -> None:
    assert phone().choose("company").say_company("3M & Figli").step == "contact"


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("", "empty"),
        ("mario.rossi@mail.it, m@mail.it", "several"),
        ("mario rossi@mail.it", "spaces"),
        ("mario\u200b.rossi@mail.it", "invisible"),
        ("mario.rossi.mail.it", "no_at"),
    ],
)
def test_emails_that_cannot_be_used(address: str, error: str) -> None:
    there = phone().introduce(MARIO).submit_contact(address, kind="email")
    assert (there.step, there.outcome, there.state.errors) == ("contact", "fields_wrong", {"email": error})


@pytest.mark.parametrize(
    ("prefix", "number", "errors"),
    [
        ("+39", "", {"number": "empty"}),
        ("+39", "320 ABC 4519", {"number": "letters"}),
        ("+39", "040 1234567", {"number": "landline"}),
        ("+39", "32012345199", {"number": "too_long"}),
        ("+39", "3201234", {"number": "too_short"}),
        ("+39", "3201234519 int. 12", {"number": "extension"}),
        ("", "3201234519", {"prefix": "prefix"}),
        ("+999", "3201234519", {"prefix": "prefix"}),
    ],
)
def test_numbers_that_cannot_be_used(prefix: str, number: str, errors: dict[str, str]) -> None:
    there = phone().introduce(MARIO).submit_contact(number, prefix=prefix)
    assert (there.step, there.outcome, there.state.errors) == ("contact", "fields_wrong", errors)


def test_every_error_is_said_at_once() -> None:
    there = phone().introduce(MARIO).submit_contact("nessuno", "debole", privacy=False, kind="email")
    assert there.state.errors == {"email": "no_at", "password": "weak", "privacy": "unticked"}


# The privacy notice ---------------------------------------------------------------------------------------------------


def test_without_the_privacy_tick_nothing_goes_on_and_everything_else_stays() -> None:
    there = phone().introduce(MARIO).submit_contact("mario.rossi@mail.it", privacy=False)
    assert (there.step, there.outcome, there.state.errors) == ("contact", "fields_wrong", {"privacy": "unticked"})
    assert there.messages == ()
    assert there.state.draft.text("contact", "email") == "mario.rossi@mail.it"
    assert there.secrets == [PASSWORD]
    there.edit("privacy", True)
    assert there.state.errors == {}
    assert there.submit_contact("mario.rossi@mail.it").step == "confirm_contact"


# The password ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("", "empty"),
        ("Prova12", "short"),  # seven
        ("Prova123", ""),  # eight
        ("Prova12345678901", ""),  # sixteen
        ("Prova123456789012", "long"),  # seventeen: never truncated
        ("prova1234", "no_uppercase"),
        ("PROVA1234", "no_lowercase"),
        ("ProvaProva", "no_digit"),
        ("Provà ٣٣٣٣", "other_digit"),  # an Arabic digit is no digit
        ("ÈÈÈÈ1234a", "accented_uppercase"),  # È is no capital of A to Z
        ("Pro va 1234 €", ""),
        ("  Prova12", ""),
    ],
)
def test_a_password_has_eight_to_sixteen_characters_a_small_letter_a_capital_and_a_digit(
    password: str, error: str
) -> None:
    there = phone().introduce(MARIO).submit_contact("mario.rossi@mail.it", password)
    assert there.state.errors == ({"password": error} if error else {})
    assert there.step == ("contact" if error else "confirm_contact")


def test_a_password_opens_however_the_keyboard_composes_its_letters_and_spaces() -> None:
    nfc, nfd = "Caff\u00e8 nero1", "Caffe\u0300\u00a0nero1"
    there = phone().register(MARIO, password=nfc).confirm().log_in("mario.rossi@mail.it", nfd).confirm()
    assert there.step == "home"
    known = with_account(MARIO, "mario.rossi@mail.it", nfd)
    assert phone(known).log_in("mario.rossi@mail.it", nfc).step == "home"
    assert phone().register(MARIO, password="e\u0300" * 7 + "aA1").step == "confirm_contact"  # ten letters


def test_a_contact_or_a_code_without_end_is_refused() -> None:
    for text in ("a " * 50_000, "1" * 100_000, "\u0301" * 100_000):
        assert phone().introduce(MARIO).submit_contact(f"{text}@mail.it").state.errors == {"email": "malformed"}
        assert phone().introduce(MARIO).submit_contact(text, kind="mobile").state.errors == {"number": "too_long"}
        assert "tax_code" in phone().to_tax_code(MARIO).submit_tax_code(text).state.errors


@pytest.mark.parametrize("mark", ["\u0301", "\u0336", "\u20dd"])
def test_a_name_heaped_with_accents_or_without_end_is_refused(mark: str) -> None:
    for text, error in (("Mario" + mark * 10_000, "long"), ("Mario" + mark * 5, "symbols"), ("Mar\u0323\u0302io", "")):
        assert phone().choose("person").say_name(text, "Rossi").state.errors.get("first_name", "") == error
    assert phone().choose("company").say_company("Wellion" + mark * 10_000).state.errors == {"company_name": "long"}


def test_a_password_is_kept_whole() -> None:
    password = "  Prova 1234 é "
    there = phone().register(MARIO, password=password).confirm()
    account = there.account(MARIO)
    assert account is not None
    assert account.password.get_secret_value() == password
    assert there.log_in("mario.rossi@mail.it", password.strip()).step == "login"
    assert there.log_in("mario.rossi@mail.it", password).step == "confirm_identity"


def test_every_tick_moves_alone_at_each_key() -> None:
    there = phone().introduce(MARIO)
    assert not FACTS["writing_password"](there.state, there.world)
    seen = {}
    for text in ("p", "pR", "pR1", "pR1.....", "R1......", "p1......", "pR......", "pR1.............."):
        there.write_secret("password", text)
        assert FACTS["writing_password"](there.state, there.world)
        seen[text] = "".join(name[0] for name, ticked in ticks(there).items() if ticked)
    assert seen == {
        "p": "l",
        "pR": "lu",
        "pR1": "lud",
        "pR1.....": "llud",
        "R1......": "lud",
        "p1......": "lld",
        "pR......": "llu",
        "pR1..............": "lud",
    }


def test_the_policy_says_how_long_a_password_is() -> None:
    there = phone(password_min=3, password_max=4).introduce(MARIO)
    assert ticks(there.write_secret("password", "pR1"))["length"]
    assert not ticks(there.write_secret("password", "pR1.."))["length"]
    assert there.submit_contact("mario.rossi@mail.it", "pR1..").state.errors == {"password": "long"}
    told = there.checks[-1].evidence
    assert (told["password_min"], told["password_max"]) == ("3", "4")
    assert there.submit_contact("mario.rossi@mail.it", "pR1").step == "confirm_contact"


def test_a_pasted_line_break_is_dropped_and_said() -> None:
    there = phone().introduce(MARIO).write_secret("password", "Prova1234\r\n")
    assert there.secrets == [PASSWORD]
    assert there.state.hints == {"password": Hint("line_break_dropped")}
    assert there.write_secret("password", "Prova1234").state.hints == {}


def test_a_line_break_in_a_submitted_password_is_dropped_too() -> None:
    there = phone().register(MARIO, password="Prova1234\n").confirm()
    account = there.account(MARIO)
    assert account is not None
    assert account.password.get_secret_value() == PASSWORD
    assert there.log_in("mario.rossi@mail.it", "Prova\n1234").step == "confirm_identity"


# Edits ----------------------------------------------------------------------------------------------------------------


def test_correcting_a_field_takes_its_error_away_and_no_other() -> None:
    there = phone().introduce(MARIO).submit_contact("nessuno", "debole", privacy=False, kind="email")
    there.edit("email", "nessuno@")
    assert there.state.errors == {"password": "weak", "privacy": "unticked"}
    there.write_secret("password", PASSWORD)
    assert there.state.errors == {"privacy": "unticked"}


def test_a_likely_slip_gets_a_suggestion_and_is_no_error() -> None:
    gmail = phone().introduce(MARIO).edit("email", "mario.rossi@gmail.con")
    assert gmail.state.hints == {"email": Hint("suggestion", {"suggestion": "mario.rossi@gmail.com"})}
    assert gmail.submit_contact("mario.rossi@gmail.con").outcome == "not_recognised"
    assert phone().introduce(MARIO).edit("email", "mario.rossi@gmail").state.hints == {}
    assert phone().introduce(MARIO).edit("number", "mario.rossi@gmail.con").state.hints == {}


def test_a_suggestion_goes_when_the_address_is_mended() -> None:
    there = phone().introduce(MARIO).edit("email", "mario.rossi@gmail.con").edit("email", "mario.rossi@gmail.com")
    assert there.state.hints == {}


def test_a_hint_stays_while_another_field_is_written_and_goes_with_its_step() -> None:
    there = phone().introduce(MARIO).edit("email", "mario.rossi@gmail.con").write_secret("password", "x")
    assert "email" in there.state.hints
    there.submit_contact("mario.rossi@gmail.con", "x")
    assert "email" in there.state.hints
    assert there.back().state.hints == {}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("nowhere", "x"),
        ("code", SecretStr("123456")),  # of another step
        ("kind", "fax"),
        ("privacy", "yes"),
        ("email", True),
        ("email", SecretStr("mario.rossi@mail.it")),
        ("password", True),
    ],
)
def test_what_a_field_cannot_hold_is_not_written(block: str, value: str | bool | SecretStr) -> None:
    there = phone().introduce(MARIO)
    before = there.state
    assert there.edit(block, value).state == before


def test_a_tab_shows_its_fields() -> None:
    there = phone().introduce(MARIO)
    assert FACTS["by_email"](there.state, there.world)
    there.edit("kind", "mobile")
    assert FACTS["by_mobile"](there.state, there.world)
    assert not FACTS["by_email"](there.state, there.world)


def test_a_code_stands_in_its_boxes_without_separators() -> None:
    there = phone().register(MARIO).write_secret("code", "123 456")
    assert there.secrets == ["123456"]
    assert there.submit_code("12-34\u00a05").secrets == ["12345"]


def test_a_password_written_as_plain_text_is_kept_as_a_secret() -> None:
    there = phone().introduce(MARIO).edit("password", PASSWORD)
    assert there.secrets == [PASSWORD]
    assert PASSWORD not in repr(there.state)


def test_nothing_is_decided_by_writing_by_time_or_by_the_desk() -> None:
    there = phone().introduce(MARIO)
    for event in (ev.Edit("email", "x"), ev.Tap.tick, ev.SetService(True), ev.SetDelivery("late")):
        there.send(event)
        assert there.last.decision is None


# The draft ------------------------------------------------------------------------------------------------------------


def test_a_draft_keeps_text_ticks_and_secrets_apart() -> None:
    draft = Draft().with_value("contact", "email", "a@example.com").with_value("contact", "privacy", True)
    draft = draft.with_value("contact", "password", SecretStr("uno")).with_value("login", "password", SecretStr("due"))
    assert (draft.text("contact", "email"), draft.text("contact", "privacy"), draft.text("contact", "x")) == (
        "a@example.com",
        "",
        "",
    )
    assert (draft.ticked("contact", "privacy"), draft.ticked("contact", "email")) == (True, False)
    assert draft.secret("contact", "password") == SecretStr("uno")
    assert draft.secret("login", "password") == SecretStr("due")
    assert draft.secret("login", "code") == NOTHING
    cleared = draft.without_secrets()
    assert (cleared.values, cleared.secrets) == (draft.values, {})
    assert "uno" not in repr(draft)
