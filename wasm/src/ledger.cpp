#include "tss/ledger.hpp"

#include <algorithm>

namespace tss {

bool Ledger::is_retired(const std::string& epoch) const {
  // Slots not used yet are empty, and so is what was there before the first status, and what a
  // server says that has no epochs: those have no history.
  return !epoch.empty() && std::ranges::find(retired_, epoch) != retired_.end();
}

void Ledger::retire(std::string& epoch) {
  retired_[next_retired_].swap(epoch);
  next_retired_ = (next_retired_ + 1) % kRetiredEpochs;
}

bool Ledger::is_newer(const Status& status) const {
  if (is_final()) {
    return false;
  }
  if (status.epoch == newest_.epoch) {
    return status.sequence > newest_.sequence;
  }
  return !is_retired(status.epoch);
}

Verdict Ledger::offer(const Status& status) {
  if (!is_newer(status)) {
    return Verdict::outdated;
  }
  const bool same_attempt = newest_.attempt == status.attempt;
  progress_ = same_attempt ? std::max(progress_, status.progress) : status.progress;
  if (newest_.epoch != status.epoch) {
    retire(newest_.epoch);
  }
  newest_ = status;
  return Verdict::newer;
}

std::string Ledger::last_event_id() const {
  if (newest() == nullptr) {
    return {};
  }
  // std::to_chars would bring a table and five functions for these few digits.
  std::array<char, 20> digits{};
  std::size_t first = digits.size();
  auto rest = static_cast<std::uint64_t>(newest_.sequence);
  do {
    digits[--first] = static_cast<char>('0' + (rest % 10));
    rest /= 10;
  } while (rest != 0);
  std::string id = newest_.epoch;
  id += '-';
  return id.append(digits.data() + first, digits.size() - first);
}

}  // namespace tss
