/// How a fuzzing target says that something is wrong.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace tss::fuzz {

/// What goes on at present, for people; empty where the input tells it.
inline std::string& present() {
  static std::string text;
  return text;
}

/// Ends the program, which libFuzzer takes for a finding, if `holds` is false. `promise`: what was
/// expected, for people.
inline void expect(bool holds, std::string_view promise) {
  if (!holds) {
    std::cerr << "broken promise: " << promise;
    std::cerr << (present().empty() ? "" : "\n  at: ") << present() << '\n';
    std::abort();
  }
}

}  // namespace tss::fuzz
