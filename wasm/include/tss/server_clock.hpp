/// How the server's clock stands to ours, as far as its timestamps tell.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "tss/types.hpp"

namespace tss {

/// How late something was, and how far that may be off, ±.
struct Lateness {
  Millis value;
  Millis uncertainty;
};

/// Estimates the offset of the server's clock (Unix time) from the caller's monotonic one. The
/// message that came quickest shows it, but for its time on the way; that is about half of the
/// shortest round trip, and cannot be less than nothing or more than all of it (the reasoning of
/// RFC 5905, section 8). No clock of the client enters but the monotonic one.
class ServerClock {
 public:
  /// The server stamped something `sent_ms`, when it sent it, and it arrived now.
  void hear(double sent_ms, Instant now);

  /// Something was asked and answered within `length`.
  void note_round_trip(Millis length);

  /// The clocks may have moved against each other: what was learnt of them is void.
  void forget() { *this = ServerClock(); }

  /// The server's clock minus the caller's, milliseconds; nothing before both were compared.
  [[nodiscard]] std::optional<double> offset_ms() const;

  /// How long before `now` the server stamped `made_ms`; nothing while the offset is unknown.
  [[nodiscard]] std::optional<Lateness> lateness(double made_ms, Instant now) const;

 private:
  // Few, so that a server's clock that is set back is believed soon.
  static constexpr std::size_t kRemembered = 16;
  std::array<double, kRemembered> heard_{};
  std::size_t count_ = 0;
  Millis shortest_round_trip_ = Millis::max();
};

}  // namespace tss
