"""`ac-tui --story FLOW`: a file, or the name of a flow of the library; on prompts, too, it is played step by step."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.flows.load import load_named
from ac_tui.registry.faults import FileError

NAME = "a1-persone-con-email-fino-alla-home"


def test_a_story_is_found_by_its_name_or_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("appId: x\nname: Mine\n---\n- launchApp\n", encoding="utf-8")
    assert load_named(str(file)).name == "Mine"
    assert load_named(NAME).file == load_named(f"{NAME}.yaml").file
    with pytest.raises(FileError, match="no such file"):
        load_named("no-such-story")


@pytest.mark.parametrize(
    ("typed", "there"),
    [("", "1. Registrati\n"), ("/avanti\n", "1. Persone\n"), ("/fine\n", "Ti diamo il benvenuto, Mario Rossi!\n")],
)
def test_prompts_begin_the_story_and_play_it_on(
    typed: str, there: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["--plain", "--story", NAME]) == 0
    out = capsys.readouterr().out
    assert "Prossimo passo, 1 di 30: Apre l'app\n" in out
    assert there in out
