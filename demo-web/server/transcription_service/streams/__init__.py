"""The status streams of this process: who is let in, how long they live, what they are sent."""

from transcription_service.streams.lease_keeper import LeaseKeeper
from transcription_service.streams.open_streams import OpenStreams
from transcription_service.streams.status_stream import StatusStream, Visit
from transcription_service.streams.times import Times

__all__ = ["LeaseKeeper", "OpenStreams", "StatusStream", "Times", "Visit"]
