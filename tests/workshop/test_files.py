"""Seeing that files changed, and reading only those again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ac_tui.deck.load import DeckError, load_deck
from ac_tui.deck.shelf import Shelf
from ac_tui.deck.watch import Watch
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


def test_a_shelf_gives_what_is_unchanged_and_reads_what_is_not(tmp_path: Path) -> None:
    screens, shelf = copied(tmp_path), Shelf()
    first = load_deck(screens, shelf=shelf)
    replace(screens / "login.toml", "step", "step ")
    second = load_deck(screens, shelf=shelf)
    assert second.screens["login"] is not first.screens["login"]
    assert second.screens["home"] is first.screens["home"]


@pytest.mark.parametrize("variant", ["", "en", "gentile", "pseudo"])
def test_a_shelf_changes_nothing_about_a_deck(tmp_path: Path, variant: str) -> None:
    screens, shelf = copied(tmp_path), Shelf()
    for other in ("", "en", variant):
        load_deck(screens, other, shelf)
    again, plain = load_deck(screens, variant, shelf), load_deck(screens, variant)
    assert again.screens == plain.screens
    assert again.desk == plain.desk
    assert again.why == plain.why
    assert again.messages == plain.messages
    assert again.outcomes == plain.outcomes


def test_a_shelf_never_hides_a_fault(tmp_path: Path) -> None:
    screens, shelf = copied(tmp_path), Shelf()
    load_deck(screens, "en", shelf)
    replace(screens / "variants/en/login.toml", "heading", "heding")
    for _ in range(2):
        with pytest.raises(DeckError, match="heding"):
            load_deck(screens, "en", shelf)
    (screens / "login.toml").write_bytes(b"\xff")
    with pytest.raises(DeckError, match="unreadable"):
        load_deck(screens, "en", shelf)
