/// Waiting times with chance in them. Chance comes from a seed, so that every run can be replayed.
#pragma once

#include <cstdint>

#include "tss/config.hpp"
#include "tss/types.hpp"

namespace tss {

/// A small random sequence (SplitMix32): enough to keep a fleet of clients out of step.
class Chance {
 public:
  /// Of the same `seed` follows the same sequence.
  explicit Chance(std::uint32_t seed) : state_(seed) {}

  /// The next value in [low, high).
  [[nodiscard]] double between(double low, double high);

 private:
  std::uint32_t state_;
};

/// The wait after the `failures`-th failure in a row (from 1): base · 2^(failures − 1), capped,
/// then multiplied by a random factor in [backoff_jitter_floor, 1]. The base is the policy's, or
/// what the server asked for (`retry`) where that is longer.
[[nodiscard]] Millis backoff_delay(const Policy& policy, int failures, Chance& chance,
                                   Millis reconnection_time = Millis{0});

/// The interval between polls after `failures` polls failed in a row: doubled for each, capped.
[[nodiscard]] Millis poll_interval(const Policy& policy, int failures);

/// The wait until the next probe: the interval ± its jitter.
[[nodiscard]] Millis probe_delay(const Policy& policy, Chance& chance);

}  // namespace tss
