"""Speech to words (PocketSphinx). Runs in a child process only.

PocketSphinx keeps the interpreter lock while it works, up to a fifth of a second at a time: in the
server's own process every stream would stutter.
"""
