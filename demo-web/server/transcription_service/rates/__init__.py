"""How often something may be done: uploads, requests and new tokens."""

from transcription_service.rates.counts import Counts
from transcription_service.rates.rates import Rate, Rates

__all__ = ["Counts", "Rate", "Rates"]
