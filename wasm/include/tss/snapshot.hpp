/// What can be seen of a session at one moment.
#pragma once

#include <limits>
#include <string>

#include "tss/types.hpp"

namespace tss {

/// Counts since the session began.
struct Metrics {
  /// Streams asked for, probes included.
  double streams_opened = 0;
  double stream_failures = 0;
  double status_requests = 0;
  double status_failures = 0;
  /// Statuses that replaced the one before.
  double updates = 0;
  /// Statuses that were not newer than the one known.
  double outdated = 0;
  /// Frames and bodies that were no valid status.
  double rejected = 0;
};

/// Plain values, as they cross the boundary.
struct Snapshot {
  State state = State::idle;
  Mode mode = Mode::none;
  /// Updates are arriving: a stream is open, or the last poll was answered.
  bool connected = false;
  /// A status is known that is not final, and nothing brings newer ones now.
  bool stale = false;
  bool probing = false;
  FallbackReason fallback_reason = FallbackReason::none;
  /// The SSE attempt that runs, or comes next; 0 before the first.
  double attempt = 0;
  double max_attempts = 0;
  /// Why nothing arrives, and the HTTP status that said so (0: none did).
  Problem problem = Problem::none;
  bool fatal = false;
  double http_status = 0;
  /// When SSE is tried next, and when the newest status came: milliseconds on the caller's clock,
  /// or NaN.
  double next_attempt_at_ms = std::numeric_limits<double>::quiet_NaN();
  double last_update_at_ms = std::numeric_limits<double>::quiet_NaN();
  /// The interval between polls in force, milliseconds; 0 when not polling.
  double poll_interval_ms = 0;
  /// JSON of the newest status, empty before the first.
  std::string status_text;
  /// The progress to show: that of the status, or the furthest reached in this attempt of the job.
  double progress = 0;
  Metrics metrics;
};

}  // namespace tss
