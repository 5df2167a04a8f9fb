/// What happens to one session, as lines that a person can read and a fuzzer can change:
///
///     policy silence_ms 5000           a number of the policy
///     environment fetch stream online visible renew
///     seed 7
///     known e1 3 1 processing 40       a status from another tab: epoch sequence attempt word
///     progress
///
///     wait 40                          milliseconds go by, timers fire in time
///     due 100000                       the next timer fires so much too late
///     tick                             a timer fires too early
///     opened / failed                  the stream
///     refused 503 2000                 HTTP status, Retry-After in milliseconds or nothing
///     status e1 4 1 processing 50      a status by stream; as known
///     beat                             a heartbeat
///     close idle true 5000             reason, reconnect, retry_after_ms
///     message status {"epoch":…        an event's name and data as they are
///     bytes data: x\n\n                bytes of the stream as they are, with \n \r \0 and
///     \\ escaped answer e1 4 1 processing 50      a status by request refuse 429 5000 as refused,
///     for the request body 200 {"epoch":…              an answer as it is retry / acquire /
///     release / dispose / online / offline / hide / wake 30000 old status e1 4 1 processing 50 the
///     same of a stream or request before
///
/// Lines that are none of these are left out, numbers out of range are brought into it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tss/boundary.hpp"
#include "tss/config.hpp"

namespace tss::fuzz {

/// The words of one line, and all of it behind the first word.
struct Line {
  std::string verb;
  std::vector<std::string> words;
  std::string text;
  bool is_old = false;

  /// The word at `place`, or nothing.
  [[nodiscard]] std::string word(std::size_t place, std::string_view otherwise = "") const;
  /// The number at `place`, brought into the range from `low` to `high`; `low` if there is none.
  [[nodiscard]] double number(std::size_t place, double low, double high) const;
};

struct Script {
  Policy policy;
  Environment environment;
  std::uint32_t seed = 1;
  std::string known_status;
  std::vector<Line> steps;
};

[[nodiscard]] Script read_script(std::string_view text);

}  // namespace tss::fuzz
