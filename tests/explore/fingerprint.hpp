/// What tells two sessions apart, as far as their futures go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "tss/machine.hpp"
#include "world.hpp"

namespace tss {

/// Reads the machine's own fields, which nobody else may: to know that a state was seen before,
/// never to judge it. Times count from now, in units of the explorer's grid; what is past its
/// effect, metrics and the clock's origin do not count.
class Fingerprint {
 public:
  [[nodiscard]] static std::string of(const Machine& machine, const explore::World& world);

  /// The timer that is due at `now`, if it is the only one.
  [[nodiscard]] static std::optional<Timer> only_timer_due(const Machine& machine, Instant now);

 private:
  /// The session as a whole with its timers, and what streams and requests are under way.
  [[nodiscard]] static std::string of_session(const Machine& machine, Instant now);
  [[nodiscard]] static std::string of_transports(const Machine& machine, Instant now);
};

}  // namespace tss
