"""Faults that keep a file from loading hide nothing of what is wrong with the words of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.deck.lint.check import check_words
from ac_tui.deck.load import load_deck
from ac_tui.flows.fixture import read_policy
from ac_tui.registry.index import Registry
from tests.deck.worlds import plant, screens_copy

Said = pytest.CaptureFixture[str]


@pytest.fixture
def screens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    screens_copy(tmp_path)
    return Path("screens")


def found(said: Said) -> list[tuple[str, str]]:
    """The files and rules of what is more than a suggestion."""
    lines = [line.split(" ") for line in said.readouterr().out.splitlines()]
    return [(line[0].split(":")[0], line[2]) for line in lines if line[1] != "suggestion"]


@pytest.mark.parametrize(
    "slips",
    [
        (
            ("welcome.toml", 'sends = "register"', 'sends = "regist"', "[unknown-event]"),
            ("check.toml", "[gulpease]", "[gulpeas]", "[unknown-key]"),
            ("glossary.toml", "[[terms]]", "[[terms", "[toml-syntax]"),
            ("desk/messages.toml", "è {code}", "è {kode}", "[unknown-placeholder]"),
            ("desk/words.toml", "[phone]", "[fone]", "[unknown-word]"),
        ),
        (
            ("welcome.toml", "[body.intro]", "[body.intro", "[toml-syntax]"),
            ("check.toml", "[gulpease]", "[gulpease", "[toml-syntax]"),
        ),
        (
            ("variants/en/welcome.toml", "[body.register]", "[body.register", "[toml-syntax]"),
            ("variants/gentile/no_mobile.toml", "heading = ", "headin = ", "[variant-key]"),
        ),
    ],
    ids=["wrong keys", "no TOML", "in variants"],
)
def test_broken_files_hide_no_other_slip(screens: Path, capsys: Said, slips: tuple[tuple[str, ...], ...]) -> None:
    for place, old, new, _ in slips:
        plant(screens, place, old, new)
    plant(screens, "identity.toml", "Inserisci il tuo nome.", "E' il tuo nome.")
    assert main(["check", "screens"]) == 1
    said = found(capsys)
    for place, _, _, rule in slips:
        assert (f"screens/{place}", rule) in said
    broken = {f"screens/{place}" for place, *_ in slips}
    assert [one for one in said if one[0] not in broken] == [("screens/identity.toml", "[accent]")]


def test_what_is_allowed_in_a_file_that_does_not_load_is_not_called_needless(screens: Path, capsys: Said) -> None:
    plant(screens, "choose_contact.toml", 'sends = "submit_choice"', 'sends = "submit"')
    main(["check", "screens"])
    assert "allow-unused" not in capsys.readouterr().out


def test_a_text_that_is_too_long_can_be_shown_and_allowed(screens: Path) -> None:
    line = 'label = "Nome completo dell\'azienda"  # allow too-long: as on the documents\n'
    plant(screens, "company.toml", 'label         = "Nome azienda"\n', line)
    assert load_deck(screens).screens["company"].body["company_name"].max_length == 20
    found = check_words(Registry(), read_policy(), screens, within=screens / "company.toml")
    assert [fault.rule for fault in found if fault.level == "error"] == []


def test_an_emptied_file_is_one_finding_that_says_what_is_used_without_it(screens: Path, capsys: Said) -> None:
    emptied = {
        "desk/advice.toml": "",
        "desk/why.toml": "\n# nothing\n",
        "profile.toml": "\n# nothing\n",
        "welcome.toml": "",
    }
    for place, text in emptied.items():
        (screens / place).write_text(text, encoding="utf-8")
    main(["check", "screens"])
    lines = [line for line in capsys.readouterr().out.splitlines() if ": suggestion " not in line]
    for place, line in zip(emptied, lines, strict=True):
        assert line.startswith(f"screens/{place}:1: error [empty-file] there is nothing in this file")
        assert "the one that ac-tui ships is used" in line


def test_missing_files_are_one_suggestion_that_says_what_is_used_instead(screens: Path, capsys: Said) -> None:
    (screens / "welcome.toml").unlink()
    (screens / "desk" / "why.toml").unlink()
    assert main(["check", "screens"]) == 0
    assert capsys.readouterr().out == (
        "screens:1: suggestion [missing-file] "
        "not in this folder: welcome.toml, desk/why.toml; what ac-tui ships is used instead\n"
    )


def test_an_emptied_file_of_a_variant_says_that_the_original_is_shown(screens: Path, capsys: Said) -> None:
    (screens / "variants" / "gentile" / "no_mobile.toml").write_text("", encoding="utf-8")
    assert main(["check", "screens/variants/gentile"]) == 0
    assert "no_mobile.toml:1: suggestion [empty-file]" in capsys.readouterr().out
