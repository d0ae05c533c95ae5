"""What every test stands on: a clean environment, a still cursor, a repeatable Hypothesis."""

import functools
import gc
import os
import signal
import time
from collections.abc import Iterator, Sequence
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Textual reads the environment when it is imported, Rich when a console is made: this comes before either. Nobody's
# terminal, theme or taste may colour a picture.
for _name in list(os.environ):
    # All but the place where the plugin for pictures gathers them from its processes.
    if (_name.startswith("TEXTUAL_") and _name != "TEXTUAL_SNAPSHOT_TEMPDIR") or _name in {
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "LINES",
    }:
        del os.environ[_name]
os.environ |= {
    "TEXTUAL_ANIMATIONS": "none",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LC_ALL": "C.UTF-8",
    "AC_TUI_HOME": "",  # nothing is remembered from one test to the next, and nothing of whoever runs them
    "TZ": "XXX-05:45",  # nobody's own: local time taken for universal time is off by an odd amount and shows
}
time.tzset()

# What was read is kept in a cache folder: a new one each time, and nobody's own.
_CACHE = TemporaryDirectory(prefix="ac-tui-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

# Thousands of tests make things that refer to each other: looking through all of them every now and then was a quarter
# of the time.
gc.set_threshold(20_000, 20, 10)

# Whoever runs tests in the background has them, and the programs they start, ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["pytest_textual_snapshot"]

settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_xdist_auto_num_workers() -> int:
    """Two processes more than cores: who is at a pseudo-terminal, or starts another program, waits most of the time."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(autouse=True, scope="session")
def caches() -> Sequence[Any]:
    """What the program's functions remember, where mutmut runs tests: none otherwise."""
    if "MUTANT_UNDER_TEST" not in os.environ:
        return ()
    made = (kept for kept in gc.get_objects() if isinstance(kept, type(functools.cache(int))))
    return [kept for kept in made if kept.__module__.startswith("ac_tui.")]


@pytest.fixture(autouse=True)
def nothing_cached(caches: Sequence[Any]) -> None:
    """Forget what the sound code has found out: else a mutant is not asked, and a test not known to ask it."""
    for kept in caches:
        kept.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def still_cursor() -> Iterator[None]:
    """Stop the cursor of every field: a blink flips a picture after about 0.9 s."""
    from textual.widgets import Input, TextArea

    with pytest.MonkeyPatch.context() as patch:
        for widget in (Input, TextArea):
            patch.setattr(vars(widget)["cursor_blink"], "_default", False)
        yield
