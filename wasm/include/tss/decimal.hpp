/// Reading decimal numbers without the C library's machinery, which outweighs the whole core.
#pragma once

#include <cstdint>

namespace tss {

/// A run of decimal digits. `overflow` is set when it does not fit in 64 bits.
struct Digits {
  std::uint64_t value = 0;
  bool overflow = false;
  /// The first character that is not a digit.
  const char* end = nullptr;
};
[[nodiscard]] Digits read_digits(const char* text);

/// A JSON number as a double. Exact for up to 15 significant digits and powers of ten up to 22
/// (W. Clinger, "How to Read Floating Point Numbers Accurately", 1990, the fast path); beyond
/// that within a few units in the last place, which is enough for what the core decides: the app
/// gets its numbers from JSON.parse. `*end` is set to the first character not read.
[[nodiscard]] double read_decimal(const char* text, const char** end);

}  // namespace tss
