"""The Python door as another project uses it: flows as tests, Views to assert on, the app at a step."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from textual.widgets import Button, Checkbox, Input

from ac_tui.assets import screens_dir
from ac_tui.registry.faults import FileError
from ac_tui.testing import FlowFailure, app_at, play

pytest_plugins = ["pytester"]

FLOW = """\
appId: ${APP_ID}
name: Il nome
tags: [nome]
simulator: {customer: mario-rossi}
---
- launchApp
- tapOn: Registrati
- tapOn: Persone
- assertVisible: Crea un account
- tapOn: Nome
- inputText: Mario
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """An empty project with one flow that passes."""
    flows = pytester.mkdir("flows")
    (flows / "nome.yaml").write_text(FLOW, "utf-8")
    return pytester


def run(project: pytest.Pytester, *args: str) -> pytest.RunResult:
    # In a process of its own, as a project has it, and without this project's settings.
    return project.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:textual-snapshot", *args)


@pytest.mark.parametrize("surface", ["model", "plain", "tui"])
def test_a_flow_played_gives_its_views(surface: str) -> None:
    run = play("a1-persone-con-email-fino-alla-home", surface=surface)
    assert run.view.step == run.steps[-1] == "home"
    assert "confirm_contact" in run.steps
    seen = [text for view in run.views for _, text in view.texts()]
    assert "Conferma il tuo recapito" in seen
    assert "Prova1234" not in seen


def test_a_flow_that_fails_says_where_and_what_is_there_instead(tmp_path: Path) -> None:
    flow = tmp_path / "flow.yaml"
    flow.write_text(FLOW.replace("assertVisible: Crea un account", "assertVisible: Crea un acount"), "utf-8")
    with pytest.raises(FlowFailure) as failed:
        play(flow)
    said = str(failed.value)
    assert (failed.value.line, failed.value.step) == (9, "identity")
    assert f"{flow}:9: assertVisible" in said
    assert "did you mean 'Crea un account'?" in said
    assert "Cognome" in said


def test_own_variables_reach_the_flow_and_no_secret_leaves_it(tmp_path: Path) -> None:
    flow = tmp_path / "flow.yaml"
    flow.write_text(FLOW + "- assertVisible: ${PASSWORD}\n", "utf-8")
    with pytest.raises(FileError, match=r"flow.yaml:12: \[unset-variable\]"):
        play(flow)
    with pytest.raises(FlowFailure) as failed:
        play(flow, env={"PASSWORD": "Segreto1234"})
    assert "Segreto1234" not in str(failed.value)


def test_an_unknown_surface_step_or_flow_is_said_so() -> None:
    with pytest.raises(ValueError, match="no surface 'phone'"):
        play("a1-persone-con-email-fino-alla-home", surface="phone")
    with pytest.raises(ValueError, match="no step 'hom'"):
        app_at("hom")
    with pytest.raises(FileError, match=r"no-such\.yaml"):
        play("no-such.yaml")


async def test_the_app_stands_where_it_is_asked_to() -> None:
    for wanted, app in {
        "welcome": app_at(),
        "choose_contact": app_at("choose_contact"),
        "home": app_at(flow="a1-persone-con-email-fino-alla-home"),
        "confirm_contact": app_at("confirm_contact", flow="a1-persone-con-email-fino-alla-home"),
    }.items():
        async with app.run_test():
            assert app.simulation.view.step == wanted


async def test_an_app_may_be_left_at_any_moment_of_its_start() -> None:
    for turns in range(12):
        async with app_at().run_test():
            for _ in range(turns):
                await asyncio.sleep(0)


def test_own_words_are_read_again_when_they_are_saved(tmp_path: Path) -> None:
    screens = tmp_path / "screens"
    shutil.copytree(screens_dir(), screens)
    flow = tmp_path / "flow.yaml"
    flow.write_text(FLOW, "utf-8")
    play(flow, screens=screens)
    welcome = screens / "identity.toml"
    welcome.write_text(welcome.read_text("utf-8").replace("Crea un account", "Apri un account"), "utf-8")
    with pytest.raises(FlowFailure):
        play(flow, screens=screens)


def test_pytest_collects_flows_and_nothing_else(project: pytest.Pytester) -> None:
    flows = project.path / "flows"
    (flows / "config.yaml").write_text("flows: ['*']\n", "utf-8")
    (flows / "docker-compose.yaml").write_text("services: {web: {image: x}}\n", "utf-8")
    parts = flows / "_parts"
    parts.mkdir()
    (parts / "part.yaml").write_text(FLOW, "utf-8")
    result = run(project, "-v", "flows")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["flows/nome.yaml::nome PASSED*"])
    run(project, "-k", "nome and not altro", "flows").assert_outcomes(passed=1)


def test_a_failing_flow_explains_itself_in_the_report(project: pytest.Pytester) -> None:
    (project.path / "flows" / "storto.yaml").write_text(FLOW.replace("Persone", "Personne"), "utf-8")
    (project.path / "flows" / "rotto.yaml").write_text(FLOW.replace("tapOn", "tapOm", 1), "utf-8")
    result = run(project, "flows")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        ["*rotto.yaml:7: *'tapOn'*", "*storto.yaml:8: tapOn*", "*did you mean 'Persone'?*", "*│*Professionisti*"]
    )
    assert "Traceback" not in result.stdout.str()


def test_flows_are_played_side_by_side(project: pytest.Pytester) -> None:
    for number in range(4):
        (project.path / "flows" / f"nome{number}.yaml").write_text(FLOW, "utf-8")
    run(project, "-n", "2", "flows").assert_outcomes(passed=5)


def test_variables_come_from_the_environment(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.path / "flows" / "nome.yaml").write_text(FLOW + "- inputText: ${OTHER}\n", "utf-8")
    run(project, "flows").assert_outcomes(failed=1)
    monkeypatch.setenv("AC_TUI_OTHER", "Maria")
    run(project, "flows").assert_outcomes(passed=1)


def test_own_registry_and_screens_are_options(project: pytest.Pytester) -> None:
    registry = project.path / "customers.toml"
    registry.write_text('[[customers]]\nid = "mario-rossi"\nprofile = "nobody"\n', "utf-8")
    result = run(project, "--ac-tui-registry", str(registry), "flows")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*customers.toml:3: *"])


async def test_mario_rossi_gets_home_by_clicks_and_typing() -> None:
    app = app_at()
    async with app.run_test(size=(80, 48)) as pilot:

        async def write(field: str, text: str) -> None:
            await pilot.click(field)
            await pilot.press(*text)
            assert app.query_one(field, Input).value == text

        await pilot.click("#register")
        assert app.query_one("#step-profile")
        await pilot.click("#person")
        await write("#first_name", "Mario")
        await write("#last_name", "Rossi")
        await pilot.click("#continue")
        await write("#email", "mario.rossi@mail.it")
        await write("#password", "Prova1234")
        await pilot.click("#privacy")
        assert app.query_one("#privacy", Checkbox).value
        await pilot.click("#register")
        await write("#code", app.simulation.messages[-1].code)
        await pilot.click("#continue")
        await write("#user", "mario.rossi@mail.it")
        await write("#password", "Prova1234")
        await pilot.click("#login")
        await write("#code", app.simulation.messages[-1].code)
        await pilot.click("#continue")
        assert app.query_one("#step-home").is_on_screen
        assert app.query_one("#operation", Button).is_on_screen
        assert app.simulation.view.step == "home"
