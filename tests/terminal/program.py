"""The program on the new terminal."""
import sys
from ac_tui.commands.worlds import make_simulation
import argparse
from ac_tui.commands import simulate
p=argparse.ArgumentParser(); simulate.add_arguments(p)
args=p.parse_args()
simulation=simulate.simulation_at(args)
from ac_tui.surfaces.terminal.app import make_app
app=make_app(simulation, live=True)
app.run()
sys.exit(app.return_code or 0)
