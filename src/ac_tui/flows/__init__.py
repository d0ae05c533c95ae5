"""Who taps: the simulation that every surface sits on, flow files, their player, recordings, paths and coverage."""
