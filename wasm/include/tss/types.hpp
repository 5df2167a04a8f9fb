/// Words that every other header speaks: time, generations, and the closed sets of names.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace tss {

/// A length of time in milliseconds. A double, as time crosses the boundary to JavaScript.
using Millis = std::chrono::duration<double, std::milli>;

/// The caller's monotonic clock. It has no now(): the core is told the time, it never asks.
struct MonotonicClock {
  using rep = double;
  using period = std::milli;
  using duration = Millis;
  using time_point = std::chrono::time_point<MonotonicClock>;
  static constexpr bool is_steady = true;
};

/// A moment on the caller's monotonic clock; its origin is the caller's choice.
using Instant = MonotonicClock::time_point;

/// A moment that does not come: infinity, in JavaScript too.
inline constexpr Instant kNever{Millis{std::numeric_limits<double>::infinity()}};

/// The number of one stream or request. Events echo it, so a late answer of an old one is known.
enum class Generation : std::uint32_t {};

/// What the client is doing. The order is that of the rows of the transition table.
enum class State : std::uint8_t {
  idle,
  connecting,
  open,
  backoff,
  polling,
  suspended,
  closed,
  failed,
};
inline constexpr std::size_t kStateCount = 8;

/// How updates travel.
enum class Mode : std::uint8_t { none, sse, polling };

/// What the user of the package asked for.
enum class TransportChoice : std::uint8_t { automatic, eventsource, fetch, polling };

/// Why polling stands in for SSE: the environment, the user, or the last of the failed attempts.
enum class FallbackReason : std::uint8_t {
  none,
  unsupported,
  requested,
  error,
  refused,
  connect_timeout,
  silence,
  died_young,
};

/// Why nothing arrives.
enum class Problem : std::uint8_t {
  none,
  unreachable,
  unavailable,
  unauthorized,
  forbidden,
  not_found,
  gone,
  rejected,
  ended_early,
};

}  // namespace tss
