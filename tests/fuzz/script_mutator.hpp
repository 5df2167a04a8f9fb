/// Changes a script as a script: by whole lines, and by words that mean something.
#pragma once

#include <string>
#include <string_view>

namespace tss::fuzz {

[[nodiscard]] std::string mutate_script(std::string_view text, unsigned seed);

/// Lines of `one` with lines of `other` between or behind them.
[[nodiscard]] std::string cross_scripts(std::string_view one, std::string_view other,
                                        unsigned seed);

}  // namespace tss::fuzz
