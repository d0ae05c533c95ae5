"""Contacts in texts of any kind are found and masked; what only looks like one stays; a customer's own have names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.redaction import ContactFinder, Redactor
from ac_tui.desk.story import Story
from ac_tui.flows.load import check_flow, load_flow
from ac_tui.flows.variables import variables_of
from ac_tui.registry.model import Customer
from tests.flows.hands import HEADER, Run, runner
from tests.flows.sessions import fixture
from tests.shipped import the_registry

EMAILS = [email for customer in the_registry() for email in customer.emails]
MOBILES = [mobile for customer in the_registry() for mobile in customer.mobiles]
AROUND = st.text(st.sampled_from(" .:;'\"«»()[]-\n/ax@*\\"), max_size=6)
NO_ADDRESS = st.text(st.sampled_from(" .:;()[]-\n/ax*"), max_size=6)


def masked(text: str, *typed: tuple[str, str]) -> str:
    redactor = new_redactor()
    for block, told in typed:
        redactor.learn_contact(block, told)
    return redactor.redact(text)


def new_redactor(*secrets: str) -> Redactor:
    return Redactor(secrets, ContactFinder(fixture().registry, fixture().deck))


def customer(name: str) -> Customer:
    found = the_registry().get(name)
    assert found is not None
    return found


def test_contacts_are_masked() -> None:
    for text, told in (
        ("'mario.rossi@mail.it' is not on the screen", "'mar*****@ma***.it' is not on the screen"),
        ("Inviato a mario.rossi@mail.it.", "Inviato a mar*****@ma***.it."),
        (r".*mario\.rossi@mail\.it.*", r".*mar*****@ma***.it.*"),
        ("a MARIO.ROSSI@MAIL.IT, b o'neil+x@a.b.c;", "a MAR*****@MA***.IT, b o'n*****@a***.c;"),
        ("tapOn: 320 123 4519 e poi", "tapOn: .....519 e poi"),
        ("line 12: 3201234519", "line 12: .....519"),
        ("12 3201234519 34", "12 .....519 34"),
        ("+39 320-123-4519/0039 3201234519", ".....519/.....519"),
        ("3201234519 3201234519", ".....519 .....519"),
        ("value: +39320 1234519\n", "value: .....519\n"),
        ("nessuno ha 395/765.43.21 né 0039 395 7654321", "nessuno ha .....321 né .....321"),
    ):
        assert masked(text) == told


def test_what_is_no_contact_stays() -> None:
    for text in (
        "mar*****@ma***.it",
        r"mar\*\*\*\*\*@ma\*\*\*\.it",
        "deve essere come nome@esempio.it.",
        "+39 320 *****19, 320 ****19, .....519",
        "RSSMRA85M01Z99VJ e 99999010012",
        "codice cliente 0001234567, polizza 123456789",
        "mario@, @mail.it, mario.rossi@mail",
        "9:41 AM 25/11/2026 12:30:59",
        "+39 040 000 0000",
    ):
        assert masked(text) == text


def test_what_was_typed_as_a_contact_is_one_even_with_a_slip_in_it() -> None:
    typed = [("email", "mario.rossi@mail"), ("number", "333 98 76"), ("contact", "0551 2345"), ("user", "４４４@x")]
    told = masked("mario.rossi@mail 3339876 05512345 ４４４@X 0001234567", *typed, ("user", "0001234567"))
    assert told == "mar*****@ma*** .....876 .....345 ４*****@X*** 0001234567"


@given(AROUND, st.sampled_from(EMAILS), AROUND)
def test_every_address_of_the_registry_is_found(before: str, email: str, after: str) -> None:
    assert email not in masked(f"{before} {email}{after}")


@given(NO_ADDRESS, st.sampled_from(MOBILES), NO_ADDRESS, st.sampled_from(["", " ", ".", "-", " / "]))
def test_every_number_of_the_registry_is_found(before: str, mobile: str, after: str, between: str) -> None:
    national = mobile.removeprefix("+39")
    spelt = f"{national[:3]}{between}{national[3:6]}{between}{national[6:]}"
    told = masked(f"{before}{spelt}{after}")
    assert spelt not in told
    assert told.startswith(before)
    assert told.endswith(after)


def test_a_customers_contacts_have_names() -> None:
    assert variables_of(None) == {}
    for one in the_registry():
        named = variables_of(one)
        emails = [value for name, value in named.items() if name.startswith("CUSTOMER_EMAIL")]
        mobiles = [value for name, value in named.items() if name.startswith("CUSTOMER_MOBILE")]
        assert emails == list(one.emails)
        assert all(full.endswith(national) for full, national in zip(one.mobiles, mobiles, strict=True))
        assert all(not national.startswith("+") for national in mobiles)
    assert variables_of(customer("mario-rossi"))["CUSTOMER_MOBILE"] == "3201234519"


LOGIN = "- tapOn: Accedi\n- tapOn: Indirizzo email o numero di cellulare\n"
OF_MARIO = HEADER.replace("---", "simulator: {customer: mario-rossi}\n---")
SHOWN = f"{LOGIN}- inputText: ${{CUSTOMER_EMAIL}}\n- assertVisible: ${{CUSTOMER_EMAIL}}\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def test_a_flow_calls_its_customers_contacts_by_name(run: Run) -> None:
    Path("a.yaml").write_text(f"{OF_MARIO}{SHOWN}- assertVisible: mario.rossi@mail.it\n", "utf-8")
    assert run("test", "a.yaml").code == 0
    assert run("test", "a.yaml", "-e", "CUSTOMER_EMAIL=anna@re.it").code == 1
    Path("b.yaml").write_text(f"{OF_MARIO}- runFlow: a.yaml\n- assertVisible: ${{CUSTOMER_MOBILE}}|.*@.*\n", "utf-8")
    assert run("test", "b.yaml").code == 0


def test_whoever_has_no_such_contact_is_told_before_anything_runs(run: Run) -> None:
    Path("a.yaml").write_text(f"{HEADER}{SHOWN}", "utf-8")
    said = run("test", "a.yaml")
    assert said.code == 2
    assert said.err.startswith("a.yaml:6: [unset-variable] ${CUSTOMER_EMAIL} has no value: give it in env, or with -e")
    Path("a.yaml").write_text(f"{OF_MARIO}{LOGIN}- inputText: ${{CUSTOMER_EMAIL_7}}\n", "utf-8")
    assert run("test", "a.yaml").code == 2
    known = {one.id: one for one in the_registry()}
    assert [fault.rule for fault in check_flow(Path("a.yaml"), customers=known)] == ["unset-variable"]
    Path("a.yaml").write_text(f"{OF_MARIO}{SHOWN}", "utf-8")
    assert check_flow(Path("a.yaml"), customers=known) == []


def test_a_story_on_the_desk_knows_them_too(run: Run) -> None:
    Path("a.yaml").write_text(f"{OF_MARIO}{SHOWN}", "utf-8")
    story = Story(load_flow(Path("a.yaml")), fixture().simulation())
    while story.next():
        pass
    assert story.trouble == ""
    assert story.simulation.view.block("user").value == "mario.rossi@mail.it"  # type: ignore[union-attr]


def test_a_report_tells_them_masked_and_a_difference_in_a_screenshot_is_none(run: Run) -> None:
    """Which contact it was is not told, nor kept: two with the same mask are the same there."""
    Path("a.yaml").write_text(f"{OF_MARIO}{SHOWN}- takeScreenshot: user\n- tapOn: anna.re@x.it\n", "utf-8")
    run("test", "a.yaml", "--snapshot-update")
    said = run("test", "a.yaml", "--format", "json", "-e", "CUSTOMER_EMAIL=mara.neri@mare.it")
    failure = json.loads(said.out)["flows"][0]["failure"]
    assert failure["command"] == "tapOn: ann*****@x***.it"
    assert failure["message"].startswith("'ann*****@x***.it' is not on the screen 'login'")
    assert "mar*****@ma***.it" in failure["screen"]
    assert "value: mar*****@ma***.it" in Path("snapshots/a/user.txt").read_text("utf-8")


def test_a_contact_that_is_given_is_masked_before_anything_is_typed(run: Run) -> None:
    commands = "- takeScreenshot: di-${MOBILE}\n- assertVisible: ${EMAIL} ${MOBILE}\n"
    Path("a.yaml").write_text(HEADER + commands, "utf-8")
    said = run("test", "a.yaml", "-e", "MOBILE=395 98 76 543", "-e", "EMAIL=x@intranet", "--snapshot-update")
    assert "'x*****@in*** .....543' is not on the screen" in said.out
    assert [path.name for path in sorted(Path("snapshots/a").iterdir())] == ["di-.....543.html", "di-.....543.txt"]


def test_a_contact_with_a_secret_in_it_gives_nothing_of_it_away() -> None:
    redactor = new_redactor("Zaffiro22", "6543", "x@y.it")
    redactor.learn_contact("number", "3949876543")
    assert redactor.redact("Zaffiro22@mail.it, 3949876543, x@y.it, ZAFFIRO22") == "•••••, •••••, •••••, •••••"
    assert redactor.redact("a Zaffiro2 b@c.it") == "a Zaffiro2 b*****@c***.it"


def test_a_code_with_something_between_its_digits_is_one() -> None:
    assert Redactor(["739152"]).redact("739152 739-152 7 3 9 1 5 2 7391520") == "••••• ••••• ••••• •••••0"


def test_a_variable_without_its_option_is_not_told(run: Run) -> None:
    said = run("test", "a.yaml", "PASSWORD=Segreta1x")
    assert said.code == 2
    assert "Segreta1x" not in said.err
    assert "PASSWORD=…:1: [missing-file] no such file or folder; a variable is given as -e PASSWORD=…" in said.err
