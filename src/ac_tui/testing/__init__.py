"""The public Python door: play flows and open the simulator from a test (docs/testing.md).

Everything is deterministic: the clock stands at the guide's 9:41 AM and moves when a flow moves it, codes follow from a
seed. What a call does not need is not imported: this module is loaded by every pytest run on the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from ac_tui.deck.view import View
    from ac_tui.surfaces.tui.app import AcTui

__all__ = ["FlowFailure", "FlowRun", "app_at", "play"]


class FlowFailure(AssertionError):  # noqa: N818 - a failed test, named as pytest names them
    """A flow that did not pass: `str()` tells file, line, command, reason and the screen, as `ac-tui test` does.

    `file` and `line` are where it stopped, `step` is the step it stopped at. Nothing in it holds a secret.
    """

    def __init__(self, message: str, *, file: str, line: int, step: str) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.step = step


class FlowRun(NamedTuple):
    """A flow that passed: `views` are the screens after each of its commands, in order; `steps` those it went through.

    A View is plain data without secrets: passwords and codes read as bullets.
    """

    views: tuple[View, ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def view(self) -> View:
        """The screen that it ended on."""
        return self.views[-1]


def play(
    flow: str | PathLike[str],
    *,
    surface: str = "model",
    registry: str | PathLike[str] | None = None,
    screens: str | PathLike[str] | None = None,
    variant: str | None = None,
    env: Mapping[str, str] | None = None,
) -> FlowRun:
    """Play a flow to its end and return what it showed.

    `flow` is a file, or the name of a flow of the library; `surface` is "model", "tui" or "plain"; `registry` a file of
    customers and `screens` a folder of words, ac-tui's own where None; `env` gives variables as `-e` does. Raises
    FlowFailure where the flow does not pass, ValueError for an unknown surface, and FileError or AssetError, one line a
    fault, for files that cannot be used.
    """
    from ac_tui.testing.playing import fixture_of, play_file

    return play_file(flow, surface, fixture_of(registry, screens, variant or ""), env or {})


def app_at(
    step: str = "welcome",
    *,
    flow: str | PathLike[str] | None = None,
    registry: str | PathLike[str] | None = None,
    screens: str | PathLike[str] | None = None,
    variant: str | None = None,
    seed: int = 7,
) -> AcTui:
    """The simulator as a Textual app, standing at a step: for `snap_compare`, `run_test` and pilots.

    The step is reached as a customer of the registry would, by the shortest way. With `flow`, a file or the name of a
    flow of the library, the app stands where the flow has come to that step for the first time, or at the flow's end
    where no step is named. Raises ValueError for a step that does not exist or that nobody reaches, FlowFailure for a
    flow that does not pass, FileError or AssetError for files that cannot be used.
    """
    from ac_tui.testing.playing import fixture_of, open_at

    return open_at(step, flow, fixture_of(registry, screens, variant or ""), seed, screens)
