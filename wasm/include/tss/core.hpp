/// One session as the shell sees it: records in, records out. JSON is understood here, once for
/// all transports; the machine behind it sees only what it meant.
#pragma once

#include <cstdint>
#include <vector>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/machine.hpp"
#include "tss/snapshot.hpp"

namespace tss {

class Core {
 public:
  /// `seed` makes waiting times reproducible; give each client another one.
  Core(const Policy& policy, std::uint32_t seed) : policy_(policy), machine_(policy, seed) {}

  /// There is a session to follow. Called once, first. `now_ms`: the caller's monotonic clock.
  [[nodiscard]] std::vector<EffectRecord> start(const Environment& environment, double now_ms);

  /// Something happened. Returns what is to be done, in order, when the call has returned.
  [[nodiscard]] std::vector<EffectRecord> dispatch(const EventRecord& event, double now_ms);

  /// When to dispatch the next tick, on the caller's clock; infinity when no timer is armed.
  [[nodiscard]] double next_deadline() const;

  [[nodiscard]] Snapshot snapshot(double now_ms) const;

 private:
  [[nodiscard]] std::vector<EffectRecord> handle(const Event& event, double now_ms);

  Policy policy_;
  Machine machine_;
};

}  // namespace tss
