"""The library of flows: fixtures/flows, and whose own story each of them is."""

from __future__ import annotations

from pathlib import Path

from ac_tui.assets import fixtures_dir
from ac_tui.flows.collect import load_flows
from ac_tui.flows.model import Flow
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer


def library(registry: Registry) -> tuple[Flow, ...]:
    """Every flow of the library whose customer is in the registry; raises FlowError or AssetError."""
    flows = load_flows([fixtures_dir() / "flows"])
    return tuple(flow for flow in flows if registry.get(flow.setting.customer) is not None)


def own_story(customer: Customer, flows: tuple[Flow, ...]) -> Flow | None:
    """The flow that is named for a customer, else the first one that is about them."""
    about = [flow for flow in flows if flow.setting.customer == customer.id]
    named = (flow for flow in about if Path(flow.file).stem.endswith(f"-{customer.id}"))
    return next(named, about[0] if about else None)
