"""Connections in the log: one record for each that begins, ends or is refused, with its facts as
fields.

What clients sent is in them only as far as its form was checked, or escaped and cut.
"""

import logging

from transcription_service.observation.port import (
    ClosedStream,
    Departure,
    OpenedStream,
    Poll,
    Refusal,
    Report,
)

logger = logging.getLogger("transcription_service.connections")

_LONGEST_ID = 64
_SERVICES_OWN_FAULT = 500


class ConnectionLog:
    """An observer. Polls, which are many and alike, are not logged."""

    def stream_opened(self, stream: OpenedStream) -> None:
        fields = _who(stream) | {"resumed": stream.is_resumed}
        logger.info("stream opened", extra=fields)

    def stream_closed(self, stream: ClosedStream) -> None:
        fields = _who(stream.opened) | {
            "reason": stream.reason.value,
            "seconds": round((stream.at - stream.opened.at).total_seconds(), 3),
            "updates": stream.updates,
            "conflated": stream.conflated,
            "bytes": stream.bytes,
        }
        level = logging.ERROR if stream.reason is Departure.ERROR else logging.INFO
        logger.log(level, "stream closed", extra=fields)

    def polled(self, poll: Poll) -> None:
        pass

    def refused(self, refusal: Refusal) -> None:
        fields = {
            "transport": refusal.transport.value,
            # Nobody may have looked at it.
            "session": refusal.session_id[:_LONGEST_ID].encode("unicode_escape").decode(),
            "user": refusal.user_id,
            "http_status": refusal.http_status,
            "code": refusal.code,
        }
        level = logging.WARNING if refusal.http_status >= _SERVICES_OWN_FAULT else logging.INFO
        logger.log(level, "refused", extra=fields)

    def reported(self, report: Report) -> None:
        fields = {
            "session": report.session_id,
            "user": report.user_id,
            "connection": report.connection_id,
            "report": report.number,
            "reason": report.reason,
            "state": report.state,
            "mode": report.mode,
            "fallback_reason": report.fallback_reason,
        }
        logger.info("client reported", extra=fields)


def _who(stream: OpenedStream) -> dict[str, object]:
    return {"stream": stream.id, "session": stream.session_id, "user": stream.user_id}
