"""The prompts on two streams, to their end."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress

from ac_tui.desk.session import Session
from ac_tui.flows.model import Flow
from ac_tui.surfaces.plain.console import Console, Reader, Writer
from ac_tui.surfaces.plain.prompts import Prompts


def run_plain(
    session: Session,
    reader: Reader,
    writer: Writer,
    now: Callable[[], float] | None = None,
    story: Flow | None = None,
) -> None:
    """Ask until there is nobody to answer, or somebody has had enough; KeyboardInterrupt for Ctrl-C.

    With `now`, which tells seconds that only grow, the simulated clock goes on while somebody thinks. `story` is begun
    first. However it ends, notes that no file holds are saved, and where is said.
    """
    for stream in (reader, writer):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # whatever a pipe holds, and whatever a terminal cannot show
    prompts = Prompts(session, Console(reader, writer), now)
    try:
        prompts.begin()
        if story is not None:
            prompts.carry_out(session.tell(story))
        while not prompts.over:
            prompts.turn()
    except BaseException:
        with suppress(Exception):  # the terminal may be gone; whatever was wrong may be wrong here too
            _leave(session, prompts)
        with suppress(OSError):
            writer.write("\n")
        raise
    _leave(session, prompts)
    prompts.end()


def _leave(session: Session, prompts: Prompts) -> None:
    """Save what would be lost, then say where: the saving comes first."""
    if prompts.left:
        return
    outcome = session.leave()
    with suppress(OSError):
        prompts.carry_out(outcome)
