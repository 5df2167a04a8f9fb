"""How often a job tells how far it is."""

_UPDATES_A_JOB = 60
"""Spread over the whole of a job, but for its milestones.

What a stream costs is what is said on it. Between two updates the page moves the bar by the
estimate, so more of them would be paid for and not be seen.
"""

SHORTEST_INTERVAL_S = 0.1
"""A short recording is recognised in milliseconds a percent, and a connection is sent the latest
status only: without a pause after it, a milestone would be overtaken before it is sent."""

LONGEST_INTERVAL_S = 10.0
"""Of a long job, people want to see now and then that it goes on."""


def fine_update_interval_s(expected_work_s: float) -> float:
    """Seconds from one update to the next, of a job that is expected to take so many in all."""
    interval_s = expected_work_s / _UPDATES_A_JOB
    return min(max(interval_s, SHORTEST_INTERVAL_S), LONGEST_INTERVAL_S)
