"""The program on the terminal that is to be."""

import argparse
import sys

from ac_tui.commands.simulate import add_arguments, simulation_at
from ac_tui.surfaces.terminal.app import make_app

parser = argparse.ArgumentParser()
add_arguments(parser)
simulation = simulation_at(parser.parse_args())
assert simulation is not None
app = make_app(simulation, live=True)
app.run()
sys.exit(app.return_code or 0)
