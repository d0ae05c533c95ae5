"""The panels beside the phone: what to say, why, messages, who is on the line, notes."""
