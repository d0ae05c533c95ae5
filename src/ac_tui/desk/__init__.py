"""A support call without a surface: its session, its commands declared once, and what there is to say about it."""
