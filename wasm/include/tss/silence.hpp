/// How long a stream may be silent before it counts as dead.
#pragma once

#include <algorithm>

#include "tss/config.hpp"
#include "tss/types.hpp"

namespace tss {

/// Learns the cadence of one connection's heartbeats.
class Silence {
 public:
  /// A heartbeat came at `now`, which never runs backwards.
  void hear_heartbeat(Instant now) {
    // The longest interval, because heartbeats held up on the way arrive together.
    cadence_ = std::max(cadence_, now - last_heartbeat_);
    last_heartbeat_ = now;
  }

  /// The longest wait for the next event: a few cadences once two heartbeats told it.
  [[nodiscard]] Millis limit(const Policy& policy) const {
    const Millis longest{policy.silence_ms};
    if (cadence_ < Millis{0}) {
      return longest;
    }
    const Millis shortest{std::min(policy.silence_floor_ms, policy.silence_ms)};
    return std::clamp(cadence_ * policy.silence_cadences, shortest, longest);
  }

 private:
  Instant last_heartbeat_ = kNever;
  /// Negative while it is not known.
  Millis cadence_{-1};
};

}  // namespace tss
