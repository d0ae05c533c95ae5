"""Changing the case while the call goes on: new facts, the same phone; a caller from nothing, own registries."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ac_tui.desk import phone as caller_phone
from ac_tui.desk.case import FIELDS, changes, form_of, keep_registry, open_registry, read_form, take_form
from ac_tui.desk.panels import card
from ac_tui.desk.pickers import PICKERS
from ac_tui.desk.session import Session
from tests.desk_session.sessions import customer, flow, new_session


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a registry is saved in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(session: Session, text: str = "", title: str = "") -> None:
    """Choose the change whose title holds these words."""
    next(pick for pick in changes(session, text) if title in pick.title).act(session)


def log_in(session: Session, user: str) -> None:
    phone = session.simulation
    phone.tap("login")
    phone.write("user", user)
    phone.write("password", "Prova1234")
    phone.tap("login")


def test_who_has_no_mobile_gets_in_once_the_agency_has_registered_one_and_undoing_takes_it_back() -> None:
    session = new_session()
    session.choose(customer("irene-basile"))
    log_in(session, "irene.basile@example.com")
    assert session.simulation.view.step == "no_mobile"
    change(session, title="appena registrato il cellulare")
    assert session.simulation.view.step == "no_mobile"
    caller_phone.back(session)
    session.simulation.write("password", "Prova1234")
    session.simulation.tap("login")
    assert session.simulation.view.step == "confirm_identity"
    while session.simulation.view.step != "no_mobile":
        session.undo()
    session.undo()
    assert not session.known.mobiles  # type: ignore[union-attr]
    session.redo()
    assert session.known.mobiles  # type: ignore[union-attr]


def test_contacts_names_and_policies_change_by_what_is_typed_or_chosen() -> None:
    session = new_session()
    session.choose(customer("bruno-neri"))
    change(session, title="Rinnova")
    change(session, "nuova@example.com", "nuova@example.com")
    change(session, "333 1234567", "+393331234567")
    change(session, "Bruno Maria Neri")
    known = session.known
    assert known is not None
    assert [policy.active for policy in known.policies] == [True]
    assert "nuova@example.com" in known.emails
    assert "+393331234567" in known.mobiles
    assert (known.first_name, known.last_name) == ("Bruno Maria", "Neri")
    change(session, title="Togli nuova@example.com")
    assert "nuova@example.com" not in session.known.emails  # type: ignore[union-attr]


def test_a_story_goes_on_with_the_new_facts_and_a_step_back_keeps_them() -> None:
    session = new_session()
    session.tell(flow("k-irene-basile"))
    session.play("next")
    change(session, title="appena registrato")
    session.play("next")
    session.play("back")
    assert session.known.mobiles  # type: ignore[union-attr]
    session.play("to_the_end")
    assert session.simulation.view.step != "no_mobile"


def test_a_blocked_code_can_be_unblocked() -> None:
    session = new_session()
    session.tell(flow("a1-persone-con-email-fino-alla-home"))
    while session.simulation.view.step != "confirm_contact":
        session.play("next")
    phone = session.simulation
    for _ in range(5):
        phone.write("code", "000000")
        phone.tap("continue")
    assert "esaurito" in "".join(text for _, text in session.simulation.view.texts())
    change(session, title="Sblocca")
    caller_phone.use_code(session)
    phone.tap("continue")
    assert session.simulation.view.step == "login"


def test_a_link_opened_on_the_other_phone_confirms_and_the_first_one_finds_its_code_used() -> None:
    session = new_session()
    session.tell(flow("b3-aziende-con-il-link-fino-alla-home"))
    while session.simulation.view.step != "confirm_contact":
        session.play("next")
    session.other_device()
    assert session.simulation.view.step == "welcome"
    assert session.words("sign.device") in session.signs()
    caller_phone.open_link(session)
    assert session.simulation.view.step == "login"
    session.other_device()
    assert session.simulation.view.step == "confirm_contact"
    session.simulation.write("code", session.simulation.messages[-1].code)
    session.simulation.tap("continue")
    assert session.simulation.view.step != "home"
    for _ in range(5):
        session.undo()
    assert session.simulation.view.step == "confirm_contact"
    assert session.words("sign.device") not in session.signs()


def test_a_caller_is_made_from_nothing_and_held_to_the_registrys_model() -> None:
    session = new_session()
    assert set(read_form(session, form_of(session))[1]) == {"first_name", "last_name"}
    given = dict.fromkeys(FIELDS, "") | {"profile": "professionisti", "first_name": "Ada", "last_name": "Prova"}
    wrong = given | {"emails": "ada@", "mobiles": "12", "tax_code": "ABC"}
    assert set(read_form(session, wrong)[1]) == {"emails", "mobiles", "tax_code"}
    right = given | {"emails": "ada@example.com, due@example.com", "mobiles": "320 7654321", "policies": "1, -2"}
    made = read_form(session, right)[0]
    assert made is not None
    take_form(session, made)
    assert session.known == made
    assert (made.id, made.profile, made.mobiles) == ("ada-prova", "professional", ("+393207654321",))
    assert [policy.active for policy in made.policies] == [True, False]
    assert form_of(session)["policies"] == "1, -2"
    session.undo()
    assert session.simulation.world.registry.get("ada-prova") is None


def test_a_registry_is_kept_and_opened_again_and_a_bad_one_is_said_in_one_line(folder: Path) -> None:
    session = new_session()
    session.choose(customer("mario-rossi"))
    change(session, "mario.nuovo@example.com")
    assert keep_registry(session, "mio.toml").say == "case.kept"
    assert keep_registry(session, "mio.toml").say == "case.bad_file"
    other = new_session()
    assert open_registry(other, "mio.toml").say == "case.opened"
    found = other.simulation.world.registry.get("mario-rossi")
    assert found is not None
    assert "mario.nuovo@example.com" in found.emails
    assert other.known is None
    os.mkfifo(folder / "pipe.toml")  # who opens it waits for somebody who writes
    for name in ("a\0b.toml", "x" * 5_000, str(folder), "/dev/zero"):
        for pick in PICKERS["registries"].find(other, name):
            assert pick.act(other).say in ("case.bad_file", "case.opened", "case.kept")
    (folder / "bad.toml").write_text("[[customers]]\nid = 3\n", encoding="utf-8")
    outcome = open_registry(other, "bad.toml")
    assert "bad.toml:1: [missing-key]" in other.words(outcome.say, **outcome.values)


def test_one_caller_is_whose_data_are_written_and_shown_and_another_on_the_phone_is_said() -> None:
    session = new_session()
    assert not card(session)
    session.simulation.tap("register")
    session.simulation.tap("person")
    caller_phone.type_aid(session)
    assert session.known == customer("mario-rossi")
    assert session.simulation.written("first_name") == "Mario"
    assert not list(session.signs())
    session.simulation.write("first_name", "Laura")
    session.simulation.write("last_name", "Conti")
    assert list(session.signs()) == ["Scelto Mario Rossi, sul telefono Laura Conti"]
