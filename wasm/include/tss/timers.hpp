/// All timers of a session in one small table with one next deadline.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "tss/event.hpp"
#include "tss/types.hpp"

namespace tss {

/// In the order of their columns in the transition table.
enum class Timer : std::uint8_t { connect, silence, backoff, poll, request, probe, linger };
inline constexpr std::size_t kTimerCount = 7;

/// The column of the transition table for a timer that is due.
[[nodiscard]] constexpr EventKind event_kind_of(Timer timer) {
  return static_cast<EventKind>(static_cast<std::size_t>(EventKind::connect_due) +
                                static_cast<std::size_t>(timer));
}
static_assert(event_kind_of(Timer::linger) == EventKind::linger_due);

/// The deadlines of all timers, each armed or not. It reads no clock.
class TimerTable {
 public:
  /// None is armed.
  TimerTable() { at_.fill(kNever); }

  /// `timer` is due at `at`, whatever it was before.
  void arm(Timer timer, Instant at) { at_[index(timer)] = at; }
  /// `timer` is due never.
  void disarm(Timer timer) { arm(timer, kNever); }
  /// Only `kept` stays as it is.
  void disarm_all_but(Timer kept);

  /// When `timer` is due; kNever if it is not armed.
  [[nodiscard]] Instant at(Timer timer) const { return at_[index(timer)]; }

  /// The earliest deadline of all, kNever if no timer is armed.
  [[nodiscard]] Instant next_deadline() const { return at(earliest()); }

  /// Disarms and returns the earliest timer that is due at `now`; on a tie the first in the table.
  [[nodiscard]] std::optional<Timer> take_due(Instant now);

 private:
  static constexpr std::size_t index(Timer timer) { return static_cast<std::size_t>(timer); }
  [[nodiscard]] Timer earliest() const;

  std::array<Instant, kTimerCount> at_;
};

}  // namespace tss
