"""A user's arm hangs on the user's id and the experiment's name alone: it is the same on every
process and every day, and another experiment divides users anew."""

import hashlib
from enum import StrEnum

_PARTS = 10_000
"""A hundredth of a percent is told apart."""


class Arm(StrEnum):
    """How a user's pages are told of progress."""

    SSE = "sse"
    """By streams, with polling behind them."""
    POLLING = "polling"
    """By polling alone, as it was before."""


class Experiment:
    """Gives `polling_percent` of all users the arm `polling`, 0 to 100; the rest has `sse`."""

    def __init__(self, name: str, polling_percent: float) -> None:
        self.name = name
        self.polling_percent = polling_percent

    def arm_of(self, user_id: str) -> Arm:
        digest = hashlib.sha256(f"{self.name}/{user_id}".encode()).digest()
        place = int.from_bytes(digest[:8]) % _PARTS
        return Arm.POLLING if place < self.polling_percent / 100 * _PARTS else Arm.SSE
