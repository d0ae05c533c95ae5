"""What lies over the desk: find, stories, time, checks, help. Each is a modal screen that returns what was chosen."""
