/// Which ids of events are sent back to the server.
#pragma once

#include <cstddef>
#include <string_view>

namespace tss {

/// The longest id that is sent back, in bytes: it travels in an address and in a header, and
/// servers refuse what is much longer.
inline constexpr std::size_t kLongestEventId = 256;

/// An address and a header can hold `id`, with room for `suffix` more bytes behind it: it is short
/// enough and has no control characters.
[[nodiscard]] bool is_fit_to_echo(std::string_view id, std::size_t suffix = 0);

}  // namespace tss
