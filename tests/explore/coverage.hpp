/// Whether all that the transition table allows was seen, and nothing else.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "explorer.hpp"

namespace tss::explore {

/// Sentences about cells and targets of the table that no exploration reached, and about
/// transitions that were seen and are not listed. A tick is told apart by the timer that was due,
/// where there was but one.
[[nodiscard]] std::vector<std::string> differences_from_table(const std::set<SeenCell>& seen);

}  // namespace tss::explore
