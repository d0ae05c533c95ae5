"""`ac-tui graph`: the flow, from the transition table."""

from __future__ import annotations

import argparse

from ac_tui.reports.graph import as_dot, as_json, as_mermaid

FORMATS = {"mermaid": as_mermaid, "dot": as_dot, "json": as_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which language."""
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="mermaid",
        help="(mermaid); json spells out what any step can do, step by step",
    )


def run(args: argparse.Namespace) -> int:
    """Print it."""
    print(FORMATS[args.format]())
    return 0
