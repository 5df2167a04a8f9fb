/// Reading decimal numbers without the C library's machinery, which outweighs the whole core.
#pragma once

namespace tss {

/// A JSON number as a double, never −0. Exact for integers up to 2^53, and for up to 15 significant
/// digits and powers of ten up to 22 (W. Clinger, "How to Read Floating Point Numbers Accurately",
/// 1990, the fast path); beyond that within a few units in the last place, which is enough for what
/// the core decides: the app gets its numbers from JSON.parse. `*end` is set to the first character
/// not read.
[[nodiscard]] double read_decimal(const char* text, const char** end);

}  // namespace tss
