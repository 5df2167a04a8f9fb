/// Which clients are explored, and how far.
#pragma once

#include <vector>

#include "explorer.hpp"

namespace tss::explore {

/// Quick ones, whose spaces are walked within a minute in all; `deep` ones have longer budgets and
/// waits, so that more can happen at the same time, and take many minutes.
[[nodiscard]] std::vector<Setting> settings(bool deep);

}  // namespace tss::explore
