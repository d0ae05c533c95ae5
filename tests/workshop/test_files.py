"""Seeing that files changed, and reading only those again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ac_tui.deck.files import Watch
from ac_tui.deck.load import load_deck
from ac_tui.registry.faults import FileError
from tests.workshop.room import copied, replace


def test_nothing_saved_is_nothing_seen(tmp_path: Path) -> None:
    watch = Watch(copied(tmp_path))
    assert watch.look() == frozenset()


def test_files_that_come_change_and_go_are_seen_once(tmp_path: Path) -> None:
    screens = copied(tmp_path)
    watch = Watch(screens)
    new = screens / "variants" / "new" / "desk" / "words.toml"
    new.parent.mkdir(parents=True)
    new.touch()
    replace(screens / "login.toml", "step", "step ")
    (screens / "home.toml").unlink()
    assert watch.look() == {new, screens / "login.toml", screens / "home.toml"}
    assert watch.look() == frozenset()


def test_a_file_of_the_same_date_and_size_put_in_its_place_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "welcome.toml"
    other = tmp_path / "other"
    for path in (file, other):
        path.write_text("step", encoding="utf-8")
        os.utime(path, (1, 1))
    watch = Watch(tmp_path)
    other.rename(file)
    assert watch.look() == {file}


def test_other_files_are_seen_where_they_are(tmp_path: Path) -> None:
    style = tmp_path / "a.tcss"
    watch = Watch(copied(tmp_path), [style])
    assert watch.look() == frozenset()
    style.touch()
    assert watch.look() == {style}
    style.unlink()
    assert watch.look() == {style}


def test_a_folder_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    screens = copied(tmp_path)
    watch = Watch(screens)
    screens.rename(tmp_path / "elsewhere")
    assert screens / "login.toml" in watch.look()


def test_only_what_changed_is_checked_again(tmp_path: Path) -> None:
    screens = copied(tmp_path)
    first = load_deck(screens)
    replace(screens / "login.toml", "step", "step ")
    second = load_deck(screens)
    assert second.screens["login"] is not first.screens["login"]
    assert second.screens["home"] is first.screens["home"]


def test_what_was_good_before_never_hides_a_fault(tmp_path: Path) -> None:
    screens = copied(tmp_path)
    load_deck(screens, "en")
    replace(screens / "variants/en/login.toml", "heading", "heding")
    for _ in range(2):
        with pytest.raises(FileError, match="heding"):
            load_deck(screens, "en")
    (screens / "login.toml").write_bytes(b"\xff")
    with pytest.raises(FileError, match="unreadable"):
        load_deck(screens, "en")
