"""The public Python door: play flows and open the simulator from a test (docs/testing.md).

Everything is deterministic: the clock stands at the guide's 9:41 AM and moves when a flow moves it, codes follow from a
seed. What a call does not need is not imported: this module is loaded by every pytest run on the machine.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ac_tui.testing.playing import FlowFailure, FlowRun, app_at, play

__all__ = ["FlowFailure", "FlowRun", "app_at", "play"]


def __getattr__(name: str) -> Any:
    """What is exported, when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    from ac_tui.testing import playing

    return getattr(playing, name)
