"""`ac-tui review`: walk through the screenshots of the last run that are not as their baselines."""

from __future__ import annotations

import argparse
import difflib
import sys

from ac_tui.flows.last_run import FOLDER
from ac_tui.flows.snapshots import PENDING, Difference, read_pending, write_baseline, write_pending
from ac_tui.registry.faults import printable

LEFT, NOTHING = 1, 5
_QUESTION = "[a]ccept, [r]eject, [s]kip, [n]ew, [o]ld, [q]uit? "


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is needed: the last run left all there is."""
    parser.add_argument("--list", action="store_true", help="only name them")


def run(args: argparse.Namespace) -> int:
    """Ask about each difference; 0 when all were accepted, 1 when some were not, 5 when there are none."""
    pending = read_pending()
    if not pending:
        place = printable(str((FOLDER / PENDING).resolve()))
        sys.stderr.write(f"ac-tui review: the last run in this folder left nothing to review (looked in {place})\n")
        return NOTHING
    if args.list:
        for difference in pending:
            print(_title(difference))
        return LEFT
    accepted, rejected = 0, 0
    left: list[Difference] = []
    for number, difference in enumerate(pending, start=1):
        answer = _ask(difference, f"{number} of {len(pending)}")
        if answer == "a":
            write_baseline(difference.baseline, difference.text, difference.picture)
            accepted += 1
        elif answer == "r":
            rejected += 1
        elif answer == "s":
            left.append(difference)
        else:
            left += pending[number - 1 :]
            break
    write_pending(left)
    print(f"{accepted} accepted, {rejected} rejected, {len(left)} left")
    return LEFT if left or rejected else 0


def _ask(difference: Difference, place: str) -> str:
    """The answer for one difference: "a", "r", "s", or "q" also where nobody answers."""
    print(f"\n{place}: {_title(difference)}")
    print("\n".join(_compared(difference)))
    while True:
        print(_QUESTION, end="", flush=True)
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1]
        if not line or answer in ("a", "r", "s", "q"):
            return answer or "q"
        if answer == "n":
            print(_shown(difference.text))
        elif answer == "o":
            print(_shown(difference.was or "(no baseline)"))


def _title(difference: Difference) -> str:
    new = " (new)" if difference.was is None else ""
    return f"{printable(str(difference.baseline))}: '{printable(difference.name)}' of {printable(difference.flow)}{new}"


def _compared(difference: Difference) -> list[str]:
    """The new screenshot where there is no old one, else what differs, line by line."""
    if difference.was is None:
        return [_shown(difference.text)]
    lines = difflib.unified_diff(
        difference.was.split("\n"), difference.text.split("\n"), "baseline", "now", lineterm="", n=2
    )
    return [printable(line) for line in lines]


def _shown(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))
