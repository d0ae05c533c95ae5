"""The phone as HTML: one template and one style sheet, for whatever shows a screen in a browser."""
