"""What Prometheus is told: of one process, since it started, with no word of sessions or users.

Names as its conventions have them: base units, `_total` for what only grows.
"""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from transcription_service.observation.deliveries import BOUNDS_MS
from transcription_service.observation.port import (
    ClosedStream,
    Departure,
    OpenedStream,
    Poll,
    Refusal,
    Report,
    Transport,
)
from transcription_service.observation.tally import Tally

_REASONS = ("hidden", "ended")
"""Why the package sends a report."""

_DURATIONS_S = (1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600)


class Metrics:
    """An observer. `redis_reconnects` and `dropped` are asked when the metrics are."""

    def __init__(
        self,
        tally: Tally,
        *,
        version: str,
        redis_reconnects: Callable[[], int],
        dropped: Callable[[], int],
    ) -> None:
        registry = self._registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=registry)
        # Of what is not a stream; those count for themselves.
        self._other_bytes = dict.fromkeys(Transport, 0)
        registry.register(_Tallied(tally, self._other_bytes, redis_reconnects, dropped))
        build = Gauge(
            "transcription_build_info", "The release that runs.", ["version"], registry=registry
        )
        build.labels(version).set(1)
        self._open = Gauge(
            "transcription_streams_open", "Status streams that are open.", registry=registry
        )
        self._attempts = Counter(
            "transcription_attempts",
            "Requests for statuses by what became of them: opened, answered, unchanged, or the "
            "code of the problem.",
            ["transport", "outcome"],
            registry=registry,
        )
        self._disconnects = Counter(
            "transcription_stream_disconnects",
            "Status streams that ended.",
            ["reason"],
            registry=registry,
        )
        self._reconnects = Counter(
            "transcription_stream_reconnects",
            "Status streams opened by clients that had seen an event of the session before.",
            registry=registry,
        )
        self._durations = Histogram(
            "transcription_stream_duration_seconds",
            "How long status streams were open.",
            buckets=_DURATIONS_S,
            registry=registry,
        )
        self._reports = Counter(
            "transcription_client_reports",
            "Reports of clients on their connections.",
            ["reason"],
            registry=registry,
        )
        # Whoever watches for the first of something needs to have seen none.
        for reason in Departure:
            self._disconnects.labels(reason.value)

    def exposition(self, accept: str) -> tuple[bytes, str]:
        """The text, in the newest format that `accept` names, and its content type."""
        try:
            encode, content_type = choose_encoder(accept)
        except (TypeError, ValueError):
            # The library takes any version that is asked for to be a number.
            encode, content_type = choose_encoder("")
        return encode(self._registry), content_type

    def stream_opened(self, stream: OpenedStream) -> None:
        self._open.inc()
        self._attempts.labels(Transport.SSE.value, "opened").inc()
        if stream.is_resumed:
            self._reconnects.inc()

    def stream_closed(self, stream: ClosedStream) -> None:
        self._open.dec()
        self._disconnects.labels(stream.reason.value).inc()
        self._durations.observe((stream.at - stream.opened.at).total_seconds())

    def polled(self, poll: Poll) -> None:
        outcome = "unchanged" if poll.is_unchanged else "answered"
        self._attempts.labels(Transport.POLLING.value, outcome).inc()
        self._other_bytes[Transport.POLLING] += poll.bytes

    def refused(self, refusal: Refusal) -> None:
        outcome = refusal.code or f"http_{refusal.http_status}"
        self._attempts.labels(refusal.transport.value, outcome).inc()
        self._other_bytes[refusal.transport] += refusal.bytes

    def reported(self, report: Report) -> None:
        # Whatever a client says: each new word would be a series for ever.
        reason = report.reason if report.reason in _REASONS else "other"
        self._reports.labels(reason).inc()


class _Tallied(Collector):
    """What is counted elsewhere, by plain numbers."""

    def __init__(
        self,
        tally: Tally,
        other_bytes: Mapping[Transport, int],
        redis_reconnects: Callable[[], int],
        dropped: Callable[[], int],
    ) -> None:
        self._tally = tally
        self._other_bytes = other_bytes
        self._redis_reconnects = redis_reconnects
        self._dropped = dropped

    def collect(self) -> Iterable[Metric]:
        tally = self._tally
        cumulative = tally.deliveries.cumulative
        bounds = [*(str(bound / 1000) for bound in BOUNDS_MS), "+Inf"]
        yield HistogramMetricFamily(
            "transcription_update_delivery_seconds",
            "From the publication of an update until it was handed to a stream's socket.",
            buckets=list(zip(bounds, cumulative, strict=True)),
            sum_value=tally.deliveries.sum_ms / 1000,
        )
        size = CounterMetricFamily(
            "transcription_bytes",
            "Bytes of requests for statuses and of what was answered.",
            labels=["transport"],
        )
        streamed = {Transport.SSE: tally.stream_bytes}
        for transport, other in self._other_bytes.items():
            size.add_metric([transport.value], other + streamed.get(transport, 0))
        yield size
        for name, help_text, value in (
            ("transcription_updates", "Statuses sent on streams.", tally.updates),
            (
                "transcription_updates_conflated",
                "Statuses that a newer one replaced before they were sent.",
                tally.conflated,
            ),
            (
                "transcription_redis_reconnects",
                "Times that the subscription at Redis was made anew.",
                self._redis_reconnects(),
            ),
            (
                "transcription_history_dropped",
                "Observations that could not be kept in the history.",
                self._dropped(),
            ),
        ):
            yield CounterMetricFamily(name, help_text, value=value)
