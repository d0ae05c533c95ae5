"""The project's own words, the settings, and the command that tells of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.deck.lint.check import CheckSettings, check_words, read_settings
from ac_tui.deck.lint.texts import language_of
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.registry.faults import FileError
from ac_tui.registry.index import Registry
from tests.deck.worlds import plant, screens_copy


def test_a_variant_named_after_a_language_is_a_translation() -> None:
    for variant, language in [
        ("", "it"),
        ("en", "en"),
        ("en-GB", "en"),
        ("en-gentle", "en"),
        ("gentile", "it"),
        ("gentile-en", "it"),
        ("a", "it"),
        ("ab", "it"),
        ("it", "it"),
        ("pt_br", "it"),
    ]:
        assert language_of(variant) == language


def test_other_copy_with_a_short_name_is_held_to_italian_and_may_say_little(tmp_path: Path) -> None:
    variant = screens_copy(tmp_path) / "variants" / "ab"
    variant.mkdir()
    file = variant / "identity.toml"
    file.write_text('[body.first_name]\nerror.empty = "E\' il suo nome."\n', encoding="utf-8")
    found = check_words(Registry(), read_policy(), tmp_path / "screens", within=file)
    assert [(f.line, f.rule) for f in found if f.file == str(file)] == [(2, "accent"), (2, "tu")]


HARD = "Comunicazione concernente l'impossibilità temporanea dell'erogazione delle prestazioni telematiche autorizzate."


def test_a_variant_s_screen_is_measured_as_it_reads_with_all_its_texts(tmp_path: Path) -> None:
    variant = screens_copy(tmp_path) / "variants" / "breve"
    variant.mkdir()
    file = variant / "assistance.toml"
    file.write_text(f'[body.here]\ntext = "{HARD}"\n', encoding="utf-8")

    def hard() -> list[int]:
        found = check_words(Registry(), read_policy(), tmp_path / "screens", within=file)
        return [f.line for f in found if f.rule == "gulpease" and f.file == str(file)]

    assert hard() == []  # few hard words, among many that read easily
    plant(tmp_path / "screens", "check.toml", "least = 50", "least = 74")
    assert 2 in hard()


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screens_copy(tmp_path_factory.mktemp("workshop"))


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("[gulpease]\nleast = 101\n", 2, "bad-value"),
        ("[phone]\nwidths = []\n", 2, "bad-value"),
        ("[phone]\nwidths = [32, 10]\n", 2, "bad-value"),
        ("[gulpeas]\nleast = 40\n", 1, "unknown-key"),
    ],
)
def test_faults_of_the_settings_have_their_line(tmp_path: Path, text: str, line: int, rule: str) -> None:
    (tmp_path / "check.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as raised:
        read_settings(tmp_path)
    assert [(fault.line, fault.rule) for fault in raised.value.faults] == [(line, rule)]


def test_what_the_settings_leave_out_is_as_the_model_says(tmp_path: Path) -> None:
    (tmp_path / "check.toml").write_text("", encoding="utf-8")
    assert read_settings(tmp_path) == CheckSettings()


def test_the_gulpease_threshold_is_a_setting(tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    plant(screens, "check.toml", "least = 50", "least = 74")
    rules = {
        name: {f.rule for f in check_words(read_registry(), read_policy(), screens, within=screens / name)}
        for name in ("no_mobile.toml", "profile.toml")
    }
    assert "gulpease" in rules["no_mobile.toml"]
    assert "gulpease" not in rules["profile.toml"]  # too few words to measure


def test_a_folder_without_settings_and_lists_goes_by_the_shipped_ones(tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    for name in ("check.toml", "glossary.toml"):
        (screens / name).unlink()
    plant(screens, "privacy.toml", "in Agenzia.", "in filiale.")
    found = check_words(read_registry(), read_policy(), screens, within=screens / "privacy.toml")
    assert "glossary" in {fault.rule for fault in found}


def test_a_required_status_names_what_is_not_there_yet(screens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = plant(screens, "welcome.toml", "[body.intro]\n", '[body.intro]\nstatus = "draft"\nnote = "troppo lungo"\n')
    line = file.read_text("utf-8").split("\n").index('status = "draft"') + 1
    assert main(["check", str(file), "--require-status", "final", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding == {
        "file": str(file),
        "line": line,
        "level": "error",
        "rule": "status",
        "message": "`body.intro` is `draft`, not `final`: troppo lungo",
    }
    assert main(["check", str(file), "--require-status", "draft"]) == 0
    assert capsys.readouterr().out == ""


def test_suggestions_are_told_and_do_not_fail(screens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = plant(screens, "help.toml", "aspetta qualche minuto", "aspetta qualche minutto")
    assert main(["check", str(file)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{file}:")
    assert ": suggestion [spelling] body.code.text: `minutto` (`minuto`)" in line


def test_one_file_alone_is_told_what_all_together_tell_of_it(tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    files = [screens / place for place in ("help.toml", "variants/en/help.toml", "desk/why.toml")]
    for file in files:
        text = file.read_text("utf-8").replace(" il codice", "  il codice").replace(" the code", "  the code")
        file.write_text(f"{text}# allow tu: for nothing\n", encoding="utf-8")
    together = check_words(read_registry(), read_policy(), screens)
    for file in files:
        alone = check_words(read_registry(), read_policy(), screens, within=file)
        told = [fault for fault in alone if fault.file == str(file)]
        assert told == [fault for fault in together if fault.file == str(file)]
        assert "doubled-space" in {fault.rule for fault in told}


def test_what_callers_say_is_not_held_to_the_rules_of_what_they_are_told(tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    file = plant(screens, "desk/causes.toml", '"non trovo l\'email"', '"l\'e-mail  nn si trova, perchè"')
    assert [f for f in check_words(read_registry(), read_policy(), screens, within=file) if f.file == str(file)] == []
    plant(screens, "desk/causes.toml", "title = \"L'email con", "title = \"L'e-mail con")
    found = check_words(read_registry(), read_policy(), screens, within=file)
    (fault,) = (fault for fault in found if fault.file == str(file))
    assert (fault.rule, fault.message.partition(":")[0]) == ("glossary", "causes.no_email.title")
