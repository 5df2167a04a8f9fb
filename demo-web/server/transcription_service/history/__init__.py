"""How connections went, kept in a database of its own, so that it can neither hold up nor harm that
of sessions and jobs."""
