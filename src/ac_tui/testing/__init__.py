"""The public Python door (docs/testing.md); every pytest run on the machine loads this, so it imports nothing."""

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
