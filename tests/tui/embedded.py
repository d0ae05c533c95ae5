"""The app as another program would run it, where a minute is over in a second."""

import argparse
import sys
import time
from importlib import import_module

from ac_tui.commands.options import declare
from ac_tui.commands.simulate import simulation_at

parser = argparse.ArgumentParser()
declare(parser, "simulate")
simulation = simulation_at(parser.parse_args([]))
make_app = import_module(sys.argv[1]).make_app
app = make_app(simulation, live=True, now=lambda: time.monotonic() * 60)
app.run()
sys.exit(app.return_code or 0)
