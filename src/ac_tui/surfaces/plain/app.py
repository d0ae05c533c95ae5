"""The plain simulator on two streams, to its end."""

from __future__ import annotations

import io
from collections.abc import Callable

from ac_tui.flows.record import Recorder
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.plain.console import Console, Reader, Writer
from ac_tui.surfaces.plain.talk import Talk


def run_plain(
    simulation: Simulation,
    reader: Reader,
    writer: Writer,
    now: Callable[[], float] | None = None,
    recorder: Recorder | None = None,
) -> None:
    """Talk until there is nobody to talk to, or somebody has had enough; KeyboardInterrupt for Ctrl-C.

    With `now`, which tells seconds that only grow, the simulated clock goes on while somebody thinks.
    """
    for stream in (reader, writer):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # whatever a pipe holds, and whatever a terminal cannot show
    talk = Talk(simulation, Console(reader, writer), now)
    talk.recorder = recorder or talk.recorder
    talk.begin()
    try:
        while not talk.over:
            talk.turn()
    except KeyboardInterrupt:
        writer.write("\n")
        raise
    talk.end()
