"""Somebody who types lines into the prompts and hears what it says."""

from __future__ import annotations

from io import StringIO

from ac_tui.desk.session import Session
from ac_tui.flows.simulation import Simulation
from ac_tui.surfaces.plain.lines import slash_names
from ac_tui.surfaces.plain.prompts import run_plain
from tests.shipped import simulation

MARIO = ("registrati", "persone", "Mario", "Rossi", "continua")
TO_CONTACT = MARIO
TO_CODE = (*TO_CONTACT, "", "mario.rossi@mail.it", "Prova1234", "sì", "registrati")
WELLION = ("registrati", "aziende", "Wellion", "continua", "", "info@wellion.example", "Prova1234", "s", "registrati")


def talk(*lines: str, there: Simulation | None = None) -> tuple[Simulation, str]:
    """Everything that was said while these lines were typed and then nobody answered any more."""
    there = there or simulation()
    out = StringIO()
    run_plain(Session(there, names=slash_names), StringIO("".join(f"{line}\n" for line in lines)), out)
    return there, out.getvalue()


def answers(*lines: str) -> str:
    """What was said after the last of these lines."""
    said = talk(*lines)[1]
    before = talk(*lines[:-1])[1].removesuffix("Fine.\n")
    assert said.startswith(before)
    return said[len(before) :].removesuffix("Fine.\n")
