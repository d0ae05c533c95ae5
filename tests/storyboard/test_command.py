"""`ac-tui storyboard`: what it makes, what it tells, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.cli import main
from tests.storyboard.worlds import FLOWS, made

A2 = FLOWS / "a2-senza-cellulare.yaml"


def storyboard(*args: object) -> int:
    return main(["storyboard", *map(str, args)])


def test_the_page_and_what_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "here" / "there"
    assert storyboard("-o", out, "--flows", FLOWS) == 0
    assert (out / "index.html").read_text("utf-8") == made().html
    assert [path.name for path in out.iterdir()] == ["index.html"]
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{out / 'index.html'}: {made().states} states of 6 flows, {made().phones} phones, ")


def test_a_terminal_shows_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert storyboard("-o", tmp_path, "--flows", A2) == 0
    assert "100%" in capsys.readouterr().err


def test_variants_are_shown_as_asked(tmp_path: Path) -> None:
    assert storyboard("-o", tmp_path, "--flows", A2, "--variant", "it, gentile") == 0
    html = (tmp_path / "index.html").read_text("utf-8")
    assert html.count('<p class="deck" lang="it">Originale</p>') > 0
    assert storyboard("-o", tmp_path, "--flows", A2, "--variant", "en") == 0
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "Create an account" in html
    assert ">Crea un account<" not in html
    assert '<html lang="en">' in html
    assert "<title>Storyboard of the registration</title>" in html
    assert "Storyboard della registrazione" not in html
    assert storyboard("-o", tmp_path, "--flows", A2, "--variant", "en,it") == 0
    html = (tmp_path / "index.html").read_text("utf-8")
    assert '<p class="deck" lang="en">Original</p>' in html


def test_a_flow_that_fails_is_told_and_what_it_reached_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flow = tmp_path / "f.yaml"
    flow.write_text("appId: x\nname: Sbaglia\n---\n- launchApp\n- tapOn: Registrati\n- tapOn: Nessuno\n", "utf-8")
    assert storyboard("-o", tmp_path, "--flows", flow) == 1
    assert f"{flow}:6: tapOn: Nessuno: " in capsys.readouterr().err
    assert 'id="a-profile"' in (tmp_path / "index.html").read_text("utf-8")


def test_a_flows_name_keeps_no_contact_and_no_password(tmp_path: Path) -> None:
    flow = tmp_path / "f.yaml"
    told = "mario.rossi@mail.it, +39 394 123 4521, 3941234521 e Canarino1"
    commands = "- tapOn: Accedi\n- tapOn: Password\n- inputText: Canarino1\n"
    flow.write_text(f'appId: x\nname: "Accede con {told}"\n---\n{commands}', "utf-8")
    assert storyboard("-o", tmp_path, "--flows", flow) == 0
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "Accede con mar*****@ma***.it, .....521, .....521 e •••••" in html
    assert not [secret for secret in ("mario.rossi", "1234521", "123 4521", "Canarino1") if secret in html]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--flows", "missing.yaml"), "missing.yaml:1: [missing-file]"),
        (("--variant", "en,nobody"), "[unknown-variant] there is no variant `nobody`"),
        (("--variant", "en,"), "write the names of variants with a comma between"),
        (("--registry", "missing.toml"), "missing.toml: no such file"),
        (("--screens", "missing"), "[missing-folder]"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    args: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flows = () if "--flows" in args else ("--flows", A2)
    assert storyboard("-o", tmp_path / "out", *flows, *args) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert storyboard("-o", tmp_path / "file", "--flows", A2) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{tmp_path / 'file'}: ")


def test_a_page_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ac_tui.reports.storyboard.page.make", lambda *_: pytest.fail("worked for nothing"))
    (tmp_path / "index.html").mkdir()
    assert storyboard("-o", tmp_path, "--flows", A2) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'index.html'}: Is a directory\n"


def test_without_flows_there_is_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert storyboard("-o", tmp_path / "out", "--flows", tmp_path / "empty") == 5
    assert capsys.readouterr().err == "ac-tui storyboard: no flow to play\n"
