"""Waiting until a widget has done what it was given."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message_pump import MessagePump


async def caught_up(node: MessagePump) -> None:
    """Wait until a widget or screen has done with every message it has; for actions, which run in the app's turn."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await done.wait()
