"""`ac-tui check`: what it checks, what it prints, how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ac_tui import assets
from ac_tui.cli import main
from tests.deck.worlds import plant, screens_copy


@pytest.fixture
def screens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    screens_copy(tmp_path)
    return Path("screens")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


Said = pytest.CaptureFixture[str]


def findings(said: Said) -> list[dict[str, object]]:
    """The findings of a JSON answer, errors only: what is doubtful about words has tests of its own."""
    found: list[dict[str, object]] = json.loads(said.readouterr().out)["findings"]
    assert all(list(finding) == ["file", "line", "level", "rule", "message"] for finding in found)
    return [finding for finding in found if finding["level"] == "error"]


def test_of_the_project_itself_nothing_is_told(said: Said) -> None:
    assert main(["check"]) == 0
    assert said.readouterr().out == ""


def test_a_fault_is_one_line_with_file_and_line_and_exit_code_1_however_often_its_file_is_named(
    screens: Path, said: Said
) -> None:
    plant(screens, "welcome.toml", 'sends = "register"', 'sends = "regist"')
    assert main(["check", "screens", "screens/welcome.toml", "screens"]) == 1
    out, err = said.readouterr()
    assert out == (
        "screens/welcome.toml:21: error [unknown-event] "
        "`regist` is no event a screen can send; did you mean `register`?\n"
    )
    assert err == ""


def test_json_says_the_same(screens: Path, said: Said) -> None:
    plant(screens, "welcome.toml", 'sends = "register"', 'sends = "regist"')
    assert main(["check", "screens/welcome.toml", "--format", "json"]) == 1
    assert findings(said) == [
        {
            "file": "screens/welcome.toml",
            "line": 21,
            "level": "error",
            "rule": "unknown-event",
            "message": "`regist` is no event a screen can send; did you mean `register`?",
        }
    ]


@pytest.mark.parametrize("path", ["screens/home.toml", "screens/desk", "screens/desk/why.toml"])
def test_a_part_of_the_screens_is_checked_alone(screens: Path, said: Said, path: str) -> None:
    plant(screens, "welcome.toml", 'sends = "register"', 'sends = "regist"')
    plant(screens, "home.toml", "{number}", "{numbr}")
    plant(screens, "desk/why.toml", "{wait} secondi", "{waits} secondi")
    assert main(["check", path, "--format", "json"]) == 1
    [finding] = findings(said)
    assert str(finding["file"]).startswith(path)


def test_a_variant_is_checked_alone(screens: Path, said: Said) -> None:
    variant = screens / "variants" / "xx"
    variant.mkdir(parents=True)
    (variant / "home.toml").write_text('[body.greeting]\ntext = "Welcome."\n', encoding="utf-8")
    for path in (variant, variant / "home.toml"):
        assert main(["check", str(path), "--format", "json"]) == 1
        [finding] = findings(said)
        assert (finding["file"], finding["rule"]) == ("screens/variants/xx/home.toml", "variant-placeholder")


def test_a_misnamed_screen_is_found_when_it_is_checked_by_name(screens: Path, said: Said) -> None:
    shutil.copy(screens / "home.toml", screens / "hom.toml")
    assert main(["check", "screens/hom.toml", "--format", "json"]) == 1
    assert [finding["rule"] for finding in findings(said)] == ["unknown-file"]


FIXTURES = [
    ("policy.toml", "[code_digits]", "[code_digit]", "unknown-key"),
    ("policy.toml", 'value  = "10m"', 'value  = "ten"', "bad-value"),
    ("registry.toml", 'profile     = "person"', 'profile     = "persons"', "bad-value"),
    ("registry.toml", "[[customers]]", "[[customers", "toml-syntax"),
]


@pytest.mark.parametrize(("name", "old", "new", "rule"), FIXTURES)
def test_fixtures_are_checked(tmp_path: Path, said: Said, name: str, old: str, new: str, rule: str) -> None:
    text = (assets.fixtures_dir() / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    for path in (tmp_path, tmp_path / name):
        assert main(["check", str(path), "--format", "json"]) == 1
        [finding] = findings(said)
        assert (finding["file"], finding["line"], finding["rule"]) == (str(tmp_path / name), line, rule)


def test_a_registry_of_json_lines_is_checked(tmp_path: Path, said: Said) -> None:
    (tmp_path / "many.jsonl").write_text('{"id": "a", "profile": "person"}\n', encoding="utf-8")
    assert main(["check", str(tmp_path), "--format", "json"]) == 1
    assert {finding["line"] for finding in findings(said)} == {1}


def test_a_flow_is_checked(tmp_path: Path, said: Said) -> None:
    flow = tmp_path / "flow.yaml"
    flow.write_text("appId: x\nname: Prova\n---\n- launchApp\n- tapOnn: Registrati\n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--format", "json"]) == 1
    [finding] = findings(said)
    assert (finding["file"], finding["line"]) == (str(flow), 5)


FOR_NOBODY = "appId: x\nname: Prova\nsimulator: {customer: nobody}\n---\n- launchApp\n- tapOn: ${WHAT}\n"


def test_what_would_keep_a_flow_from_playing_is_told(tmp_path: Path, said: Said) -> None:
    """A customer nobody knows is an error; a variable may still be given."""
    flow = tmp_path / "flow.yaml"
    flow.write_text(FOR_NOBODY, encoding="utf-8")
    assert main(["check", str(flow)]) == 1
    assert said.readouterr().out.splitlines() == [
        f"{flow}:3: error [unknown-customer] the registry has no customer 'nobody'",
        f"{flow}:6: suggestion [unset-variable] ${{WHAT}} has no value: give it in env, or with -e WHAT=…",
    ]


def test_a_registry_beside_the_flows_brings_its_customers(tmp_path: Path, said: Said) -> None:
    (tmp_path / "flow.yaml").write_text(FOR_NOBODY, encoding="utf-8")
    text = (assets.fixtures_dir() / "registry.toml").read_text(encoding="utf-8")
    first = text[: text.index("[[customers]]", text.index("[[customers]]") + 1)]
    (tmp_path / "registry.toml").write_text(first.replace('"mario-rossi"', '"nobody"'), encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert "unknown-customer" not in said.readouterr().out


@pytest.mark.parametrize("name", ["config.yaml", "config.yml"])
def test_the_settings_of_a_folder_are_no_flow(tmp_path: Path, said: Said, name: str) -> None:
    (tmp_path / name).write_text("flows: ['*']\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 5
    (tmp_path / "flow.yaml").write_text("appId: x\n---\n- launchApp\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert said.readouterr().out == ""


def test_text_that_is_not_utf_8_is_a_finding(tmp_path: Path, said: Said) -> None:
    (tmp_path / "registry.toml").write_bytes(b"# ok\nstory = '\xe8'\n")
    assert main(["check", str(tmp_path), "--format", "json"]) == 1
    [finding] = findings(said)
    assert (finding["line"], finding["rule"]) == (2, "unreadable")


@pytest.mark.parametrize("path", ["nowhere", "nowhere.toml", "notes.md"])
def test_a_path_that_is_nothing_to_check_is_wrong_usage(screens: Path, said: Said, path: str) -> None:
    Path("notes.md").write_text("# Notes\n", encoding="utf-8")
    assert main(["check", "screens", path]) == 2
    out, err = said.readouterr()
    assert out == ""
    assert err.startswith(f"{path}: ")
    assert err.count("\n") == 1


def test_an_empty_folder_has_nothing_to_check(tmp_path: Path, said: Said) -> None:
    assert main(["check", str(tmp_path)]) == 5
    assert said.readouterr().err == "ac-tui check: there is nothing to check here\n"


def test_a_path_with_control_characters_says_so_safely(tmp_path: Path, said: Said) -> None:
    assert main(["check", str(tmp_path / "a\x1b[2Jb.toml")]) == 2
    assert "\x1b" not in said.readouterr().err


def test_a_folder_that_contains_itself_ends(tmp_path: Path, said: Said) -> None:
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert main(["check", str(tmp_path)]) == 5
    assert said.readouterr().out == ""


def test_a_status_can_be_required(screens: Path, said: Said) -> None:
    plant(screens, "welcome.toml", 'sends = "register"', 'sends = "register"\nstatus = "draft"')
    main(["check", "screens/welcome.toml"])
    assert "draft" not in said.readouterr().out
    assert main(["check", "screens/welcome.toml", "--require-status", "final"]) == 1
    assert "screens/welcome.toml:" in said.readouterr().out


def test_the_schema_is_printed(said: Said) -> None:
    assert main(["check", "--schema"]) == 0
    printed = json.loads(said.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert printed == json.loads((assets.screens_dir() / "schema.json").read_text(encoding="utf-8"))
