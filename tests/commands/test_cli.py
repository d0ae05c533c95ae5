"""The command line as a whole: every command is there, and bad usage is one plain line and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.cli import COMMANDS, main

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: Capture) -> None:
    assert main([name, "--help"]) == 0
    assert f"ac-tui {name}" in capsys.readouterr().out


def test_help_lists_every_command(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in out] == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["tset"], "no command 'tset'; did you mean 'test'?"),
        (["\x1b[31mred"], "no command '\\x1b[31mred'"),
        (["--no-such-option"], "--no-such-option"),
        (["why", "--profile", "king"], "invalid choice: 'king'"),
        (["find"], "TEXT"),
        (["registry"], "ACTION"),
        (["registry", "generate", "--count", "-1"], "-1"),
        (["registry", "generate", "--count", "many"], "invalid int value: 'many'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(argv: list[str], said: str, capsys: Capture) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("option", ["--registry", "--screens"])
def test_a_file_that_is_not_there_is_one_line_and_exit_code_2(option: str, tmp_path: Path, capsys: Capture) -> None:
    missing = tmp_path / "missing.toml"
    assert main(["why", "--email", "mario.rossi@mail.it", option, str(missing)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "missing.toml" in err
    assert "Traceback" not in err


def test_a_broken_registry_is_named_with_its_line(tmp_path: Path, capsys: Capture) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(
        '[[customers]]\nid = "x"\nprofile = "king"\nfirst_name = "A"\nlast_name = "B"\n', encoding="utf-8"
    )
    assert main(["why", "--email", "a@b.it", "--registry", str(broken)]) == 2
    assert f"{broken}:3: " in capsys.readouterr().err


@pytest.mark.parametrize("command", [["paths", "--to"], ["check"], ["test"], ["coverage"]], ids=lambda args: args[0])
def test_no_control_character_of_an_argument_reaches_the_terminal(
    command: list[str], capsys: Capture, tmp_path: Path
) -> None:
    bad = tmp_path / "a\x1b[31mb.yaml"
    bad.write_text("appId: x\n---\n- tapOnn: x\n", "utf-8")
    assert main([*command, str(bad)]) in (1, 2)
    said = "".join(capsys.readouterr())
    assert "\x1b" not in said
    assert "31mb.yaml" in said
