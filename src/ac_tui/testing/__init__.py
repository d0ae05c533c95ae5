"""The public Python door: play flows and open the simulator from a test (docs/testing.md).

Everything is deterministic: the clock stands at the guide's 9:41 AM and moves when a flow moves it, codes follow from a
seed. What a call does not need is not imported: this module is loaded by every pytest run on the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ac_tui.deck.view import View
    from ac_tui.testing.playing import app_at, play

__all__ = ["FlowFailure", "FlowRun", "app_at", "play"]


def __getattr__(name: str) -> Any:
    """`app_at` and `play`, when they are asked for."""
    if name not in __all__:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    from ac_tui.testing import playing

    return getattr(playing, name)


class FlowFailure(AssertionError):  # noqa: N818 - a failed test, named as pytest names them
    """A flow that did not pass: `str()` tells file, line, command, reason and the screen, as `ac-tui test` does.

    `file` and `line` are where it stopped, `step` is the step it stopped at. Nothing in it holds a secret.
    """

    def __init__(self, message: str, *, file: str, line: int, step: str) -> None:
        super().__init__(message)
        self.file, self.line, self.step = file, line, step


class FlowRun(NamedTuple):
    """A flow that passed: `views` are the screens after each command, without secrets, `steps` those gone through."""

    views: tuple[View, ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def view(self) -> View:
        """The screen that it ended on."""
        return self.views[-1]
