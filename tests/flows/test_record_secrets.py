"""What recordings do not tell: passwords, codes and contacts stand in them by their names."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from tests.flows.again import assert_the_same_again
from tests.flows.by_hand import TO_CONTACT, commands_of, to_code, to_contact
from tests.flows.sessions import Person


def test_a_password_typed_where_it_can_be_read_is_told_by_its_name(file: Path) -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.write("email", "Zaffiro22@mail.it")
    assert person.recorder.check("Zaffiro22@mail.it")
    simulation.write("password", "Zaffiro22")
    recording = person.recorder.recording()
    assert commands_of(recording)[len(TO_CONTACT) :] == [
        *("tapOn: Indirizzo email", "inputText: ${EMAIL}"),
        *("assertVisible: ${EMAIL}", "tapOn: Password", "inputText: ${PASSWORD}"),
    ]
    assert_the_same_again(person, file)


def test_contacts_are_told_by_their_names(file: Path) -> None:
    """The customer's own need nothing to be played; other spellings, and other people's, have to be given."""
    person = Person()
    simulation = to_contact(person)
    simulation.write("first_name", "")
    simulation.tap("login")
    typed = [
        *("mario.rossi@mail.it", "Mario.Rossi@mail.it", "anna.re@example.com", "mario.rossi@mail.it"),
        *("3201234519", "+393201234519", "320 123 4519", "0559876", "3201234519 "),
    ]
    for text in typed:
        simulation.write("user", text)
        simulation.tap("login")
        assert person.recorder.check("Inserisci la tua password.")
    recording = person.recorder.recording()
    written = [line.removeprefix("inputText: ") for line in commands_of(recording) if line.startswith("inputText")]
    assert written[2:] == [
        *("${CUSTOMER_EMAIL}", "${EMAIL}", "${EMAIL_2}", "${CUSTOMER_EMAIL}"),
        *("${CUSTOMER_MOBILE}", "+39${CUSTOMER_MOBILE}", "${MOBILE}", "0559876", "'${CUSTOMER_MOBILE} '"),
    ]
    assert recording is not None
    assert list(recording.variables) == ["EMAIL", "EMAIL_2", "MOBILE"]
    assert "ac-tui test FILE -e EMAIL=… -e EMAIL_2=… -e MOBILE=…\n" in recording.text
    assert_the_same_again(person, file)


def test_what_stands_in_a_contacts_field_is_a_variable_however_little(file: Path) -> None:
    for field, typed, written in (
        ("email", "mario.ros", "${EMAIL}"),
        ("email", "m", "${EMAIL}"),
        ("email", "mario.rossi@", "${EMAIL}"),
        ("email", " mario", "${EMAIL}"),
        ("email", "mario.rossi@mail.it", "${CUSTOMER_EMAIL}"),
        ("number", "320", "${MOBILE}"),
        ("number", "3201234", "${MOBILE}"),
        ("user", "anna.re@exa", "${EMAIL}"),
        ("user", "39320", "${MOBILE}"),
        ("user", "+3", "${MOBILE}"),
        ("user", "00012", "'00012'"),
        ("prefix", "+4", "'+4'"),
        ("prefix", "4e3", "'4e3'"),
    ):
        person = Person()
        simulation = to_contact(person)
        if field == "user":
            simulation.tap("login")
        elif field != "email":
            simulation.tap("kind", "mobile")
        simulation.write(field, typed)
        assert commands_of(person.recorder.recording())[-1] == f"inputText: {written}"
        assert_the_same_again(person, file)


def test_a_check_of_a_contact_half_written_tells_no_more(file: Path) -> None:
    person = Person()
    to_contact(person).write("email", "anna.re@exa")
    assert person.recorder.check("anna.re@exa")
    recording = person.recorder.recording()
    assert recording is not None
    assert "anna" not in recording.text
    assert_the_same_again(person, file)


def test_a_contact_is_told_by_its_name_wherever_it_was_typed_or_looked_for(file: Path) -> None:
    person = Person()
    simulation = person.simulation
    simulation.tap("register")
    simulation.tap("person")
    simulation.write("first_name", "Sono anna.re@example.com, tel. 3201234519")
    assert person.recorder.check("Sono anna.re@example.com, tel. 3201234519")
    told = "Sono ${EMAIL}, tel. ${MOBILE}"
    assert commands_of(person.recorder.recording())[-2:] == [f"inputText: {told}", f"assertVisible: {told}"]
    assert_the_same_again(person, file)


def test_an_address_that_the_screen_gives_as_an_example_is_nobodys() -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.write("email", "mario@mail")
    simulation.tap("register")
    example = "Manca la fine dell'indirizzo email: deve essere come nome@esempio.it."
    assert person.recorder.check(example)
    written = example.replace("'", "''")
    assert f"assertVisible: '{written}'" in commands_of(person.recorder.recording())


def test_a_contact_written_in_pieces_is_told_whole(file: Path) -> None:
    person = Person()
    simulation = to_contact(person)
    simulation.write("email", "mario.rossi@ma")
    assert person.recorder.check("Indirizzo email")
    simulation.write("email", "mario.rossi@mail.it")
    assert commands_of(person.recorder.recording())[len(TO_CONTACT) :] == [
        *("tapOn: Indirizzo email", "inputText: ${EMAIL}", "assertVisible: Indirizzo email"),
        *("eraseText", "inputText: ${CUSTOMER_EMAIL}"),
    ]
    assert_the_same_again(person, file)


def test_who_was_not_recognised_is_known_by_the_contact() -> None:
    person = Person()
    simulation = person.simulation
    simulation.tap("login")
    simulation.write("user", "anna.re@vecchia-posta.example")
    recording = person.recorder.recording()
    assert recording is not None
    assert "simulator: {customer: anna-re, seed: 7}\n" in recording.text
    assert commands_of(recording)[-1] == "inputText: ${CUSTOMER_EMAIL}"


def test_a_code_typed_where_it_can_be_read_is_told_by_its_name(file: Path) -> None:
    person = Person()
    simulation = to_code(person)
    code = simulation.messages[0].code
    simulation.back()
    simulation.write("email", code)
    assert commands_of(person.recorder.recording())[-2:] == ["eraseText", "inputText: ${OTP}"]
    assert_the_same_again(person, file)


def test_a_password_of_the_registry_is_told_by_no_flow() -> None:
    person = Person()
    simulation = person.simulation
    simulation.tap("login")
    simulation.write("user", "Prova1234")
    assert commands_of(person.recorder.recording())[-1] == "inputText: ${PASSWORD}"


def test_a_wrong_code_is_told_as_another_of_the_same_shape(file: Path) -> None:
    person = Person()
    simulation = to_code(person)
    code = simulation.messages[0].code
    assert "7" not in code
    simulation.write("code", "777777")
    simulation.tap("continue")
    simulation.write("code", code[:5])
    simulation.tap("continue")
    told = commands_of(person.recorder.recording())
    assert {"inputText: '000000'", "inputText: '00000'"} <= set(told)
    assert not any(code[:5] in line for line in told)
    assert_the_same_again(person, file)


def test_a_password_that_is_no_longer_there_is_told_by_its_name(file: Path) -> None:
    for leave, spelt in product(("undo", "overwritten", "restart"), ("Zaffiro22", "ZAFFIRO22", "la mia: Zaffiro22")):
        person = Person()
        simulation = to_contact(person)
        simulation.write("password", "Zaffiro22")
        if leave == "overwritten":
            simulation.write("password", "Segreta1")
        elif leave == "undo":
            simulation.undo()
        else:
            simulation.restart()
            to_contact(person)
        simulation.write("email", spelt)
        recording = person.recorder.recording()
        assert recording is not None
        assert "zaffiro22" not in recording.text.casefold()
        assert_the_same_again(person, file)


def test_a_code_that_was_undone_is_told_by_its_name(file: Path) -> None:
    person = Person()
    simulation = to_code(person)
    code = simulation.messages[0].code
    simulation.undo()
    assert simulation.messages == ()
    simulation.back()
    simulation.write("first_name", f"era {code}")
    recording = person.recorder.recording()
    assert recording is not None
    assert code not in recording.text
    assert commands_of(recording)[-1] == "inputText: era ${OLD_OTP}"
    assert_the_same_again(person, file)


def test_a_code_in_pieces_and_a_number_of_nobody_are_told_by_their_names(file: Path) -> None:
    person = Person()
    simulation = to_code(person)
    code = simulation.messages[0].code
    simulation.back()
    simulation.back()
    simulation.write("first_name", f"{code[:3]} {code[3:]}, tel. 395 765 43 21, 33344")
    assert person.recorder.check("Nome")
    simulation.write("first_name", f"{code[:3]} {code[3:]}, tel. 395 765 43 21, 3954455667")
    written = [line for line in commands_of(person.recorder.recording()) if line.startswith("inputText")]
    assert written[-2:] == [
        "inputText: ${OLD_OTP}, tel. ${MOBILE}, 33344",
        "inputText: ${OLD_OTP}, tel. ${MOBILE}, ${MOBILE_2}",
    ]
    assert_the_same_again(person, file)
