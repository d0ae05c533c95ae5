"""Waiting until a widget has done what it was given."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.widget import Widget


async def caught_up(node: MessagePump) -> None:
    """Wait until a widget or screen has done with every message it has; for actions, which run in the app's turn."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await done.wait()


async def caught_up_to_screen(widget: Widget) -> None:
    """Wait until a widget has done its keys, and all around it what it said of them."""
    await caught_up(widget)
    for node in widget.ancestors_with_self:
        if node is widget.app:
            break
        await caught_up(node)
