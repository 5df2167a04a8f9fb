/// What an event stream means, by the letter of WHATWG HTML 9.2.6: the whole body at once, with no
/// thought of speed. The parser of the core is held against it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tss::fuzz {

/// One thing that a parser finds. A frame that is too large has no texts.
struct Found {
  bool is_too_large = false;
  std::string name = {};
  std::string data = {};
  std::string last_event_id = {};

  bool operator==(const Found&) const = default;
};

struct Reading {
  std::vector<Found> found = {};
  std::string last_event_id = {};
  std::optional<double> retry_ms = {};

  bool operator==(const Reading&) const = default;
};

/// Reads `body`, of a stream that was resumed at `last_event_id`. What the standard does not have,
/// `frame_limit`, is EventStream's.
[[nodiscard]] Reading read_by_the_letter(std::string_view body, const std::string& last_event_id,
                                         std::size_t frame_limit);

}  // namespace tss::fuzz
