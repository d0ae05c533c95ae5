"""The frame of the house: what imports what, what the lock files pin, what the wheel carries, what tests stand on."""

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import benchmarks
from benchmarks.__main__ import main as bench

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ac_tui"
PURE = ("registry", "journey")
ASSETS = ("screens", "fixtures")

# Slow to import and needed by no first screen: imported inside the functions that use them.
LATE = ("phonenumbers", "email_validator", "stdnum", "idna", "tomlkit", "jsonschema", "openpyxl", "jinja2")


def python(*args: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run this interpreter; return what it printed; fail with what it said where it did not end well."""
    __tracebackhide__ = True  # a report need not show the environment
    done = subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env=env or os.environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def loaded_after(*modules: str) -> set[str]:
    """Return the names of the top-level packages that importing ``modules`` leaves loaded, in a process of its own."""
    code = f"import {', '.join(modules)}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(python("-c", code).split())


def headless_modules() -> list[str]:
    """Return every module that must run without Textual: all but the surfaces drawn by it."""
    drawn = ("ac_tui.__main__", "ac_tui.surfaces.tui", "ac_tui.surfaces.page")
    paths = (path.relative_to(SOURCE.parent).with_suffix("") for path in SOURCE.rglob("*.py"))
    names = sorted(".".join(path.parts).removesuffix(".__init__") for path in paths)
    return [name for name in names if not any(f"{name}.".startswith(f"{one}.") for one in drawn)]


def test_no_test_measures_time_processor_or_memory() -> None:
    """Figures of a machine stand in benchmarks/: a busy machine is slow, not wrong.

    `monotonic` may be a clock that is handed in, or say when to give up waiting: in two helpers that run programs.
    """
    measures = re.compile(
        r"\b(?:perf_counter|process_time|thread_time|monotonic|getrusage|tracemalloc|psutil|timeit)\b"
    )
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__) and measures.search(path.read_text("utf-8"))
    }
    waiting = {"tests/tui/terminal.py", "tests/tui/embedded.py"}
    assert found == waiting


# Imports


def test_flows_play_without_textual() -> None:
    assert "textual" not in loaded_after("ac_tui.flows")


def test_only_what_draws_loads_textual_and_what_is_slow_comes_late() -> None:
    modules = headless_modules()
    assert {"ac_tui.assets", "ac_tui.cli", "ac_tui.deck", "ac_tui.flows", "ac_tui.journey", "ac_tui.registry"} <= {
        *modules
    }
    assert loaded_after(*modules) & {"textual", *LATE} == set()


def pure_files() -> Iterator[Path]:
    for package in PURE:
        yield from sorted((SOURCE / package).rglob("*.py"))


def impurities(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of what reaches for the outside without an import that import-linter would see."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name("open" | "print" | "input" | "breakpoint" | "exec" | "eval" | "__import__" as name):
                yield node.lineno, name
            case ast.Attribute(ast.Name("datetime" | "date") | ast.Attribute(attr="datetime" | "date"), attr=name) if (
                name in {"now", "utcnow", "today"}
            ):
                yield node.lineno, f"datetime.{name}"
            case ast.Attribute(attr="read_text" | "read_bytes" | "write_text" | "write_bytes" as name):
                yield node.lineno, name


def test_registry_and_journey_are_pure() -> None:
    files = list(pure_files())
    assert len(files) > len(PURE)
    found = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in files
        for line, what in impurities(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_the_look_for_impurities_sees_them() -> None:
    code = "open('x'); datetime.now(); dt.date.today(); path.read_text(); clock.now(); registry.open('x')"
    assert [what for _, what in impurities(ast.parse(code))] == ["open", "datetime.now", "datetime.today", "read_text"]


# Lock files


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Return version and number of hashes of every package of a lock file; fail on a line that is anything else."""
    found: dict[str, tuple[str, int]] = {}
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        entry = re.fullmatch(r"([a-z0-9-]+)==([0-9][\w.]*)( ; [^#]+?)?((?: +--hash=sha256:[0-9a-f]{64})+) *", line)
        assert entry is not None, f"{name}: not a pinned and hashed package: {line[:80]}"
        found[entry[1]] = (entry[2], entry[4].count("--hash"))
    return found


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def package_name(requirement: str) -> str:
    """Return the normalised name of the package a requirement asks for."""
    name = re.match(r"[\w.-]+", requirement, re.ASCII)
    assert name is not None
    return re.sub(r"[._-]+", "-", name[0]).lower()


def test_locks_hold_names_versions_and_hashes_only() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text("utf-8")
        assert locked(name)


def test_locks_hold_what_the_project_asks_for() -> None:
    settings = project()
    runtime, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    groups = settings["dependency-groups"]
    asked = {package_name(one) for one in settings["project"]["dependencies"] + groups["editable"]}
    assert asked <= set(runtime)
    assert {package_name(one) for one in groups["dev"] if isinstance(one, str)} <= set(dev)
    assert runtime.items() <= dev.items()


def test_textual_is_pinned_exactly() -> None:
    assert "textual==8.2.8" in project()["project"]["dependencies"]
    assert locked("requirements.lock")["textual"][0] == "8.2.8"


# The wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it, as an installer would, into a folder of its own."""
    built = tmp_path_factory.mktemp("wheel")
    python("-m", "hatchling", "build", "--target", "wheel", "--directory", str(built))
    (archive,) = built.glob("*.whl")
    installed = built / "site-packages"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(installed)
    return installed


def run_installed(wheel: Path, folder: Path, *args: str) -> str:
    """Run Python in ``folder`` with the unpacked wheel and the installed dependencies, and no trace of the checkout."""
    __tracebackhide__ = True
    path = os.pathsep.join([str(wheel), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return python("-S", "-B", *args, cwd=folder, env={**os.environ, "PYTHONPATH": path})  # -S: no editable install


def test_the_wheel_carries_every_asset(wheel: Path) -> None:
    for name in ASSETS:
        files = {path.relative_to(ROOT) for path in (ROOT / name).rglob("[!.]*") if path.is_file()}
        assert files
        packed = wheel / "ac_tui" / "_assets"
        assert {path.relative_to(packed) for path in (packed / name).rglob("*") if path.is_file()} == files
        assert all((packed / path).read_bytes() == (ROOT / path).read_bytes() for path in files)
    assert (wheel / "ac_tui" / "py.typed").is_file()


def test_the_wheel_finds_its_own_assets_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    for name in ASSETS:
        (tmp_path / name).mkdir()
    code = "from ac_tui import assets; print(assets.screens_dir()); print(assets.fixtures_dir())"
    found = run_installed(wheel, tmp_path, "-c", code).splitlines()
    assert found == [str(wheel / "ac_tui" / "_assets" / name) for name in ASSETS]


def test_the_wheel_runs_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    assert "usage: ac-tui" in run_installed(wheel, tmp_path, "-m", "ac_tui", "--help").lower()


# What tests stand on


def test_no_taste_of_the_developer_reaches_textual() -> None:
    from textual import constants
    from textual.app import App

    assert constants.DEFAULT_THEME == "textual-dark"
    assert constants.TEXTUAL_ANIMATIONS == "none"
    assert constants.COLOR_SYSTEM == "auto"
    app = App[None]()
    assert not app.no_color
    assert app.console.color_system == "truecolor"


def test_a_hostile_environment_is_cleaned_before_textual_is_imported() -> None:
    hostile = {"NO_COLOR": "1", "TEXTUAL_THEME": "nord", "TEXTUAL_COLOR_SYSTEM": "256", "TERM": "dumb", "COLORTERM": ""}
    test = f"{Path(__file__).relative_to(ROOT)}::{test_no_taste_of_the_developer_reaches_textual.__name__}"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TEXTUAL_"))}
    python("-m", "pytest", "-q", "-p", "no:cacheprovider", test, env={**env, **hostile})


def test_no_cursor_blinks() -> None:
    from textual.widgets import Input, TextArea

    assert not Input().cursor_blink
    assert not TextArea().cursor_blink


# Benchmarks


def test_benchmarks_are_found_run_and_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bench_frame.py").write_text("def run():\n    return [('one press', 1.5, 'ms')]\n", "utf-8")
    monkeypatch.setattr(benchmarks, "__path__", [str(tmp_path)])
    assert bench([]) == 0
    assert capsys.readouterr().out.split() == ["frame", "one", "press", "1.500", "ms"]
    assert bench(["frame"]) == 0
    assert bench(["absent"]) == 2
    assert capsys.readouterr().err == "no such benchmark: absent (there are: frame)\n"
    monkeypatch.setattr(benchmarks, "__path__", [])
    assert bench([]) == 5
