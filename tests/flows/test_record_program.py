"""`ac-tui record`, and recording on the desk: what is written, when, and what is said of it."""

from __future__ import annotations

import io
import shlex
import signal
import sys
from pathlib import Path

import pytest

from ac_tui.assets import fixtures_dir, screens_dir
from ac_tui.commands import simulate
from ac_tui.desk.session import Session
from ac_tui.flows.load import load_flow
from tests.flows.hands import Run, runner
from tests.plain.listener import TO_CODE
from tests.tui.driver import running
from tests.tui.lives import MARIO, lived
from tests.tui.terminal import Terminal


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def names(path: Path) -> list[str]:
    """The commands of a flow file, by name."""
    return [command.name for command in load_flow(path).commands]


def test_by_prompts_through_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (*TO_CODE, "/verifica Conferma", "/codice", "continua")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    said = run("record", "-o", "mine.yaml", "--plain", "--seed", "7")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("17 commands in mine.yaml; to play them: ac-tui test mine.yaml -e PASSWORD=…\n")
    assert "Prova1234" not in Path("mine.yaml").read_text("utf-8")
    played = run("test", "mine.yaml", "-e", "PASSWORD=Prova1234")
    assert (played.code, names(Path("mine.yaml"))[-3:]) == (0, ["assertVisible", "inputText", "tapOn"])


def test_the_line_that_tells_how_to_play_it_works(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another registry, other screens, a variant: all of it is named, quoted where a shell wants that."""
    Path("my world").mkdir()
    registry = Path("my world/registry.toml")
    registry.write_text((fixtures_dir() / "registry.toml").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("register\n"))
    world = ["--registry", str(registry), "--screens", str(screens_dir()), "--variant", "en"]
    said = run("record", "-o", "my world/mine.yaml", "--plain", *world)
    line = said.out.splitlines()[-1].partition("to play them: ")[2]
    assert line == f"ac-tui test 'my world/mine.yaml' {shlex.join(world)}"
    assert f"test FILE {shlex.join(world)}\n" in Path("my world/mine.yaml").read_text("utf-8")
    assert run(*shlex.split(line)[1:]).code == 0


def test_nothing_done_is_no_flow(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = run("record", "-o", "mine.yaml", "--plain")
    assert (said.code, said.err) == (5, "ac-tui record: nothing was done, so there is no flow\n")
    assert not Path("mine.yaml").exists()


def test_a_file_that_is_there_is_written_over_only_by_force(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.yaml").write_text("mine", "utf-8")
    said = run("record", "-o", "mine.yaml", "--plain")
    assert (said.code, said.err) == (2, "ac-tui record: mine.yaml is there already; --force writes over it\n")
    assert Path("mine.yaml").read_text("utf-8") == "mine"
    monkeypatch.setattr(sys, "stdin", io.StringIO("registrati\n"))
    assert run("record", "-o", "mine.yaml", "--plain", "--force").code == 0
    assert names(Path("mine.yaml")) == ["launchApp", "tapOn"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "nowhere/mine.yaml", "--plain"], "ac-tui record: there is no folder nowhere\n"),
        (["-o", "\x1b[31m/x.yaml", "--plain"], "ac-tui record: there is no folder \\x1b[31m\n"),
        (["-o", ".", "--plain"], "ac-tui record: . is a folder\n"),
        (["-o", "mine.yaml"], "ac-tui record: the simulator needs a terminal; --plain works without one\n"),
        (["--plain"], "ac-tui record: the following arguments are required: -o/--output"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    ended = run("record", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)
    assert ended.err.count("\n") == 1


def test_what_was_done_is_kept_when_the_simulator_stops(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(session: Session, *_: object) -> int:
        session.simulation.tap("register")
        raise RuntimeError("stopped")

    monkeypatch.setattr(simulate, "_play", stops)
    with pytest.raises(RuntimeError, match="stopped"):
        run("record", "-o", "mine.yaml", "--plain")
    assert names(Path("mine.yaml")) == ["launchApp", "tapOn"]


def test_in_a_terminal_until_it_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    with Terminal(["record", "-o", str(file), "--seed", "7"]) as terminal:
        terminal.wait("Registrati", "Accedi")
        terminal.write("\r")
        terminal.wait("Persone", "Aziende")
        terminal.write("\x11")
        assert terminal.wait_for_end() == 0
        assert f"2 commands in {file}" in terminal.text.replace("\n", "")
    assert names(file) == ["launchApp", "tapOn"]


def test_an_interrupt_keeps_what_was_done(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    with Terminal(["record", "-o", str(file), "--plain"]) as terminal:
        terminal.wait("Scelta:")
        terminal.write("registrati\n")
        terminal.wait("3. Aziende")
        terminal.signal(signal.SIGINT)
        assert terminal.wait_for_end() == 130
    assert names(file) == ["launchApp", "tapOn"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("how", [["--plain"], []])
def test_a_signal_that_ends_it_keeps_what_was_done(tmp_path: Path, number: int, how: list[str]) -> None:
    file = tmp_path / "mine.yaml"
    with Terminal(["record", "-o", str(file), *how]) as terminal:
        terminal.wait("Registrati", "Accedi")
        terminal.write("registrati\n" if how else "\r")
        terminal.wait("Persone", "Aziende")
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
    assert names(file) == ["launchApp", "tapOn"]


# On the desk.


def test_a_check_is_chosen_from_what_is_to_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with running((100, 40), "<Ctrl+P>aggiunge registrazione<Enter>", on=lived(*MARIO)) as person:
        assert "Che cosa si deve vedere?" in person.picture
        assert "GENERALI" not in person.app.session.recorder.visible()
        person.press("contatto vuoi<Enter>")
        assert "Verifica aggiunta: «Quale contatto vuoi usare come nome utente?»." in person.footer
        person.press("<Ctrl+P>salva flusso<Enter>")
        assert "Flusso salvato in flusso-1.yaml." in person.footer
    assert names(Path("flusso-1.yaml"))[-1] == "assertVisible"


def test_there_is_nothing_to_save_and_nowhere_to_save_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with running((100, 40), "<Ctrl+P>salva flusso<Enter>") as person:
        assert "Non è ancora successo niente: nessun flusso da salvare." in person.footer
        person.app.session.recorder.file = tmp_path
        person.press("<Enter><Ctrl+P>salva flusso<Enter>")
        assert "Flusso non salvato: Is a directory." in person.footer
