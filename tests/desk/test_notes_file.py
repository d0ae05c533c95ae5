"""Call notes in a file: a name that tells of nobody, nothing written over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ac_tui.desk.call_notes import save_notes

WHEN = datetime(2026, 1, 15, 9, 41, 7, tzinfo=UTC)


def test_the_name_tells_when_and_nothing_else(tmp_path: Path) -> None:
    file = save_notes("note\n", WHEN, "md", tmp_path)
    assert file == tmp_path / "note-2026-01-15-0941.md"
    assert file.read_text(encoding="utf-8") == "note\n"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    names = [save_notes(str(number), WHEN, "json", tmp_path).name for number in range(3)]
    assert names == ["note-2026-01-15-0941.json", "note-2026-01-15-0941-2.json", "note-2026-01-15-0941-3.json"]
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in names] == ["0", "1", "2"]


def test_the_folder_is_where_the_program_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert save_notes("x", WHEN, "md") == Path("note-2026-01-15-0941.md")
    assert (tmp_path / "note-2026-01-15-0941.md").exists()


def test_a_folder_that_cannot_be_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="Not a directory"):
        save_notes("x", WHEN, "md", tmp_path / "file" / "notes")
