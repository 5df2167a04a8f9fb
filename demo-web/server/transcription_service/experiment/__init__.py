"""Which users are to be compared with which: the assignment of an A/B test."""

from transcription_service.experiment.assignment import Arm, Experiment

__all__ = ["Arm", "Experiment"]
