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


def test_a_draft_with_some_texts_taken_over_takes_in_a_sheet(tmp_path: Path, capsys: Said) -> None:
    screens, sheet = screens_copy(tmp_path), tmp_path / "words.csv"
    main(["deck", "new-variant", "breve", "--screens", str(screens)])
    draft = screens / "variants" / "breve" / "confirm_contact.toml"
    text = draft.read_text("utf-8").replace("# body.sent.text", "body.sent.text", 1)
    draft.write_text(text.replace("# body.resend.label", "body.resend.label", 1), encoding="utf-8")
    main(["deck", "export", str(sheet), "--variant", "breve", "--screens", str(screens)])
    key = "confirm_contact.body.code.label"
    sheet.write_text(sheet.read_text("utf-8").replace(f"{key},,", f"{key},Codice,", 1), encoding="utf-8")
    assert main(["deck", "import", str(sheet), "--screens", str(screens)]) == 0, capsys.readouterr().err
    assert load_deck(screens, "breve").screens["confirm_contact"].words_of("code", "label") == "Codice"
    draft.write_text(text.replace("# heading", "body = {}\n# heading", 1) + "body.x.text = ''\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "says"), [("en", "already"), ("pseudo", "already"), ("../x", "no name"), ("A", "no name")]
)
def test_a_name_that_is_taken_or_none_is_one_line(tmp_path: Path, capsys: Said, name: str, says: str) -> None:
    assert main(["deck", "new-variant", name, "--screens", str(screens_copy(tmp_path))]) == 2
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1
