"""Screenshots: what decides, what is kept, what is deleted and what never is; and the walk through the differences."""

from __future__ import annotations

import html
import io
import json
from pathlib import Path

import pytest

from tests.flows.hands import HEADER, Run, Said, runner

FLOW = "- takeScreenshot: start\n- tapOn: Registrati\n- takeScreenshot: profilo\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    write("a", FLOW)
    return runner(capsys)


def write(name: str, commands: str, tags: str = "one") -> None:
    Path("flows").mkdir(exist_ok=True)
    Path(f"flows/{name}.yaml").write_text(HEADER.replace("---", f"tags: [{tags}]\n---") + commands, "utf-8")


def kept(name: str = "a") -> list[str]:
    return sorted(path.name for path in Path(f"flows/snapshots/{name}").glob("*"))


def test_without_a_baseline_a_screenshot_is_named_and_fails_nothing_as_on_a_device(run: Run) -> None:
    keeps = "has no baseline yet: --snapshot-update-new-only keeps it"
    notes = [f"flows/a.yaml:5: screenshot 'start' {keeps}", f"flows/a.yaml:7: screenshot 'profilo' {keeps}"]
    said = run("test", "flows")
    assert (said.code, _notes(said)) == (0, notes)
    assert json.loads(run("test", "flows", "--format", "json").out)["flows"][0]["notes"] == notes
    for kind in ("junit", "html"):
        assert html.unescape(run("test", "flows", "--format", kind).out).count(keeps) == 2
    assert len(run("review", "--list").out.splitlines()) == 2
    assert kept() == []


def test_where_baselines_are_required_a_screenshot_without_one_fails_and_says_how_to_keep_it(run: Run) -> None:
    said = run("test", "flows", "--format", "json", "--require-baselines")
    failure = json.loads(said.out)["flows"][0]["failure"]
    assert (said.code, failure["line"], failure["command"]) == (1, 5, "takeScreenshot: start")
    keeps = "has no baseline yet: --snapshot-update-new-only keeps it"
    assert failure["message"] == f"screenshot 'start' {keeps}; line 7: screenshot 'profilo' {keeps}"
    assert "La tua Area Clienti" in failure["screen"]
    assert kept() == []


def test_the_flow_goes_on_and_all_its_differences_can_be_reviewed(run: Run) -> None:
    write("a", f"{FLOW}- tapOn: Nessuno\n")
    said = run("test", "flows", "--format", "html")
    assert "&#39;Nessuno&#39; is not on the screen" in said.out
    assert said.out.count('<button class="failed"') == 1
    assert len(run("review", "--list").out.splitlines()) == 2


def test_one_name_on_two_screens_is_refused_also_by_an_update(run: Run) -> None:
    write("a", "- takeScreenshot: start\n- takeScreenshot: start\n- tapOn: Registrati\n- takeScreenshot: start\n")
    said = run("test", "flows", "--snapshot-update")
    assert said.code == 1
    assert "flows/a.yaml:8: takeScreenshot: start\n" in said.out
    assert "screenshot 'start' was taken before, of another screen: each needs a name of its own" in said.out
    assert "La tua Area Clienti" in Path("flows/snapshots/a/start.txt").read_text("utf-8")


def test_a_flow_of_the_same_name_without_screenshots_deletes_none(run: Run) -> None:
    Path("flows/a.yml").write_text(f"{HEADER}- tapOn: Registrati\n", "utf-8")
    for _ in range(2):
        assert run("test", "flows", "--snapshot-update").code == 0
    assert len(kept()) == 4
    assert run("test", "flows").code == 0


def test_a_baseline_that_is_no_text_differs_and_can_be_replaced(run: Run) -> None:
    run("test", "flows", "--snapshot-update-new-only")
    path = Path("flows/snapshots/a/start.txt")
    path.write_bytes(b"\xff\xfe\x00")
    said = run("test", "flows")
    assert (said.code, "screenshot 'start' is not as its baseline" in said.out) == (1, True)
    assert run("test", "flows", "--snapshot-update").code == 0
    assert run("test", "flows").code == 0


def test_a_baseline_that_cannot_be_read_is_told_by_name(run: Run) -> None:
    Path("flows/snapshots/a/start.txt").mkdir(parents=True)
    said = run("test", "flows", "--snapshot-update")
    assert said.code == 1
    assert "screenshot 'start': flows/snapshots/a/start.txt: Is a directory\n" in said.out


def test_kept_screenshots_are_compared_on_every_surface(run: Run) -> None:
    assert run("test", "flows", "--snapshot-update-new-only").code == 0
    assert kept() == ["profilo.html", "profilo.txt", "start.html", "start.txt"]
    for surface in ("model", "plain", "tui"):
        assert run("test", "flows", "--surface", surface).code == 0
    text = Path("flows/snapshots/a/profilo.txt").read_text("utf-8")
    assert "Scegli il profilo con cui sei cliente." in text
    assert "[person] button\n  text: Persone\n" in text
    assert Path("flows/snapshots/a/profilo.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_difference_fails_and_is_told_at_its_line(run: Run) -> None:
    run("test", "flows", "--snapshot-update-new-only")
    path = Path("flows/snapshots/a/profilo.txt")
    path.write_text(path.read_text("utf-8").replace("text: Persone", "text: Privati"), "utf-8")
    said = run("test", "flows", "--snapshot-update-new-only")
    assert said.code == 1
    assert "screenshot 'profilo' is not as its baseline, first at line " in said.out
    assert "'text: Privati' is now 'text: Persone' (ac-tui review shows all of it)" in said.out
    assert "text: Privati" in path.read_text("utf-8")
    assert run("test", "flows", "--snapshot-update").code == 0
    assert "text: Persone" in path.read_text("utf-8")


def test_an_update_deletes_what_nothing_uses_and_a_filtered_run_never_does(run: Run) -> None:
    write("b", FLOW)
    run("test", "flows", "--snapshot-update-new-only")
    write("a", "- takeScreenshot: start\n")
    Path("flows/b.yaml").unlink()
    unused = ["flows/snapshots/a/profilo.txt", "flows/snapshots/b/profilo.txt", "flows/snapshots/b/start.txt"]
    assert _notes(run("test", "flows")) == [f"unused baseline: {path}" for path in unused]
    for filtered in (["flows", "--include-tags", "one"], ["flows/a.yaml"], ["flows", "--last-failed"]):
        said = run("test", *filtered, "--snapshot-update")
        assert "unused baseline: flows/snapshots/a/profilo.txt" in _notes(said)
        assert len(kept()) + len(kept("b")) == 8
    assert _notes(run("test", "flows", "--snapshot-update")) == [f"unused baseline removed: {path}" for path in unused]
    assert kept() == ["start.html", "start.txt"]
    assert not Path("flows/snapshots/b").exists()


def test_a_flow_that_fails_loses_no_baseline(run: Run) -> None:
    run("test", "flows", "--snapshot-update-new-only")
    write("a", "- takeScreenshot: start\n- tapOn: Nessuno\n")
    assert run("test", "flows", "--snapshot-update").code == 1
    assert len(kept()) == 4


def test_an_update_and_new_only_exclude_each_other(run: Run) -> None:
    assert run("test", "flows", "--snapshot-update", "--snapshot-update-new-only").code == 2


def test_the_name_of_a_file_is_not_too_long(run: Run) -> None:
    write("a", f"- takeScreenshot: {'x' * 101}\n- takeScreenshot: ${{NAME}}\n")
    said = run("test", "flows", "-e", f"NAME={'y' * 300}")
    assert said.code == 2
    assert said.err.endswith("xxx…' is longer than 100 characters\n")
    write("a", "- takeScreenshot: ${NAME}\n")
    said = run("test", "flows", "-e", f"NAME={'y' * 300}", "--snapshot-update")
    assert (said.code, "yyy…' is longer than 100 characters" in said.out) == (1, True)


@pytest.mark.parametrize("name", ["../up", "a/../b", "/a", "a/", ".", "${NAME}"])
def test_a_name_stays_in_its_folder(run: Run, name: str) -> None:
    write("a", f"- takeScreenshot: {name}\n")
    assert run("test", "flows", "--snapshot-update", "-e", "NAME=../../evil").code in (1, 2)
    assert not list(Path().rglob("*.html"))


def review(run: Run, monkeypatch: pytest.MonkeyPatch, answers: str) -> Said:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return run("review")


def test_review_walks_through_the_differences(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("review").code == 5
    run("test", "flows", "--snapshot-update-new-only")
    for name in ("start", "profilo"):
        path = Path(f"flows/snapshots/a/{name}.txt")
        path.write_text(path.read_text("utf-8").replace("clock: ", "clock: 8:00 not "), "utf-8")
    write("a", FLOW.replace("takeScreenshot: start", "takeScreenshot: {path: start, optional: true}"))
    run("test", "flows")
    Path("flows/a.yaml").unlink()
    said = run("review", "--list")
    assert said.out.splitlines() == [
        "flows/snapshots/a/start.txt: 'start' of flows/a.yaml",
        "flows/snapshots/a/profilo.txt: 'profilo' of flows/a.yaml",
    ]
    said = review(run, monkeypatch, "?\nn\no\na\ns\n")
    assert said.code == 1
    assert "-clock: 8:00 not 9:41 AM\n+clock: 9:41 AM\n" in said.out
    assert said.out.endswith("1 accepted, 0 rejected, 1 left\n")
    assert "not" not in Path("flows/snapshots/a/start.txt").read_text("utf-8").split("clock: ")[1].split("\n")[0]
    assert review(run, monkeypatch, "").out.endswith("0 accepted, 0 rejected, 1 left\n")  # nobody answers
    assert review(run, monkeypatch, "r\n").out.endswith("0 accepted, 1 rejected, 0 left\n")
    assert "8:00" in Path("flows/snapshots/a/profilo.txt").read_text("utf-8")
    assert run("review").code == 5


def test_accepting_a_new_screenshot_keeps_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("test", "flows")
    assert run("review", "--list").out.count("(new)") == 2
    assert review(run, monkeypatch, "a\na\n").code == 0
    assert kept() == ["profilo.html", "profilo.txt", "start.html", "start.txt"]


FORGED: dict[str, dict[str, object]] = {
    "dots": {"flow": "../out/a.yaml"},
    "dots in the name": {"name": "../../../../out/x"},
    "an absolute name": {"flow": "/out/a.yaml"},
    "a NUL": {"flow": "a\0.yaml"},
    "a link to a folder": {"flow": "link/a.yaml"},
    "a link to a file": {"flow": "flows/linked.yaml"},
    "no text": {"text": 7},
    "half a character": {"text": "\ud800"},
    "nothing": {"flow": None},
}
DAMAGED = (b"", b"\xff", b"[" * 100_000, b"{}", b'[{"flow": "a.yaml"}]', b"[7]")


def test_review_writes_nowhere_but_to_the_baselines_of_this_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, out = tmp_path / "here", tmp_path / "out"
    for folder in (here / ".ac-tui", here / "flows/snapshots/linked", out):
        folder.mkdir(parents=True)
    monkeypatch.chdir(here)
    Path("link").symlink_to(out)
    Path("flows/snapshots/linked/x.txt").symlink_to(out / "target.txt")
    sound = {"flow": "flows/a.yaml", "name": "x", "was": None, "text": "new", "picture": "new"}
    for forged in FORGED.values():
        Path(".ac-tui/review.json").write_text(json.dumps([sound, sound | forged]), "utf-8")
        said = review(run, monkeypatch, "a\na\n")
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(".ac-tui/review.json:1: [review] ")
    assert list(out.iterdir()) == []
    Path(".ac-tui/review.json").write_text(json.dumps([sound]), "utf-8")
    assert review(run, monkeypatch, "a\n").code == 0
    assert Path("flows/snapshots/a/x.txt").read_text("utf-8") == "new"


def test_what_is_damaged_in_the_folder_of_the_last_run_stops_nothing(run: Run, tmp_path: Path) -> None:
    state = Path(".ac-tui")
    for damage in DAMAGED:
        state.mkdir(exist_ok=True)
        for name in ("review.json", "last-failed.json"):
            (state / name).write_bytes(damage)
        assert run("review").err == ".ac-tui/review.json:1: [review] is damaged: play the flows again (ac-tui test)\n"
        assert run("test", "flows", "--last-failed").code == 0
        assert len(run("review", "--list").out.splitlines()) == 2
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine", "utf-8")
    for name in ("review.json", "last-failed.json"):
        (state / name).unlink()
        (state / name).symlink_to(elsewhere)
    assert run("test", "flows").code == 0
    assert elsewhere.read_text("utf-8") == "mine"
    state.rename("other")
    state.symlink_to("other")
    assert run("test", "flows").err == "ac-tui test: this run is not remembered: .ac-tui: a link, not a folder\n"
    state.unlink()
    for name in ("review.json", "last-failed.json"):
        (state / name).mkdir(parents=True)
    assert run("test", "flows").code == 0
    assert run("review").code == 2


def _notes(said: Said) -> list[str]:
    return [
        line.removeprefix("note: ")
        for line in said.out.splitlines()
        if line.startswith("note: ") and " s more " not in line
    ]


def test_where_nothing_is_left_to_review_it_says_where_it_looked(run: Run) -> None:
    said = run("review")
    assert (said.code, said.out) == (5, "")
    assert str(Path.cwd() / ".ac-tui") in said.err
