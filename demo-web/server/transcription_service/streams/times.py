"""How long things on a stream may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """In seconds; see the settings of the same names."""

    heartbeat_s: float
    idle_s: float
    life_s: float
    send_s: float
