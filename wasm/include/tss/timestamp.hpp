/// Reading the server's timestamps.
#pragma once

#include <optional>
#include <string_view>

namespace tss {

/// An RFC 3339 time (`2026-01-01T12:00:00.000Z`, any fraction, any offset) as milliseconds since
/// the Unix epoch, or nothing if `text` does not look like one. Numbers beyond their range run over
/// into the next: a leap second is the second after it, and latencies do not depend on a calendar.
[[nodiscard]] std::optional<double> parse_timestamp(std::string_view text);

}  // namespace tss
