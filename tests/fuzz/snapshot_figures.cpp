#include "snapshot_figures.hpp"

#include <algorithm>
#include <cmath>

namespace tss::fuzz {

std::array<double, kVisibleFigures> visible_figures(const Snapshot& snapshot) {
  return {
      static_cast<double>(snapshot.state),
      static_cast<double>(snapshot.mode),
      snapshot.connected ? 1.0 : 0.0,
      snapshot.stale ? 1.0 : 0.0,
      snapshot.probing ? 1.0 : 0.0,
      static_cast<double>(snapshot.fallback_reason),
      snapshot.attempt,
      static_cast<double>(snapshot.problem),
      snapshot.fatal ? 1.0 : 0.0,
      snapshot.http_status,
      snapshot.next_attempt_at_ms,
      snapshot.last_update_at_ms,
      snapshot.poll_interval_ms,
      snapshot.progress,
  };
}

std::array<double, kCountedFigures> counted_figures(const Snapshot& snapshot) {
  const Metrics& metrics = snapshot.metrics;
  const StreamFailures& failures = metrics.failures;
  const TimeIn& time_in = metrics.time_in;
  const Latency& latency = metrics.latency;
  return {
      metrics.streams_opened,  metrics.connects,         metrics.disconnects,
      metrics.reconnects,      metrics.planned_closes,   metrics.status_requests,
      metrics.status_failures, metrics.requests,         metrics.updates,
      metrics.outdated,        metrics.rejected,         failures.error,
      failures.refused,        failures.connect_timeout, failures.silence,
      failures.died_young,     time_in.connecting,       time_in.open,
      time_in.backoff,         time_in.polling,          time_in.suspended,
      latency.up_to_10,        latency.up_to_25,         latency.up_to_50,
      latency.up_to_100,       latency.up_to_250,        latency.up_to_1000,
      latency.up_to_3000,      latency.over_3000,
  };
}

bool are_same(std::span<const double> one, std::span<const double> other) {
  return std::ranges::equal(
      one, other, [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

}  // namespace tss::fuzz
