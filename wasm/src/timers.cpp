#include "tss/timers.hpp"

namespace tss {

void TimerTable::disarm_all_but(Timer kept) {
  const auto deadline = at(kept);
  at_.fill(std::nullopt);
  at_[index(kept)] = deadline;
}

std::optional<Timer> TimerTable::earliest() const {
  std::optional<Timer> found;
  for (std::size_t i = 0; i < kTimerCount; ++i) {
    if (at_[i] && (!found || *at_[i] < *at_[index(*found)])) {
      found = static_cast<Timer>(i);
    }
  }
  return found;
}

std::optional<Instant> TimerTable::next_deadline() const {
  const auto timer = earliest();
  return timer ? at(*timer) : std::nullopt;
}

std::optional<Timer> TimerTable::take_due(Instant now) {
  const auto timer = earliest();
  if (!timer || now < *at(*timer)) {
    return std::nullopt;
  }
  disarm(*timer);
  return timer;
}

}  // namespace tss
