/// RFC 3339 by means of the standard library's calendar.
#pragma once

#include <optional>
#include <string_view>

namespace tss::fuzz {

struct ExpectedTime {
  /// Each number is within its range, so that a calendar knows the time.
  bool is_real = false;
  /// Milliseconds since the Unix epoch, if it is.
  double unix_ms = 0;
};

/// Nothing if `text` has not the shape `2026-01-01T12:00:00[.digits](Z|±hh:mm)`.
[[nodiscard]] std::optional<ExpectedTime> expected_time(std::string_view text);

}  // namespace tss::fuzz
