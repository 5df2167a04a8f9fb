/// The names of the protocol's words, as the code spells them: for reports and documents.
#pragma once

#include <string_view>

#include "tss/transition_table.hpp"
#include "tss/types.hpp"

namespace tss {

[[nodiscard]] std::string_view name_of(State state);
[[nodiscard]] std::string_view name_of(EventKind event);
[[nodiscard]] std::string_view name_of(Action action);

}  // namespace tss
