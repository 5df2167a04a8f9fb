#include "tss/server_clock.hpp"

#include <algorithm>

namespace tss {

void ServerClock::hear(double sent_ms, Instant now) {
  heard_[count_ % kRemembered] = sent_ms - now.time_since_epoch().count();
  ++count_;
}

void ServerClock::note_round_trip(Millis length) {
  shortest_round_trip_ = std::min(shortest_round_trip_, length);
}

std::optional<double> ServerClock::offset_ms() const {
  if (count_ == 0 || shortest_round_trip_ == Millis::max()) {
    return std::nullopt;
  }
  double quickest = heard_[0];
  for (std::size_t i = 1; i < std::min(count_, kRemembered); ++i) {
    quickest = std::max(quickest, heard_[i]);
  }
  return quickest + (shortest_round_trip_.count() / 2);
}

std::optional<Lateness> ServerClock::lateness(double made_ms, Instant now) const {
  const auto offset = offset_ms();
  if (!offset) {
    return std::nullopt;
  }
  return Lateness{.value = Millis{*offset - (made_ms - now.time_since_epoch().count())},
                  .uncertainty = shortest_round_trip_ / 2};
}

}  // namespace tss
