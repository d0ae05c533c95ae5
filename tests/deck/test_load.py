"""Reading a deck: from where, all faults at once, and what has no line of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ac_tui import assets
from ac_tui.deck.load import deck_faults, load_deck
from ac_tui.deck.render import render
from ac_tui.journey.model import STEPS
from ac_tui.registry.faults import FileError
from tests.deck.worlds import WORLD, at, deck, plant, screens_copy


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return screens_copy(tmp_path)


def rules(screens: Path) -> list[tuple[str, int, str]]:
    """The findings as (file name, line, rule)."""
    return [(Path(fault.file).name, fault.line, fault.rule) for fault in deck_faults(screens)]


def cut(path: Path, start: str, end: str) -> None:
    """Take everything from one text up to another out of a file."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(f"{re.escape(start)}.*?(?={re.escape(end)})", "", text, count=1, flags=re.DOTALL), "utf-8")


def test_the_shipped_deck_and_its_variants_are_clean() -> None:
    assert deck_faults() == ()
    assert tuple(deck().screens) == STEPS


def test_an_untouched_copy_is_clean(screens: Path) -> None:
    assert rules(screens) == []


def test_every_fault_of_every_file_comes_at_once(screens: Path) -> None:
    plant(screens, "welcome.toml", 'sends = "register"', 'sends = "regist"')
    plant(screens, "welcome.toml", 'beside = "have_account"', 'beside = "nothing"')
    plant(screens, "home.toml", "{number}", "{numbr}")
    plant(screens, "desk/words.toml", '"adesso"', '""')
    with pytest.raises(FileError) as caught:
        load_deck(screens)
    assert [(Path(f.file).name, f.rule) for f in caught.value.faults] == [
        ("words.toml", "bad-value"),
        ("home.toml", "unknown-placeholder"),
        ("welcome.toml", "unknown-event"),
        ("welcome.toml", "unknown-block"),
    ]
    assert len(str(caught.value).splitlines()) == 4


def test_a_block_that_the_journey_asks_for_is_missed(screens: Path) -> None:
    cut(screens / "login.toml", "[body.remember]", "[body.login]")
    first = (screens / "login.toml").read_text(encoding="utf-8").split("[body.")[0].count("\n") + 1
    assert rules(screens) == [("login.toml", first, "missing-field")]


def test_an_outcome_without_advice_is_missed(screens: Path) -> None:
    cut(screens / "desk" / "advice.toml", "[outcomes.too_soon]", "[outcomes.may_send]")
    [(file, _, rule)] = rules(screens)
    assert (file, rule) == ("advice.toml", "missing-outcome")


def test_a_check_without_words_is_missed(screens: Path) -> None:
    cut(screens / "desk" / "why.toml", "[link_unused]", "[user_known]")
    assert rules(screens) == [("why.toml", 1, "missing-check")]


def test_a_notice_that_no_screen_puts_into_words_is_missed(screens: Path) -> None:
    cut(screens / "home.toml", "[body.operation_done]", "[body.greeting]")
    [fault] = deck_faults(screens)
    assert (fault.file, fault.line, fault.rule) == (str(screens), 1, "missing-notice")


def test_a_file_named_after_no_step_is_found(screens: Path) -> None:
    (screens / "welcom.toml").write_text('step = "welcome"\n', encoding="utf-8")
    (screens / "desk" / "word.toml").write_text("", encoding="utf-8")
    found = deck_faults(screens)
    assert [(Path(f.file).name, f.line, f.rule) for f in found] == [
        ("word.toml", 1, "unknown-file"),
        ("welcom.toml", 1, "unknown-file"),
    ]
    assert "did you mean `welcome`?" in found[1].message


def test_text_that_is_not_utf_8_is_found_with_its_line(screens: Path) -> None:
    text = (screens / "home.toml").read_bytes()
    (screens / "home.toml").write_bytes(text.replace(b"polizze attive", "più polizze".encode("latin-1"), 1))
    line = text[: text.index(b"polizze attive")].count(b"\n") + 1
    assert rules(screens) == [("home.toml", line, "unreadable")]


def test_tables_nested_beyond_measure_are_a_fault_not_a_crash(screens: Path) -> None:
    (screens / "home.toml").write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    assert rules(screens) == [("home.toml", 1, "toml-syntax")]


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        load_deck(tmp_path / "nowhere")
    assert [fault.rule for fault in caught.value.faults] == ["missing-folder"]


def test_a_folder_without_anything_of_a_deck_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text("appId: x\n", encoding="utf-8")
    with pytest.raises(FileError) as caught:
        load_deck(tmp_path)
    assert [fault.rule for fault in caught.value.faults] == ["empty-folder"]


def test_what_a_folder_lacks_is_taken_from_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (assets.screens_dir() / "welcome.toml").read_text(encoding="utf-8")
    (own / "welcome.toml").write_text(text.replace("La tua Area Clienti", "Benvenuta qui"), encoding="utf-8")
    mine = load_deck(own)
    assert render(mine, at("welcome"), WORLD).heading == "Benvenuta qui"
    assert render(mine, at("profile"), WORLD) == render(deck(), at("profile"), WORLD)
    assert mine.words("phone.reopen") == deck().words("phone.reopen")


def test_a_byte_order_mark_and_foreign_line_ends_change_nothing(screens: Path) -> None:
    path = screens / "welcome.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert render(load_deck(screens), at("welcome"), WORLD) == render(deck(), at("welcome"), WORLD)


def test_faults_of_a_folder_inside_the_working_one_are_named_from_there(
    screens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(screens, "welcome.toml", 'sends = "register"', 'sends = "regist"')
    monkeypatch.chdir(screens.parent)
    assert [fault.file for fault in deck_faults(Path("screens"))] == ["screens/welcome.toml"]
