"""An observer that remembers what it was told."""

from transcription_service.observation import ClosedStream, OpenedStream, Poll, Refusal, Report


class Witness:
    """Everything in the order in which it came."""

    def __init__(self) -> None:
        self.opened: list[OpenedStream] = []
        self.closed: list[ClosedStream] = []
        self.polls: list[Poll] = []
        self.refusals: list[Refusal] = []
        self.reports: list[Report] = []

    def stream_opened(self, stream: OpenedStream) -> None:
        self.opened.append(stream)

    def stream_closed(self, stream: ClosedStream) -> None:
        self.closed.append(stream)

    def polled(self, poll: Poll) -> None:
        self.polls.append(poll)

    def refused(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)

    def reported(self, report: Report) -> None:
        self.reports.append(report)
