"""`ac-tui deck new-variant`: a draft to begin with, that loads and does not drown in findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.deck.load import load_deck
from ac_tui.journey.model import STEPS
from tests.deck.worlds import screens_copy

Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("name", "findings"), [("de", 1), ("breve", 0)])
def test_a_new_variant_loads_and_is_told_of_in_one_suggestion(
    tmp_path: Path, capsys: Said, name: str, findings: int
) -> None:
    screens = screens_copy(tmp_path)
    assert main(["deck", "new-variant", name, "--screens", str(screens)]) == 0
    folder = screens / "variants" / name
    assert capsys.readouterr().err == f"{len(STEPS)} drafts in {folder}\n"
    assert load_deck(screens, name).screens["welcome"].heading == load_deck(screens).screens["welcome"].heading
    assert main(["check", str(folder)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == findings
    assert all(": suggestion [missing-translation]" in line and "is a draft" in line for line in out)
    assert main(["check", str(folder / "welcome.toml"), "--require-status", "final"]) == 1


def test_its_comments_are_the_texts_as_they_can_be_taken_over(tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    main(["deck", "new-variant", "breve", "--screens", str(screens)])
    for file in (screens / "variants" / "breve").glob("*.toml"):
        lines = file.read_text("utf-8").split("\n")
        file.write_text("\n".join(line.removeprefix("# ") for line in lines), encoding="utf-8")
    assert load_deck(screens, "breve").screens["welcome"].body == load_deck(screens).screens["welcome"].body


@pytest.mark.parametrize(
    ("name", "says"), [("en", "already"), ("pseudo", "already"), ("../x", "no name"), ("A", "no name")]
)
def test_a_name_that_is_taken_or_none_is_one_line(tmp_path: Path, capsys: Said, name: str, says: str) -> None:
    assert main(["deck", "new-variant", name, "--screens", str(screens_copy(tmp_path))]) == 2
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1
