"""The phone: a frame around pages of real widgets, one page a step."""
