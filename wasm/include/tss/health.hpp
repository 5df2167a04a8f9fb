/// What a session's connection has been through: counts, times and latencies.
#pragma once

#include "tss/server_clock.hpp"
#include "tss/snapshot.hpp"
#include "tss/types.hpp"

namespace tss {

/// How a session stands between two events.
struct Standing {
  State state = State::idle;
  /// Updates are arriving.
  bool connected = false;
};

/// The account of one session, from its start to the end of its job.
class Health {
 public:
  /// The time since the last call was spent in `standing`.
  void spend(Standing standing, Instant now);

  /// A stream failed for `cause`, which is one of the last five.
  void count_failure(FallbackReason cause);

  /// An update came this late.
  void measure(const Lateness& lateness);

  /// Everything up to `now`, if `standing` has lasted since the last event.
  [[nodiscard]] Metrics seen(Standing standing, Instant now) const;

  /// What the machine counts as it happens.
  Metrics counts;

 private:
  Instant since_{};
  Millis connected_{};
  Millis followed_{};
};

}  // namespace tss
