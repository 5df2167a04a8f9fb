#include "tss/health.hpp"

#include <algorithm>
#include <array>

namespace tss {

namespace {

/// The place of `state` among the times, or null for a state that is an end or a beginning.
double* time_in(TimeIn& times, State state) {
  switch (state) {
    case State::connecting:
      return &times.connecting;
    case State::open:
      return &times.open;
    case State::backoff:
      return &times.backoff;
    case State::polling:
      return &times.polling;
    case State::suspended:
      return &times.suspended;
    case State::idle:
    case State::closed:
    case State::failed:
      break;
  }
  return nullptr;
}

}  // namespace

void Health::spend(Standing standing, Instant now) {
  const Millis length = now - since_;
  since_ = now;
  if (double* total = time_in(counts.time_in, standing.state)) {
    *total += length.count();
    followed_ += length;
    connected_ += standing.connected ? length : Millis{0};
  }
}

void Health::count_failure(FallbackReason cause) {
  StreamFailures& failures = counts.failures;
  switch (cause) {
    case FallbackReason::refused:
      ++failures.refused;
      return;
    case FallbackReason::connect_timeout:
      ++failures.connect_timeout;
      return;
    case FallbackReason::silence:
      ++failures.silence;
      return;
    case FallbackReason::died_young:
      ++failures.died_young;
      return;
    case FallbackReason::error:
    case FallbackReason::none:
    case FallbackReason::unsupported:
    case FallbackReason::requested:
      ++failures.error;
      return;
  }
}

void Health::measure(const Lateness& lateness) {
  Latency& latency = counts.latency;
  const double late = std::max(0.0, lateness.value.count());
  latency.last_ms = late;
  latency.uncertainty_ms = lateness.uncertainty.count();
  struct Bucket {
    double bound_ms;
    double Latency::* count;
  };
  static constexpr std::array kBuckets = {
      Bucket{10, &Latency::up_to_10},     Bucket{25, &Latency::up_to_25},
      Bucket{50, &Latency::up_to_50},     Bucket{100, &Latency::up_to_100},
      Bucket{250, &Latency::up_to_250},   Bucket{1000, &Latency::up_to_1000},
      Bucket{3000, &Latency::up_to_3000},
  };
  for (const auto& [bound_ms, count] : kBuckets) {
    if (late <= bound_ms) {
      ++(latency.*count);
      return;
    }
  }
  ++latency.over_3000;
}

Metrics Health::seen(Standing standing, Instant now) const {
  Health until_now = *this;
  until_now.spend(standing, now);
  Metrics& metrics = until_now.counts;
  metrics.requests = metrics.streams_opened + metrics.status_requests;
  metrics.reconnects = std::max(0.0, metrics.connects - 1);
  if (until_now.followed_ > Millis{0}) {
    metrics.uptime_ratio = until_now.connected_ / until_now.followed_;
  }
  return metrics;
}

}  // namespace tss
