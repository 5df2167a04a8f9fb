#include "tss/timers.hpp"

#include <algorithm>

namespace tss {

void TimerTable::disarm_all_but(Timer kept) {
  const Instant deadline = at(kept);
  at_.fill(kNever);
  arm(kept, deadline);
}

Timer TimerTable::earliest() const {
  return static_cast<Timer>(std::ranges::min_element(at_) - at_.begin());
}

std::optional<Timer> TimerTable::take_due(Instant now) {
  const Timer timer = earliest();
  if (now < at(timer)) {
    return std::nullopt;
  }
  disarm(timer);
  return timer;
}

}  // namespace tss
