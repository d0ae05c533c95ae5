"""A large registry is read while the desk is on show: one can work, stop it, and leave."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Event

import pytest
from textual.pilot import Pilot

from ac_tui.cli import declare
from ac_tui.commands import simulate
from ac_tui.desk.commands import key_names
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_fixture
from ac_tui.registry import load
from ac_tui.registry.generate import generate
from ac_tui.registry.index import Registry, to_jsonl
from ac_tui.surfaces.tui.app import AcTui


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(to_jsonl(generate(9000, Random(3)))), "utf-8")
    return path


def app_reading(file: Path) -> AcTui:
    return AcTui(Session(read_fixture(Registry()).simulation(7), names=key_names), registry=file)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    while not condition():
        await pilot.pause()


def note(app: AcTui) -> str:
    return app.desk._note


async def test_the_customers_are_there_when_it_is_read(file: Path) -> None:
    app = app_reading(file)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "9000" in note(app))
        registry = app.simulation.world.registry
        customer = registry.customers[8000]
        assert registry.by_client_code(customer.client_code) == (customer,)
        assert app.session.simulation.view.step == "welcome"


async def test_a_key_stops_it(file: Path) -> None:
    app = app_reading(file)
    async with app.run_test() as pilot:
        await until(pilot, lambda: any(worker.is_running for worker in app.workers) or bool(note(app)))
        app.desk.action_copy_or_tell()
        await until(pilot, lambda: bool(note(app)) and not any(worker.is_running for worker in app.workers))
        assert len(app.simulation.world.registry) in (0, 9000)
        assert note(app)


async def test_who_leaves_does_not_wait_for_its_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, told, given_up = Event(), Event(), Event()

    def without_end(_text: bytes, _name: str, progress: Callable[[int], None]) -> Registry:
        begun.set()
        try:
            while not given_up.is_set():
                progress(0)
        except Exception:
            told.set()
            raise
        return Registry([])

    monkeypatch.setattr(load, "parse_registry", without_end)
    app = app_reading(file)
    async with app.run_test() as pilot:
        await until(pilot, begun.is_set)
        await pilot.press("ctrl+q")
    stopped = told.wait(20)
    given_up.set()
    assert stopped


@pytest.fixture
def damaged(file: Path) -> Path:
    file.write_text(file.read_text("utf-8") + "{", "utf-8")
    return file


async def test_a_fault_is_told_and_the_registry_stays_empty(damaged: Path) -> None:
    app = app_reading(damaged)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "9001" in note(app))
        assert len(app.simulation.world.registry) == 0


def test_only_a_large_one_is_read_later(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = ArgumentParser()
    declare(parser, "simulate")
    given = parser.parse_args(["--registry", str(file)])
    simulation = simulate.simulation_at(given)
    assert simulation is not None
    assert len(simulation.world.registry) == 9000
    monkeypatch.setattr(simulate, "LARGE", 1000)
    simulation = simulate.simulation_at(given)
    assert simulation is not None
    assert len(simulation.world.registry) == 0
