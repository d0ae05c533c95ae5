"""A planted password, code and contact: in no note, report, recording, log, crash text or snapshot."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec import to_builtins

from ac_tui.deck.load import load_deck
from ac_tui.desk.notes import as_markdown, take_notes
from ac_tui.desk.session import Session
from ac_tui.flows.paths import Goal
from ac_tui.flows.record import Recorder
from ac_tui.flows.results import crash_report
from ac_tui.flows.simulation import Simulation, collect_secrets
from ac_tui.journey.world import SeededCodes
from ac_tui.registry.load import parse_registry
from tests.desk.table import flow, new_call
from tests.shipped import the_policy
from tests.tui.driver import running

PASSWORD = "Canarino7Rosso"
OTHER_PASSWORD = "Passero8Verde"
CODE = "739152"
EMAIL = "canarino.segreto@example.com"
MOBILE = "3949876543"
CONTACTS = (EMAIL, MOBILE, f"+39{MOBILE}")
SECRETS = (PASSWORD, OTHER_PASSWORD, CODE)

REGISTRY = f"""
[[customers]]
id = "canarino"
profile = "person"
first_name = "Nino"
last_name = "Canarini"
tax_code = "RSSMRA85M01Z999U"
client_code = "0009999999"
emails = ["{EMAIL}"]
mobiles = ["+39{MOBILE}"]
policies = [{{ number = "990001" }}]
fixed_code = "{CODE}"
story = "Il canarino."
"""

FLOW = f"""
appId: ${{APP_ID}}
name: Canarino
simulator: {{customer: canarino}}
---
- launchApp
- tapOn: Registrati
- tapOn: Persone
- tapOn: Nome
- inputText: Nino
- tapOn: Cognome
- inputText: Canarini
- tapOn: Continua
- tapOn: Indirizzo email
- inputText: {EMAIL}
- tapOn: Password
- inputText: ${{PASSWORD}}
- takeScreenshot: contatto
- assertVisible: {EMAIL}
- copyTextFrom: Nino.*|.*{EMAIL}.*
- tapOn: Dichiaro di aver preso visione dell'informativa privacy
- tapOn: Registrati
- inputText: ${{OTP}}
- takeScreenshot: codice
- back
- tapOn: {EMAIL}
- tapOn: Numero di cellulare
- tapOn: Numero
- inputText: {MOBILE}
- takeScreenshot: ${{maestro.copiedText}}
- setClipboard: 394 987 65 43
- runFlow: {{when: {{visible: '{MOBILE}'}}, commands: [pasteText]}}
- assertVisible: {{text: 'nowhere to be seen, neither {EMAIL} nor {re.escape(EMAIL)} nor {MOBILE}', optional: true}}
- tapOn: {{text: 'Indietro a {MOBILE}', label: 'Da {EMAIL} a {MOBILE}'}}
"""


def new_simulation() -> Simulation:
    return Simulation(parse_registry(REGISTRY, "canary.toml"), the_policy(), SeededCodes(3), load_deck())


def lived() -> Simulation:
    """A registration with a wrong password once, a wrong contact once, the code right and wrong, and a login."""
    phone = new_simulation()
    phone.tap("register")
    phone.tap("person")
    phone.write("first_name", "Nino")
    phone.write("last_name", "Canarini")
    phone.tap("continue")
    phone.write("email", EMAIL)
    phone.write("password", OTHER_PASSWORD)
    phone.tap("privacy")
    phone.tap("register")
    phone.write("code", "000000")
    phone.tap("continue")
    phone.write("code", CODE)
    phone.tap("continue")
    phone.write("user", EMAIL)
    phone.write("password", PASSWORD)
    phone.tap("login")
    phone.write("password", OTHER_PASSWORD)
    phone.tap("login")
    phone.write("code", CODE)
    return phone


def nowhere(text: str, canaries: tuple[str, ...] = SECRETS + CONTACTS) -> None:
    for canary in canaries:
        assert canary not in text
        assert canary not in re.sub(r"[\s.\-\\]", "", text), "nor in pieces"


def test_the_canaries_are_planted() -> None:
    phone = lived()
    assert phone.view.step == "confirm_identity"
    assert phone.messages[-1].code == CODE
    assert EMAIL in phone.journey.draft.values.values()


REMARKS = [f"la password è {OTHER_PASSWORD}, prima era {PASSWORD}", f"codice {CODE}", f"{EMAIL}, tel. 394 987 65 43"]


def test_no_note_holds_one_not_even_in_a_remark() -> None:
    phone = lived()
    notes = take_notes(phone, REMARKS)
    nowhere(as_markdown(phone.deck, notes))
    nowhere(json.dumps(to_builtins(notes), ensure_ascii=False))


def test_no_note_of_a_call_that_failed_holds_one() -> None:
    phone = new_simulation()
    phone.tap("login")
    phone.write("user", EMAIL)
    phone.write("password", PASSWORD)
    phone.tap("login")
    phone.tap("recover")
    phone.write("contact", MOBILE)
    phone.tap("continue")
    nowhere(as_markdown(phone.deck, take_notes(phone)))


def told(call: Session, remark: str) -> str:
    """The notes of a call with one remark more, in both forms."""
    notes = take_notes(call.simulation, [*call.state.remarks, remark], call.redactor)
    return as_markdown(call.simulation.deck, notes) + json.dumps(to_builtins(notes), ensure_ascii=False)


def typed_by_hand(phone: Simulation, block: str, text: str) -> None:
    for end in range(1, len(text) + 1):
        phone.write(block, text[:end])


LEAVE: dict[str, Callable[[Session], object]] = {
    "undo": lambda call: [call.undo() for _ in range(2)],
    "restart": lambda call: call.restart(),
    "jump": lambda call: call.look_up(Goal("profile")),
    "story": lambda call: call.tell(flow("k-laura-conti")),
    "overwritten": lambda call: call.simulation.write("password", "Altra5678"),
    "emptied": lambda call: [call.simulation.write("password", text) for text in (f"{PASSWORD}x", PASSWORD, "")],
    "taken back": lambda call: [call.simulation.write("password", PASSWORD[:n]) for n in range(13, 2, -1)],
    "closed": lambda call: call.simulation.close(),
    "kept": lambda call: None,
}


def test_no_note_holds_a_password_that_is_no_longer_there() -> None:
    for leave in LEAVE.values():
        call = new_call()
        call.simulation.tap("login")
        typed_by_hand(call.simulation, "password", PASSWORD)
        leave(call)
        for spelt in (PASSWORD, PASSWORD.lower(), PASSWORD.upper(), f"la-{PASSWORD}!"):
            nowhere(told(call, f"la password è {spelt}").casefold(), (PASSWORD.casefold(),))


def test_what_a_password_was_while_it_was_typed_is_no_secret() -> None:
    call = new_call()
    call.simulation.tap("login")
    typed_by_hand(call.simulation, "password", PASSWORD)
    call.restart()
    assert "un canarino" in told(call, "un canarino")


def test_no_note_holds_a_code_or_a_link_that_was_sent_before() -> None:
    call = new_call()
    call.tell(flow("b3-aziende-con-il-link-fino-alla-home"))
    while not call.simulation.messages:
        call.play("next")
    message = call.simulation.messages[-1]
    code, link = message.code, message.link
    token = link.rpartition("/")[2]
    for leave in (call.undo, call.restart):
        leave()
        assert not call.simulation.messages
        for remark in (f"codice{code}", " poi ".join(code), f"vedi {link}", f"apre ({token})", token.upper()):
            nowhere(told(call, remark).casefold(), (code, token))


def test_no_note_holds_a_password_that_is_typed_where_it_can_be_read() -> None:
    call = new_call()
    phone = call.simulation
    phone.tap("register")
    phone.tap("company")
    phone.write("company_name", PASSWORD)
    phone.tap("continue")
    phone.write("email", "info@wellion.example")
    phone.write("password", PASSWORD)
    phone.tap("privacy")
    phone.tap("register")
    assert PASSWORD in str(phone.decision)
    nowhere(told(call, ""))


@pytest.mark.parametrize("number", ["320 1234519", "tre 320, poi 123 e 4519", "+39 tre: 320 / 123 e infine 4519"])
def test_no_note_holds_a_number_of_the_registry_even_in_pieces(number: str) -> None:
    assert re.search("320.*123.*4519", told(new_call(), f"richiama {number}")) is None


def written_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_no_note_that_the_desk_copies_or_saves_holds_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with running((160, 50), on=lived()) as person:
        for remark in REMARKS:
            person.app.session.remark(remark)
        person.press("<Alt+X><Ctrl+L><Ctrl+P>json<Enter>")
        nowhere(person.app.clipboard)
    files = written_in(tmp_path)
    assert [file.suffix for file in files] == [".json", ".md"]
    for file in files:
        nowhere(file.name + file.read_text(encoding="utf-8"))


def test_no_recording_holds_one() -> None:
    phone = lived()
    phone.tap("help")
    recorder = Recorder(phone, collect_secrets(phone))
    recording = recorder.recording()
    assert recording is not None
    nowhere(recording.text)
    nowhere(repr(recording))


def test_no_recording_holds_one_that_was_looked_for() -> None:
    phone = new_simulation()
    recorder = Recorder(phone, collect_secrets(phone))
    phone.tap("login")
    for contact in (EMAIL, EMAIL.upper(), MOBILE, f"0039 {MOBILE}", "394 987 65 43"):
        phone.write("user", contact)
        assert recorder.check(contact)
    recording = recorder.recording()
    assert recording is not None
    assert recording.text.count("assertVisible") == 5
    nowhere(recording.text.casefold())
    nowhere(recording.text)


@contextmanager
def all_logs() -> Iterator[list[str]]:
    """Everything that any logger is told."""
    told: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    root, keep = logging.getLogger(), Keep(0)
    level = root.level
    root.addHandler(keep)
    root.setLevel(0)
    try:
        yield told
    finally:
        root.removeHandler(keep)
        root.setLevel(level)


def test_no_log_and_no_output_holds_one(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    keys = f"<Enter><Enter>Nino<Tab>Canarini<Enter>{EMAIL}<Tab>{PASSWORD}<Tab><Space><Enter>{CODE}<Enter>"
    with all_logs() as told, running((80, 24), keys, on=new_simulation()) as person:
        assert person.step == "login"
    nowhere("\n".join(told))
    out, err = capfd.readouterr()
    nowhere(err)
    nowhere(out, SECRETS)


def test_no_crash_text_holds_one() -> None:
    def crash(phone: Simulation, typed: str) -> None:
        raise RuntimeError(f"{phone} {typed} {EMAIL} {MOBILE} {phone.journey} {phone.messages}")

    for typed in SECRETS:
        with pytest.raises(RuntimeError) as caught:
            crash(lived(), typed)
        nowhere(crash_report(caught.value))


@pytest.mark.parametrize("form", ["text", "json", "junit", "html"])
def test_no_report_and_no_snapshot_holds_one(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ac_tui.cli import main

    monkeypatch.chdir(tmp_path)
    Path("canary.toml").write_text(REGISTRY, encoding="utf-8")
    Path("canarino.yaml").write_text(FLOW, encoding="utf-8")
    report = tmp_path / "report"
    arguments = ["test", "canarino.yaml", "--registry", "canary.toml", "-e", f"PASSWORD={PASSWORD}", "--format", form]
    assert main([*arguments, "--output", str(report), "--snapshot-update"]) == 1
    assert "Indietro a .....543" in report.read_text(encoding="utf-8")
    assert "can*****@ex***.com" in report.read_text(encoding="utf-8")
    nowhere("".join(capsys.readouterr()))
    written = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix not in (".toml", ".yaml")]
    assert len([file for file in written if "snapshots" in file.parts]) >= 2
    for file in written:
        nowhere(file.name + file.read_text(encoding="utf-8"))


def test_no_repr_of_what_is_in_memory_holds_a_password_or_a_code() -> None:
    phone = lived()
    parts = (phone.view, phone.journey, phone.history, phone.messages, phone.decision, phone.world, take_notes(phone))
    nowhere("\n".join(map(repr, parts)), (PASSWORD, OTHER_PASSWORD))
    nowhere("\n".join(map(repr, (phone.journey, phone.history, phone.messages, phone.decision))), SECRETS)
