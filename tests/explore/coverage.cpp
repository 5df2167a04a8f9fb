#include "coverage.hpp"

#include <algorithm>

#include "names.hpp"
#include "tss/transition_table.hpp"

namespace tss::explore {

namespace {

std::string cell_name(State state, EventKind event) {
  return std::string(name_of(state)) + " × " + std::string(name_of(event));
}

bool is_reachable(const Cell& cell) { return cell.action != Action::impossible; }

}  // namespace

std::vector<std::string> differences_from_table(const std::set<SeenCell>& seen) {
  std::vector<std::string> differences;
  for (std::size_t s = 0; s < kStateCount; ++s) {
    for (std::size_t e = 0; e < kEventKindCount; ++e) {
      const auto state = static_cast<State>(s);
      const auto event = static_cast<EventKind>(e);
      const Cell& cell = transition(state, event);
      const bool is_seen = std::ranges::any_of(
          seen, [&](const SeenCell& one) { return one.state == state && one.event == event; });
      if (is_seen != is_reachable(cell)) {
        differences.push_back(cell_name(state, event) +
                              (is_seen ? " is impossible, and was seen" : " was never seen"));
      }
      for (std::size_t t = 0; t < kStateCount; ++t) {
        const auto target = static_cast<State>(t);
        const bool is_listed = cell.targets.contains(target);
        const bool is_reached = seen.contains({.state = state, .event = event, .target = target});
        if (is_listed != is_reached && (is_listed || target != state)) {
          differences.push_back(cell_name(state, event) + " → " + std::string(name_of(target)) +
                                (is_listed ? " was never seen" : " is not listed, and was seen"));
        }
      }
    }
  }
  return differences;
}

}  // namespace tss::explore
