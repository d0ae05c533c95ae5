"""The app as another program would run it, where a minute is over in a second."""

import argparse
import sys
import time

from ac_tui.cli import declare
from ac_tui.commands.simulate import simulation_at
from ac_tui.surfaces.tui.app import make_app

parser = argparse.ArgumentParser()
declare(parser, "simulate")
simulation = simulation_at(parser.parse_args([]))
assert simulation is not None
app = make_app(simulation, live=True, now=lambda: time.monotonic() * 60)
app.run()
sys.exit(app.return_code or 0)
