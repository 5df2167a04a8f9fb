#include "tss/backoff.hpp"

#include <algorithm>

namespace tss {

namespace {

/// base · 2^doublings, never above cap. A loop that ends at the cap, so that no count can overflow.
double doubled(double base, int doublings, double cap) {
  for (; doublings > 0 && base > 0 && base < cap; --doublings) {
    base *= 2;
  }
  return std::min(base, cap);
}

}  // namespace

double Chance::between(double low, double high) {
  // SplitMix32: https://www.pcg-random.org/ lists its constants' origin (murmur3's finaliser).
  state_ += 0x9e3779b9U;
  std::uint32_t z = state_;
  z = (z ^ (z >> 16U)) * 0x85ebca6bU;
  z = (z ^ (z >> 13U)) * 0xc2b2ae35U;
  z ^= z >> 16U;
  constexpr double kRange = 4294967296.0;
  return low + ((high - low) * (static_cast<double>(z) / kRange));
}

Millis backoff_delay(const Policy& policy, int failures, Chance& chance, Millis reconnection_time) {
  const double base = std::max(policy.backoff_base_ms, reconnection_time.count());
  const double full = doubled(base, failures - 1, policy.backoff_cap_ms);
  return Millis{full * chance.between(policy.backoff_jitter_floor, 1)};
}

Millis poll_interval(const Policy& policy, int failures) {
  // A cap below the interval is the interval: polls never come faster because they fail.
  const double cap = std::max(policy.poll_interval_cap_ms, policy.poll_interval_ms);
  return Millis{doubled(policy.poll_interval_ms, failures, cap)};
}

Millis probe_delay(const Policy& policy, Chance& chance) {
  const double spread = policy.probe_jitter;
  return Millis{policy.probe_interval_ms * chance.between(1 - spread, 1 + spread)};
}

}  // namespace tss
