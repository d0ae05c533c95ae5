"""The storyboard: every state of the phone that flows reach, as pictures on one page with nothing outside it."""
