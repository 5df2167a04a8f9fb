/// What the core knows of a job's status: the fields that decide, and the text they came in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tss {

/// What the job is doing; `unknown` is any word that is not documented.
enum class JobWord : std::uint8_t { queued, processing, completed, failed, cancelled, unknown };

/// A terminal job never changes again.
[[nodiscard]] constexpr bool is_terminal(JobWord word) {
  return word == JobWord::completed || word == JobWord::failed || word == JobWord::cancelled;
}

/// One complete status. `text` is the JSON as it came, so that fields unknown here reach the app.
struct Status {
  std::string epoch;
  /// An integer from 0 to 2^53 − 1, so that a double holds it exactly.
  double sequence = 0;
  /// From 1; grows when a lost worker's job is started again.
  double attempt = 1;
  JobWord word = JobWord::queued;
  /// 0–100.
  double progress = 0;
  std::string text;
  /// When the server made it by its own clock, Unix milliseconds; nothing if it is no RFC 3339
  /// time.
  std::optional<double> made_ms = {};
};

}  // namespace tss
