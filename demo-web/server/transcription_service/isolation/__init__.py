"""Work on files of unknown origin, in child processes: a crash, a hang or a hunger for memory in
a decoder ends one job, and never the server."""
